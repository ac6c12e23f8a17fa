import Foundation
import GRDB
package import Store

/// One SQLite file, or a database in memory for simulations.
///
/// A file is one process's: `PATH.lock` is held from `init` to `close`. WAL, `synchronous=FULL`, foreign keys and the
/// busy timeout are set and read back; whatever can't be asserted stops the start. One connection writes, in
/// `BEGIN IMMEDIATE` transactions, one after the other; `read` runs beside it on a snapshot.
package final class SQLiteDatabase: Store.Database {
    package let engine = Engine.sqlite
    private let writer: any DatabaseWriter
    private let lock: FileLock?

    /// Opens or makes the file.
    ///
    /// - Throws: `.configuration` (path, rights, network file system, another process), `.corrupt` (damaged, not a
    ///   database, another application's), `.full`.
    package init(path: String, options: SQLiteOptions = SQLiteOptions()) throws {
        // A file size limit must be an error of one write, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        let path = try SQLiteFile.resolve(path)
        try SQLiteFile.requireLocal(path)
        let lock = try FileLock(beside: path)
        do {
            try SQLiteFile.createPrivate(path)
            writer = try Self.open(path, options)
            self.lock = lock
        } catch {
            lock.release()
            throw error
        }
    }

    /// A database in memory, gone with the object. Nothing of it survives, so nothing durable is asserted.
    package init(inMemory: ()) throws {
        let operation = "open a database in memory"
        do {
            writer = try DatabaseQueue(configuration: SQLiteSettings.configuration(SQLiteOptions(), operation))
        } catch let error as DatabaseError {
            throw SQLiteErrors.error(error, connection: nil, operation: operation)
        }
        lock = nil
    }

    @discardableResult
    package func transaction<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try writer.writeWithoutTransaction { database in
            var result: Result?
            var failed: (any Error)?
            do {
                try database.inTransaction(.immediate) {
                    let transaction = SQLiteTransaction(database, isRead: false)
                    do {
                        let value = try body(transaction)
                        if let failure = transaction.failure { throw failure }
                        result = value
                        return .commit
                    } catch {
                        failed = error
                        throw error
                    }
                }
            } catch {
                if let failed { throw failed }
                let operation = result == nil ? "begin" : "commit"
                throw Self.typed(error, database, operation)
            }
            guard let result else {
                throw StoreError(.unexpectedAnswer, operation: "commit", detail: "a transaction without a result")
            }
            return result
        }
    }

    @discardableResult
    package func read<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        do {
            return try writer.read { database in
                let transaction = SQLiteTransaction(database, isRead: true)
                let result = try body(transaction)
                if let failure = transaction.failure { throw failure }
                return result
            }
        } catch let error as DatabaseError {
            throw SQLiteErrors.error(error, connection: nil, operation: "read")
        }
    }

    package func close() {
        // It fails only on statements left unfinalised, and none leaves a transaction.
        try? writer.close()
        lock?.release()
    }

    private static func open(_ path: String, _ options: SQLiteOptions) throws -> any DatabaseWriter {
        let operation = "open sqlite:\(path)"
        do {
            let pool = try DatabasePool(path: path, configuration: SQLiteSettings.configuration(options, operation))
            do {
                try pool.writeWithoutTransaction { database in
                    try SQLiteSettings.assertDurable(database, options, operation)
                }
            } catch {
                try? pool.close()
                throw error
            }
            return pool
        } catch let error as DatabaseError {
            throw SQLiteErrors.error(error, connection: nil, operation: operation)
        }
    }

    private static func typed(_ error: any Error, _ database: GRDB.Database, _ operation: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return SQLiteErrors.error(error, connection: database.sqliteConnection, operation: operation)
    }
}
