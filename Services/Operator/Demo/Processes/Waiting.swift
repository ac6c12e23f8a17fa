import Foundation
import Synchronization

/// Asynchronous work for a command, whose `run` is synchronous.
enum Waiting {
    /// Blocks the calling thread, which is the main one and none of the cooperative pool's. SIGINT and SIGTERM cancel
    /// the work, which then ends in order; a second one ends the process at once, and ``Warden`` what it started.
    static func run<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) throws -> Result {
        StopSignal.watch()
        let done = DispatchSemaphore(value: 0)
        let outcome = Mutex<Swift.Result<Result, any Error>?>(nil)
        let task = Task {
            let result: Swift.Result<Result, any Error>
            do {
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            outcome.withLock { $0 = result }
            done.signal()
        }
        var isCancelled = false
        while done.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
            if StopSignal.isRaised, !isCancelled {
                isCancelled = true
                task.cancel()
            }
        }
        guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
        return try result.get()
    }
}
