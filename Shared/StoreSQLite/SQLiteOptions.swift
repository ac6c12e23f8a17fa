/// How an SQLite store is opened. Durability is no option: `synchronous=FULL` is asserted (HEART "Engines").
package struct SQLiteOptions: Hashable, Sendable {
    /// Connections that read beside the one that writes.
    package var readers = 4
    /// How long a statement waits for a lock that another program (a backup, say) holds on the file.
    package var busyTimeout: Duration = .seconds(5)

    package init() {}
}
