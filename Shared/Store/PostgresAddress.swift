import Foundation

/// The parts of a `postgres://` URL, as libpq names them. Holds no password: one comes from `passfile`, PGPASSFILE,
/// `~/.pgpass` or PGPASSWORD (SECURITY: secrets only from files or environment).
package struct PostgresAddress: Hashable, Sendable {
    /// A host name, an address, or the folder of a Unix socket (it starts with "/").
    package struct Host: Hashable, Sendable {
        package var name: String
        package var port: Int

        /// A Unix socket or a loopback address: what is sent doesn't leave the machine.
        package var isLocal: Bool {
            name.hasPrefix("/") || name == "localhost" || name == "::1" || Self.isLoopback4(name)
        }

        /// 127.0.0.0/8, in its dotted form alone: "127.example.org" is a name like any other.
        private static func isLoopback4(_ name: String) -> Bool {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
        }
    }

    package var user: String
    /// In the order in which they are tried.
    package var hosts: [Host]
    package var database: String
    /// libpq's connection parameters beside the above, in the URL's order: sslmode, sslrootcert, passfile …
    package var parameters: [Parameter]

    package struct Parameter: Hashable, Sendable {
        package var name: String
        package var value: String
    }

    package var isLocal: Bool { hosts.allSatisfy(\.isLocal) }

    package subscript(parameter: String) -> String? { parameters.last { $0.name == parameter }?.value }

    /// What may stand after "?". `host` is for a socket's folder; `options`, `service` and `hostaddr` are left out,
    /// since they would change what is asserted of the connection.
    static let known = [
        "application_name", "channel_binding", "connect_timeout", "gssencmode", "host", "keepalives",
        "keepalives_count",
        "keepalives_idle", "keepalives_interval", "krbsrvname", "passfile", "port", "requirepeer", "sslcert", "sslcrl",
        "sslcrldir", "sslkey", "sslmode", "sslrootcert", "sslsni", "ssl_max_protocol_version",
        "ssl_min_protocol_version", "target_session_attrs", "tcp_user_timeout",
    ]
    static let sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]

    /// - Parameter rest: the URL after "postgres:".
    init(afterScheme rest: String) throws(StoreError) {
        guard rest.hasPrefix("//") else {
            throw StoreURL.refused("postgres: without //: write postgres://USER@HOST:PORT/DATABASE")
        }
        let (beforeQuery, query) = Self.cut(rest.dropFirst(2), at: "?")
        let (authority, path) = Self.cut(beforeQuery, at: "/")
        var hostPart = authority
        var user = ""
        if let at = authority.lastIndex(of: "@") {
            let account = authority[..<at]
            guard !account.contains(":") else {
                throw StoreURL.refused(
                    "the store's URL holds a password, which logs and process lists would show: "
                        + "put it into a file (?passfile=PATH, mode 0600) or into PGPASSWORD")
            }
            user = try Self.decoded(account)
            hostPart = authority[authority.index(after: at)...]
        }
        parameters = try Self.parameters(query ?? "")
        database = try Self.decoded(path ?? "")
        self.user = user
        hosts = []
        hosts = try Self.hosts(String(hostPart), parameters)
        parameters.removeAll { $0.name == "host" || $0.name == "port" }
        guard !user.isEmpty else { throw StoreURL.refused("no user: write postgres://USER@HOST:PORT/DATABASE") }
        guard !database.isEmpty else { throw StoreURL.refused("no database: write postgres://USER@HOST:PORT/DATABASE") }
    }

    private static func hosts(_ text: String, _ parameters: [Parameter]) throws(StoreError) -> [Host] {
        let port = try parameters.last { $0.name == "port" }.map { parameter throws(StoreError) in
            try Self.port(parameter.value)
        }
        if let folder = parameters.last(where: { $0.name == "host" })?.value {
            guard text.isEmpty else {
                throw StoreURL.refused("the host stands twice: leave ?host= for the folder of a Unix socket")
            }
            return [Host(name: folder, port: port ?? 5432)]
        }
        guard !text.isEmpty else {
            throw StoreURL.refused("no host: write postgres://USER@HOST:PORT/DATABASE, or ?host=/folder of the socket")
        }
        var hosts: [Host] = []
        for one in text.split(separator: ",", omittingEmptySubsequences: false) { hosts.append(try host(one, port)) }
        return hosts
    }

    private static func host(_ text: Substring, _ otherPort: Int?) throws(StoreError) -> Host {
        var name = text
        var port: Int?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            name = text[text.index(after: text.startIndex)..<end]
            let after = text[text.index(after: end)...]
            if after.hasPrefix(":") { port = try Self.port(String(after.dropFirst())) }
        } else if let colon = text.lastIndex(of: ":") {
            name = text[..<colon]
            port = try Self.port(String(text[text.index(after: colon)...]))
        }
        let decoded = try decoded(name)
        guard !decoded.isEmpty else { throw StoreURL.refused("an empty host among the hosts of the store's URL") }
        return Host(name: decoded, port: port ?? otherPort ?? 5432)
    }

    private static func port(_ text: String) throws(StoreError) -> Int {
        guard let port = Int(text), (1...65535).contains(port) else {
            throw StoreURL.refused("port \(text) is not a number from 1 to 65535")
        }
        return port
    }

    private static func parameters(_ query: Substring) throws(StoreError) -> [Parameter] {
        var found: [Parameter] = []
        for pair in query.split(separator: "&") {
            let (rawName, rawValue) = cut(pair, at: "=")
            let name = try decoded(rawName)
            if name == "password" || name == "sslpassword" {
                throw StoreURL.refused("\(name) can't stand in the store's URL: use ?passfile=PATH or PGPASSWORD")
            }
            guard known.contains(name) else {
                throw StoreURL.refused("unknown parameter \(name): known are \(known.joined(separator: ", "))")
            }
            guard let rawValue else { throw StoreURL.refused("parameter \(name) without a value: write \(name)=VALUE") }
            let value = try decoded(rawValue)
            if name == "sslmode" && !sslModes.contains(value) {
                throw StoreURL.refused("sslmode=\(value) is not one of \(sslModes.joined(separator: ", "))")
            }
            found.append(Parameter(name: name, value: value))
        }
        return found
    }

    private static func cut(_ text: Substring, at mark: Character) -> (Substring, Substring?) {
        guard let place = text.firstIndex(of: mark) else { return (text, nil) }
        return (text[..<place], text[text.index(after: place)...])
    }

    private static func decoded(_ text: Substring) throws(StoreError) -> String {
        guard let decoded = String(text).removingPercentEncoding, !decoded.utf8.contains(0) else {
            throw StoreURL.refused("a part of the store's URL is not percent-encoded UTF-8")
        }
        return decoded
    }
}

extension PostgresAddress: CustomStringConvertible {
    /// User, hosts and database; the parameters stay out.
    package var description: String {
        let places = hosts.map { host in
            if host.name.hasPrefix("/") { return "\(host.name)/.s.PGSQL.\(host.port)" }
            return host.name.contains(":") ? "[\(host.name)]:\(host.port)" : "\(host.name):\(host.port)"
        }
        return "postgres://\(user)@\(places.joined(separator: ","))/\(database)"
    }
}
