/// Keeps an outage from filling the log: its first failure is a line, then at most one a minute that sums up, and one
/// when it is over. Pure: failures and a clock in, a line to log out.
///
/// Failures are told apart by `subject`, a word out of a small fixed set such as `store` or `broker`. Two reasons under
/// one subject are one outage: reasons carry numbers, and each would be a line again.
package struct FailureLog: Equatable, Sendable {
    package enum Line: Equatable, Sendable {
        /// At error.
        case failed(subject: String, reason: String)
        /// At error: so many failures since the last line, `lasting` since the first.
        case stillFailing(subject: String, reason: String, count: Int, lasting: Duration)
        /// At notice: so many failures in all.
        case recovered(subject: String, count: Int, after: Duration)
    }

    /// A subject that is failing. Can transition to: the same with more failures (`failed`); gone (`succeeded`).
    private struct Outage: Equatable {
        var began: Duration
        var lastLine: Duration
        var total: Int
        var sinceLastLine: Int
    }

    private var outages: [String: Outage] = [:]
    private let interval: Duration

    /// - Parameter interval: between two lines of one outage.
    package init(interval: Duration = .seconds(60)) { self.interval = interval }

    /// The subjects that fail now, sorted.
    package var failing: [String] { outages.keys.sorted() }

    /// - Parameter now: time that has passed since any fixed moment; monotonic, though a step back is survived.
    package mutating func failed(_ subject: String, because reason: String, now: Duration) -> Line? {
        guard var outage = outages[subject] else {
            outages[subject] = Outage(began: now, lastLine: now, total: 1, sinceLastLine: 0)
            return .failed(subject: subject, reason: reason)
        }
        outage.total += 1
        outage.sinceLastLine += 1
        // A clock that stepped back must not silence the outage until it has caught up.
        outage.began = min(outage.began, now)
        outage.lastLine = min(outage.lastLine, now)
        defer { outages[subject] = outage }
        guard now - outage.lastLine >= interval else { return nil }
        let count = outage.sinceLastLine
        outage.lastLine = now
        outage.sinceLastLine = 0
        return .stillFailing(subject: subject, reason: reason, count: count, lasting: now - outage.began)
    }

    /// Nil unless the subject was failing.
    package mutating func succeeded(_ subject: String, now: Duration) -> Line? {
        guard let outage = outages.removeValue(forKey: subject) else { return nil }
        return .recovered(subject: subject, count: outage.total, after: max(.zero, now - outage.began))
    }
}
