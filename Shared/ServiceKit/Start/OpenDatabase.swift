package import Store
import StorePostgres
import StoreSQLite

/// The one place that names an engine.
package enum OpenDatabase {
    /// Opens the store that a URL names. PostgreSQL is met at the first transaction; an SQLite file is locked here.
    ///
    /// - Parameter allowsInsecure: development: PostgreSQL on another host without verified TLS.
    package static func open(_ url: StoreURL, allowsInsecure: Bool = false) throws -> any Database {
        switch url {
        case .sqlite(let path):
            return try SQLiteDatabase(path: path)
        case .postgres(let address):
            var options = PostgresOptions()
            options.allowInsecure = allowsInsecure
            return try PostgresDatabase(address: address, options: options)
        }
    }
}
