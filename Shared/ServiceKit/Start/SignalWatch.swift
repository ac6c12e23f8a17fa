import Dispatch
import Foundation
import Logging
import Synchronization

/// Signals beyond the graceful stop: a second SIGTERM or SIGINT ends the process at once, SIGHUP reads tokens again.
///
/// A stop that takes longer than its limit is ended too: a call into a store or client that never comes back must not
/// keep the process from its supervisor. That is as safe as SIGKILL.
final class SignalWatch: Sendable {
    private let sources: Mutex<[any DispatchSourceSignal]>

    /// - Parameters:
    ///   - limit: how long a stop may take from its signal to the end of the process.
    init(logger: Logger, limit: Duration, reload: @escaping @Sendable () throws -> Int) {
        let queue = DispatchQueue(label: "signals")
        let stops = Mutex(0)
        let holder = Holder(stops: stops)
        var made: [any DispatchSourceSignal] = []
        for number in [SIGTERM, SIGINT] {
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // The first is the lifecycle's; who asks twice doesn't want to wait.
                guard holder.next() == 1 else { _exit(128 + number) }
                queue.asyncAfter(deadline: .now() + limit / .seconds(1)) {
                    logger.critical("the stop did not end in \(limit): the process is ended as it is")
                    _exit(RuntimeFailure.Code.software.rawValue)
                }
            }
            source.resume()
            made.append(source)
        }
        signal(SIGHUP, SIG_IGN)
        let hangUp = DispatchSource.makeSignalSource(signal: SIGHUP, queue: queue)
        hangUp.setEventHandler {
            do {
                let count = try reload()
                logger.notice("tokens read again", metadata: ["tokens": "\(count)"])
            } catch {
                logger.error("tokens not read again, what stood before stays: \(error)")
            }
        }
        hangUp.resume()
        made.append(hangUp)
        sources = Mutex(made)
    }

    func end() { sources.withLock { $0.forEach { $0.cancel() } } }

    private final class Holder: Sendable {
        private let stops: Mutex<Int>
        init(stops: consuming Mutex<Int>) { self.stops = stops }
        func next() -> Int {
            stops.withLock {
                $0 += 1
                return $0
            }
        }
    }
}
