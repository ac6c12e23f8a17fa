import Dispatch
import Foundation
import Logging
import Synchronization

/// Signals beyond the graceful stop: a second SIGTERM or SIGINT ends the process at once, SIGHUP reads tokens again.
final class SignalWatch: Sendable {
    private let sources: Mutex<[any DispatchSourceSignal]>

    init(logger: Logger, reload: @escaping @Sendable () throws -> Int) {
        let queue = DispatchQueue(label: "signals")
        let stops = Mutex(0)
        let holder = Holder(stops: stops)
        var made: [any DispatchSourceSignal] = []
        for number in [SIGTERM, SIGINT] {
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // The first is the lifecycle's; who asks twice doesn't want to wait.
                if holder.next() > 1 { _exit(128 + number) }
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
