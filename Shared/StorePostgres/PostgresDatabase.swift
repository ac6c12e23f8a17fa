package import Store

/// One PostgreSQL database, through a pool of connections.
///
/// `init` opens nothing but judges the URL; the server is met, and judged, at the first transaction. READ COMMITTED,
/// with the timeouts of HEART "Engines" on every connection.
package final class PostgresDatabase: Database {
    package let engine = Engine.postgres
    private let pool: ConnectionPool

    /// More statements than a program has: something builds SQL out of values.
    private static let statementLimit = 1_000

    /// - Parameter url: `postgres://USER@HOST:PORT/DATABASE?…`; `?host=/folder` for a Unix socket.
    /// - Throws: `StoreError` of kind `.configuration`.
    package convenience init(url: String, options: PostgresOptions = PostgresOptions()) throws {
        guard case .postgres(let address) = try StoreURL(url) else {
            throw StoreError(
                .configuration, operation: "read the store's URL",
                detail: "not a postgres:// URL, which is asked for here")
        }
        try self.init(address: address, options: options)
    }

    /// - Throws: `StoreError` of kind `.configuration`.
    package init(address: PostgresAddress, options: PostgresOptions = PostgresOptions()) throws {
        pool = ConnectionPool(connector: try PostgresConnector(address: address, options: options), options: options)
    }

    @discardableResult
    package func transaction<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try run(isRead: false, body)
    }

    @discardableResult
    package func read<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try run(isRead: true, body)
    }

    package func close() { pool.close() }

    private func run<Result>(isRead: Bool, _ body: (any Transaction) throws -> Result) throws -> Result {
        let lease = try pool.checkout()
        let transaction = PostgresTransaction(lease.connection, isRead: isRead)
        var isUsable = true
        defer {
            let isWorn = lease.connection.statements.count > Self.statementLimit
            pool.giveBack(lease, isBroken: !isUsable || isWorn || lease.connection.isBroken)
        }
        do {
            let result = try body(transaction)
            if let failure = transaction.failure { throw failure }
            if isRead { isUsable = transaction.rollback() } else { try transaction.commit() }
            return result
        } catch {
            isUsable = transaction.rollback()
            throw error
        }
    }
}
