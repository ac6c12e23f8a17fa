import Store
import Synchronization

/// What one thread finds of the store, told to the health. Only who saw an outage says that it is over: a read that
/// works doesn't take back what a write found, such as a full disk.
final class StoreWatch: Sendable {
    private let health: HealthMonitor
    private let isAway = Atomic(false)

    init(_ health: HealthMonitor) { self.health = health }

    /// Cheap to call after every success.
    func worked() {
        guard isAway.load(ordering: .relaxed) else { return }
        isAway.store(false, ordering: .relaxed)
        health.report(.storeAnswered)
    }

    /// Conflicts and faults are no outage.
    func failed(_ error: any Error) {
        guard let error = error as? StoreError, error.isOutage else { return }
        isAway.store(true, ordering: .relaxed)
        health.report(.storeFailed(error.description))
    }
}
