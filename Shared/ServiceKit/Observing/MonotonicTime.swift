/// Time that has passed since the process began to ask: it never steps back and knows no leap, so intervals are taken
/// from it and never from the wall clock. (It stands still while a machine sleeps on some systems; a stopped process
/// does not stop it.)
package struct MonotonicTime: Sendable {
    private let read: @Sendable () -> Duration

    /// The system's.
    package init() {
        let origin = ContinuousClock.now
        read = { origin.duration(to: .now) }
    }

    /// For tests and simulations.
    package init(reading read: @escaping @Sendable () -> Duration) { self.read = read }

    package var now: Duration { read() }
}
