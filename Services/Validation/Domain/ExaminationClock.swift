package import Vocabulary

/// Counts the time that a request lies with the examiners. While it is back with its pilots, nothing is counted.
///
/// Stopped → running (it comes to the queue) → stopped (returned, refused, validated, ended) → running …
package struct ExaminationClock: Codable, Hashable, Sendable {
    /// Milliseconds of the runs that are over.
    package var counted: Int64
    /// nil: it stands still.
    package var runningSince: Instant?

    package init(counted: Int64 = 0, runningSince: Instant? = nil) {
        self.counted = counted
        self.runningSince = runningSince
    }

    mutating func start(at now: Instant) {
        if runningSince == nil { runningSince = now }
    }

    mutating func stop(at now: Instant) {
        guard let since = runningSince else { return }
        counted += max(0, now.milliseconds - since.milliseconds)
        runningSince = nil
    }

    /// Whole days.
    package func days(at now: Instant) -> Int {
        let running = runningSince.map { max(0, now.milliseconds - $0.milliseconds) } ?? 0
        return Int((counted + running) / 86_400_000)
    }
}
