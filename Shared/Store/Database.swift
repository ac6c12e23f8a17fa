/// One store: an SQLite file or a PostgreSQL database, behind the same face.
///
/// **Thread**: every call is synchronous and blocks the calling thread until the engine has answered; never call one on
/// Swift's cooperative pool. Calls may come from many threads at once: SQLite runs them one after the other, PostgreSQL
/// on as many connections as the pool has. **Not reentrant**: a transaction inside a transaction traps in SQLite and
/// may starve the pool in PostgreSQL.
///
/// **Isolation**: PostgreSQL READ COMMITTED, so that a statement sees what was committed while the one before it waited
/// for a lock (HEART: at REPEATABLE READ a record parked meanwhile is missed). SQLite: BEGIN IMMEDIATE, hence serial.
///
/// **Errors**: `StoreError`, or what the body throws; either way the transaction is rolled back. Nothing is retried
/// here: what may be run again is the caller's to know.
package protocol Database: AnyObject, Sendable {
    var engine: Engine { get }

    /// Runs the body in one transaction and commits; durable once it returns.
    @discardableResult
    func transaction<Result>(_ body: (any Transaction) throws -> Result) throws -> Result

    /// Runs the body without a write lock. On PostgreSQL each statement sees its own snapshot.
    @discardableResult
    func read<Result>(_ body: (any Transaction) throws -> Result) throws -> Result

    /// Closes every connection and waits for those in use.
    func close()
}

package enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}
