import Foundation

/// Where a store stands, read from its URL: `sqlite:PATH` or `postgres://USER@HOST:PORT/DATABASE?sslmode=…`.
///
/// Pure: nothing is opened here. Errors are `StoreError` of kind `.configuration`, and never repeat a password.
package enum StoreURL: Hashable, Sendable {
    case sqlite(path: String)
    case postgres(PostgresAddress)

    package init(_ text: String) throws(StoreError) {
        let scheme = text.prefix { $0 != ":" }
        guard scheme.count < text.count else {
            throw Self.refused("store URL without a scheme: write sqlite:PATH or postgres://USER@HOST:PORT/DATABASE")
        }
        let rest = text.dropFirst(scheme.count + 1)
        switch scheme {
        case "sqlite": self = .sqlite(path: try Self.path(String(rest)))
        case "postgres", "postgresql": self = .postgres(try PostgresAddress(afterScheme: String(rest)))
        default:
            throw Self.refused(
                "store URL with the unknown scheme \(scheme): write sqlite:PATH or postgres://USER@HOST:PORT/DATABASE")
        }
    }

    package var engine: Engine {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }

    static func refused(_ detail: String) -> StoreError {
        StoreError(.configuration, operation: "read the store's URL", detail: detail)
    }

    private static func path(_ path: String) throws(StoreError) -> String {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw refused("sqlite: without a path: write sqlite:PATH, as in sqlite:/var/lib/alp/validation.db")
        }
        if path.hasPrefix("//") && !path.hasPrefix("///") {
            throw refused("sqlite:\(path) names a host: an SQLite file is local; write sqlite:/absolute/path")
        }
        if path.hasPrefix(":") || path.hasSuffix("/") {
            throw refused("sqlite:\(path) names no file: write sqlite:PATH, as in sqlite:/var/lib/alp/validation.db")
        }
        return path.hasPrefix("///") ? String(path.dropFirst(2)) : path
    }
}

extension StoreURL: CustomStringConvertible {
    package var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let address): address.description
        }
    }
}
