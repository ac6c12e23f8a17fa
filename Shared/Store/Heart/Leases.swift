/// Who does a thing that one instance at a time should do. Only saves work: whoever slept on a lease may still act, and
/// what a lease guards must be right all the same (HEART: relay).
package enum Leases {
    /// Takes or renews the lease. Time is the caller's clock; clocks that differ only make the handover early or late.
    /// A lease that ends more than two terms from now was taken by a clock that ran ahead and was set back since: it is
    /// void, or nobody could take it until that moment comes again.
    ///
    /// - Returns: whether it is ours until `now + term`.
    package static func take(
        _ name: String, owner: String, now: Int64, term: Int64, in transaction: any Transaction
    ) throws -> Bool {
        try transaction.query(
            """
            INSERT INTO lease (name, owner, until) VALUES ($1, $2, $4)
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
            WHERE lease.owner = excluded.owner OR lease.until < $3 OR lease.until > $5
            RETURNING owner
            """, [.text(name), .text(owner), .integer(now), .integer(now + term), .integer(now + 2 * term)]
        ).first != nil
    }

    /// Lets go, so that the next one need not wait for the term's end.
    package static func release(_ name: String, owner: String, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM lease WHERE name = $1 AND owner = $2", [.text(name), .text(owner)])
    }
}
