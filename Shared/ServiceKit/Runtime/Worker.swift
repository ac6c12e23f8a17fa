import Foundation
import Synchronization

/// A thread of its own that goes round until it is stopped. Blocking work is at home here: nothing of it stands on
/// Swift's cooperative pool.
package final class Worker: Sendable {
    private let wake = WakeUp()
    private let isStopping = Atomic(false)
    private let wasStarted = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)
    private let name: String

    package init(name: String) { self.name = name }

    /// - Parameter round: one turn; answers how long to rest before the next, or until `wakeUp`.
    package func start(_ round: @escaping @Sendable (Worker) -> Duration) {
        wasStarted.store(true, ordering: .releasing)
        let thread = Thread { [self] in
            while !isStopped {
                let rest = round(self)
                if isStopped { break }
                wake.wait(atMost: rest)
            }
            ended.signal()
        }
        thread.name = name
        thread.start()
    }

    package var isStopped: Bool { isStopping.load(ordering: .acquiring) }

    package func wakeUp() { wake.signal() }

    /// Rests on the worker's own thread; ends early when it is woken or stopped.
    package func rest(_ duration: Duration) {
        if !isStopped { wake.wait(atMost: duration) }
    }

    /// Asks for the end; the round that runs is finished.
    package func stop() {
        isStopping.store(true, ordering: .releasing)
        wake.signal()
    }

    /// Blocks until the thread has ended. False: it hasn't within the time. One that was never started has ended.
    package func waitUntilEnded(_ timeout: Duration) -> Bool {
        guard wasStarted.load(ordering: .acquiring) else { return true }
        let hasEnded = ended.wait(timeout: .now() + max(timeout / .seconds(1), 0)) == .success
        if hasEnded { ended.signal() }
        return hasEnded
    }
}
