import Foundation
import Synchronization

/// SIGINT and SIGTERM as the ordered end of a command that would go on for ever.
enum StopSignal {
    private static let isAsked = Atomic<Bool>(false)

    /// From now on the signals are only noted; the command looks at ``isRaised`` and ends. A second one ends the
    /// process at once.
    static func watch() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                // Nothing here but what a signal handler may do: an atomic store, and signal(2).
                StopSignal.isAsked.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
    }

    static var isRaised: Bool { isAsked.load(ordering: .relaxed) }
}
