import Foundation
import GRDB
import Store

/// A connection's settings, and the proof that the engine took them.
enum SQLiteSettings {
    /// "ALP1": what PRAGMA application_id says of our files, so that another program's database is refused.
    static let applicationID = 0x414C_5031

    static func configuration(_ options: SQLiteOptions, _ operation: String) -> Configuration {
        var configuration = Configuration()
        configuration.label = "store"
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = options.readers
        configuration.busyMode = .timeout(seconds(options.busyTimeout))
        // Before the journal mode is set, so that nothing of another application's database is changed.
        configuration.prepareDatabase { database in
            if !database.configuration.readonly { try claim(database, operation) }
        }
        return configuration
    }

    /// HEART "Engines": GRDB leaves a WAL database at NORMAL, where acknowledged work is lost at a power failure.
    static func assertDurable(_ database: GRDB.Database, _ options: SQLiteOptions, _ operation: String) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // A batch touches index pages all over: with SQLite's 2 MB they are read again and again, and dirty ones go to
        // the log twice. Checkpoints come by 16 MB for the same: one after every batch writes the same pages each time.
        try database.execute(sql: "PRAGMA cache_size = -32768")
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        let expected = [
            ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"),
            ("busy_timeout", "\(Int(seconds(options.busyTimeout) * 1000))"),
        ]
        for (name, wanted) in expected {
            let found = try String.fetchOne(database, sql: "PRAGMA \(name)") ?? "nothing"
            guard found == wanted else {
                throw StoreError(
                    .configuration, operation: operation, detail: "PRAGMA \(name) is \(found), not \(wanted)")
            }
        }
    }

    /// Marks an empty database as ours; refuses one that is somebody else's.
    private static func claim(_ database: GRDB.Database, _ operation: String) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if found == applicationID { return }
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard found == 0, tables == 0 else {
            throw StoreError(
                .corrupt, operation: operation,
                detail: "a database of another application (application_id \(found), \(tables) tables and indices): "
                    + "name another file")
        }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }

    private static func seconds(_ duration: Duration) -> TimeInterval {
        let parts = duration.components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
