package import Vocabulary

/// A person's recorded decision: who, when, why. The action journals it.
package struct OperatorOrder: Hashable, Sendable {
    /// The token's identifier.
    package var caller: String
    /// 3 to 500 characters, one line.
    package var reason: String
    package var at: Instant

    package init(caller: String, reason: String, at: Instant) {
        self.caller = caller
        self.reason = reason
        self.at = at
    }
}

/// What an order did.
package struct OrderReport: Hashable, Sendable, Codable {
    /// Records handled, skipped, or to be published again; 1 for a topic paused or resumed, 0 if it was so already.
    package var count: Int
    /// One clear line for the operator, without data.
    package var detail: String

    package init(count: Int, detail: String) {
        self.count = count
        self.detail = detail
    }
}

/// What time it is for the service, where its clock can be set.
package struct ClockReport: Hashable, Sendable, Codable {
    /// RFC 3339, UTC.
    package var now: String

    package init(now: Instant) { self.now = now.rfc3339 }
}

/// The journal folded and compared with the tables.
package struct VerifyReport: Hashable, Sendable, Codable {
    package var aggregates: Int
    package var journalRows: Int
    /// One line each, by aggregate, without data; empty when nothing differs.
    package var differences: [String]

    package init(aggregates: Int, journalRows: Int, differences: [String]) {
        self.aggregates = aggregates
        self.journalRows = journalRows
        self.differences = differences
    }
}

/// What the operator listener asks of a service.
///
/// All are synchronous and run on a blocking pool of the operator face's own, so that a busy service still answers. The
/// three watching ones have one thread for themselves and should only read what is kept in memory: a readiness that
/// waits for the store would hold up liveness. An action throws a ``Problem`` for what it refuses: `.notFound` for a
/// record that isn't parked, `.conflict` for a skip on a feed.
package protocol OperatorActions: Sendable {
    /// False when the process should be started again: a stuck loop or group.
    func liveness() -> HealthReport
    /// False when no requests should come: store, broker, migrations.
    func readiness() -> HealthReport
    /// Prometheus text format 0.0.4.
    func metrics() -> String
    /// Anything that is worth a look.
    func status() throws -> StatusDocument

    func parked(_ query: ParkedQuery) throws -> [ParkedSummary]
    /// Nil when it isn't parked. The value is masked by the face unless an order says otherwise; then the order is to
    /// be journalled before the content is returned.
    func parkedContent(_ identity: ParkedIdentity, unmask: OperatorOrder?) throws -> ParkedContent?
    /// Handles the key's parked records again, in order.
    func retry(topic: String, key: String, order: OperatorOrder) throws -> OrderReport
    /// Passes over one sequence of a key, also a missing one, and drains what fits after it.
    func skip(_ identity: ParkedIdentity, order: OperatorOrder) throws -> OrderReport

    /// Publishes what the journal holds of a topic again; of one key where given, from one sequence on where given.
    func publishAgain(topic: String, key: String?, fromSequence: Int64?, order: OperatorOrder) throws -> OrderReport
    /// Reads a topic again from its beginning: after it was recreated, cut, or published again. What was handled is
    /// passed over.
    func readAgain(topic: String, order: OperatorOrder) throws -> OrderReport
    func pause(topic: String, order: OperatorOrder) throws -> OrderReport
    func resume(topic: String, order: OperatorOrder) throws -> OrderReport
    func verify() throws -> VerifyReport
    /// Nil where the clock is the machine's.
    func clock() throws -> ClockReport?
    /// Sets the virtual clock, forward or back. Nil where the clock is the machine's.
    func setClock(to instant: Instant, order: OperatorOrder) throws -> ClockReport?
}
