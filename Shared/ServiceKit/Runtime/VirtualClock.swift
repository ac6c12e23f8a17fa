import Foundation
import Synchronization
package import Vocabulary

/// A clock that an operator sets, forward or back, and that runs on from there as the machine's does: for
/// demonstrations and tests that play a year, in environment `dev` alone (DESIGN: time). Each instance has its own.
///
/// Only the heart reads it: commands, records, timers. Leases, tokens and logs of operators go by the machine's, so
/// that whoever set it a year ahead can still set it back.
package final class VirtualClock: Sendable {
    private let offset = Atomic<Int64>(0)
    private let machine: ServiceClock

    package init(machine: ServiceClock = .system) { self.machine = machine }

    package var now: Instant {
        Instant(milliseconds: machine.now.milliseconds + offset.load(ordering: .acquiring))
    }

    package func set(_ instant: Instant) {
        offset.store(instant.milliseconds - machine.now.milliseconds, ordering: .releasing)
    }

    package var asServiceClock: ServiceClock { ServiceClock { self.now } }
}
