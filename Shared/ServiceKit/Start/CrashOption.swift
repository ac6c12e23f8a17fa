import Foundation
import Synchronization

/// `--crash-at POINT:N`: the process kills itself (SIGKILL) at the Nth visit of a crash point. For tests of the
/// guarantee, in environment `dev` alone.
package enum CrashOption {
    package static let option = ConfigurationOption(
        "crash-at", .text, help: "Tests only, in environment dev: POINT:N kills the process at that visit.")

    /// Nil: the text isn't `POINT:N`.
    package static func points(_ text: String?) -> CrashPoints? {
        guard let text else { return CrashPoints.none }
        let parts = text.split(separator: ":")
        guard parts.count == 2, let point = CrashPoint(rawValue: String(parts[0])), let visit = Int(parts[1]), visit > 0
        else { return nil }
        let counter = Counter()
        return CrashPoints { visited in
            guard visited == point, counter.next() == visit else { return }
            kill(getpid(), SIGKILL)
        }
    }

    private final class Counter: Sendable {
        private let visits = Atomic(0)
        func next() -> Int { visits.wrappingAdd(1, ordering: .relaxed).newValue }
    }
}
