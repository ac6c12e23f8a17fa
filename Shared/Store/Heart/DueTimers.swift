/// A moment at which an aggregate wants to be asked again.
package struct DueTimer: Hashable, Sendable {
    /// The aggregate.
    package var subject: String
    package var kind: String
    /// Tells several timers of a kind apart: the first reminder, the second.
    package var ordinal: Int64
    /// Milliseconds since 1970, UTC.
    package var dueAt: Int64

    package init(subject: String, kind: String, ordinal: Int64, dueAt: Int64) {
        self.subject = subject
        self.kind = kind
        self.ordinal = ordinal
        self.dueAt = dueAt
    }

    package var identity: Identity { Identity(subject: subject, kind: kind, ordinal: ordinal) }

    /// Which timer it is, whenever it is due. By bytes, as the store compares.
    package struct Identity: Hashable, Sendable, Comparable {
        package let subject: String
        package let kind: String
        package let ordinal: Int64

        package static func == (left: Identity, right: Identity) -> Bool {
            left.ordinal == right.ordinal && left.subject.isSameBytes(as: right.subject)
                && left.kind.isSameBytes(as: right.kind)
        }

        package func hash(into hasher: inout Hasher) {
            subject.hashBytes(into: &hasher)
            kind.hashBytes(into: &hasher)
            hasher.combine(ordinal)
        }

        package static func < (left: Identity, right: Identity) -> Bool {
            if !left.subject.isSameBytes(as: right.subject) { return left.subject.precedesByBytes(right.subject) }
            if !left.kind.isSameBytes(as: right.kind) { return left.kind.precedesByBytes(right.kind) }
            return left.ordinal < right.ordinal
        }

        fileprivate var values: [SQLValue] { [.text(subject), .text(kind), .integer(ordinal)] }
    }
}

package enum DueTimers {
    /// Sets timers; one that stands gets the new moment.
    package static func set(_ timers: [DueTimer], in transaction: any Transaction) throws {
        try transaction.executeEach(
            """
            INSERT INTO due (subject, kind, ordinal, due_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (subject, kind, ordinal) DO UPDATE SET due_at = excluded.due_at
            """, timers.map { $0.identity.values + [.integer($0.dueAt)] })
    }

    package static func cancel(_ timers: [DueTimer], in transaction: any Transaction) throws {
        try transaction.executeEach(
            "DELETE FROM due WHERE subject = $1 AND kind = $2 AND ordinal = $3", timers.map(\.identity.values))
    }

    /// Timers whose moment has come, without a lock: each is claimed later, under its aggregate's lock.
    package static func candidates(
        at now: Int64, limit: Int, in transaction: any Transaction
    ) throws -> [DueTimer] {
        try transaction.query(
            "SELECT subject, kind, ordinal, due_at FROM due WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
            [.integer(now), .integer(Int64(limit))]
        ).map {
            DueTimer(
                subject: try $0.text(0), kind: try $0.text(1), ordinal: try $0.integer(2), dueAt: try $0.integer(3))
        }
    }

    /// When the earliest timer is due, milliseconds since 1970; nil where none is set.
    package static func earliest(in transaction: any Transaction) throws -> Int64? {
        try transaction.query("SELECT MIN(due_at) FROM due").first?.optionalInteger(0)
    }

    /// Takes a timer. False: someone else did, or it was set to a later moment.
    ///
    /// The aggregate must be locked already: claiming first deadlocks (HEART: tried).
    package static func claim(_ timer: DueTimer, at now: Int64, in transaction: any Transaction) throws -> Bool {
        let rows = try transaction.query(
            "DELETE FROM due WHERE subject = $1 AND kind = $2 AND ordinal = $3 AND due_at <= $4 RETURNING due_at",
            timer.identity.values + [.integer(now)])
        return !rows.isEmpty
    }
}
