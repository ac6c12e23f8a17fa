import Foundation
package import Vocabulary

/// The one clock value that enters a process (DESIGN: time).
package struct ServiceClock: Sendable {
    private let read: @Sendable () -> Instant

    package init(_ read: @escaping @Sendable () -> Instant) { self.read = read }

    package var now: Instant { read() }

    /// The machine's clock, UTC. It may step back: nothing in the heart depends on its order.
    package static let system = ServiceClock {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
