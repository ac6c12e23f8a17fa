/// How a PostgreSQL store is used. Durability is no option: a server without `fsync` or `synchronous_commit` is
/// refused.
package struct PostgresOptions: Hashable, Sendable {
    package var maximumConnections = 8
    /// How long a transaction waits for a connection, or for a server that is away, before it fails as unavailable.
    package var checkoutTimeout: Duration = .seconds(5)
    /// How long one attempt to connect may last, to the second; libpq takes 2 s at least.
    package var connectTimeout: Duration = .seconds(5)
    /// A frozen owner's locks are freed after this (HEART "Engines").
    package var idleInTransactionTimeout: Duration = .seconds(10)
    package var statementTimeout: Duration = .seconds(30)
    /// How long after `statementTimeout` an answer is still awaited: a server that is frozen doesn't keep its own
    /// times.
    package var answerGrace: Duration = .seconds(10)
    package var lockTimeout: Duration = .seconds(5)
    /// A remote server without TLS, or with a certificate that isn't checked: for development alone.
    package var allowInsecure = false

    package init() {}
}
