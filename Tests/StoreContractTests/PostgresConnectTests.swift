import Foundation
import Store
import TestKit
import Testing

@testable import StorePostgres

extension StoreContract {
    @Suite struct PostgresConnecting {
        private func refusal(
            _ url: String, _ change: (inout PostgresOptions) -> Void = { _ in }
        ) -> StoreError? {
            var options = PostgresOptions()
            options.checkoutTimeout = .milliseconds(200)
            change(&options)
            return error {
                let database = try PostgresDatabase(url: url, options: options)
                defer { database.close() }
                _ = try database.read { try $0.query("SELECT 1") }
            }
        }

        @Test func `the session has the settings that the heart counts on`() throws {
            let database = try PostgresDatabase(url: PostgresCluster.shared.get().createDatabase())
            defer { database.close() }
            let names = [
                "transaction_isolation", "idle_in_transaction_session_timeout", "statement_timeout", "lock_timeout",
                "client_encoding", "client_min_messages", "transaction_read_only",
            ]
            let settings = try database.transaction { transaction in
                try transaction.queryEach("SELECT current_setting($1)", names.map { [.text($0)] }).map {
                    try $0[0].text(0)
                }
            }
            #expect(settings == ["read committed", "10s", "30s", "5s", "UTF8", "warning", "off"])
        }

        @Test func `a password comes from a file, and a wrong one is one clear line`() throws {
            let cluster = try PostgresCluster.shared.get()
            let folder = try TemporaryFolder()
            let file = folder.path + "/pass"
            func write(_ password: String) throws {
                try Data("*:*:*:*:\(password)\n".utf8).write(to: URL(fileURLWithPath: file))
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            }
            let url = cluster.tcpURL(database: "postgres", parameters: "passfile=\(file)")
            try write(PostgresCluster.password)
            #expect(refusal(url) == nil)
            try write("wrong-s3cret")
            let wrong = refusal(url)
            #expect(wrong?.kind == .configuration)
            #expect(wrong?.code == "28P01")
            #expect(wrong?.description.contains("s3cret") == false)
            #expect(wrong?.description.contains("\n") == false)
            let none = refusal(cluster.tcpURL(database: "postgres", parameters: "passfile=/dev/null"))
            #expect(none?.kind == .configuration)
            #expect(none?.description.contains("no password supplied") == true)
        }

        @Test func `a wrong database or user is one clear line`() throws {
            let cluster = try PostgresCluster.shared.get()
            let database = refusal(cluster.url(database: "absent"))
            #expect(database?.kind == .configuration)
            #expect(database?.code == "3D000")
            #expect(database?.description.contains("absent") == true)
            let user = refusal("postgres://nobody@/postgres?host=\(cluster.folder)&port=\(cluster.port)")
            #expect(user?.kind == .configuration)
            #expect(user?.description.contains("nobody") == true)
        }

        @Test func `nobody listening is unavailable, within the time to wait`() throws {
            let start = ContinuousClock.now
            let away = refusal("postgres://u@127.0.0.1:1/d")
            #expect(away?.kind == .unavailable)
            #expect(away?.description.contains("refused") == true)
            #expect(ContinuousClock.now - start < .seconds(5))
        }

        @Test(arguments: ["disable", "allow", "prefer", "require", "verify-ca"])
        func `a remote server without a checked certificate is refused before it is dialled`(_ mode: String) {
            let refused = refusal("postgres://u@db.invalid/d?sslmode=\(mode)")
            #expect(refused?.kind == .configuration)
            #expect(refused?.description.contains("verify-full") == true)
        }

        @Test func `TLS that the server doesn't speak, or roots that aren't there, are refused`() throws {
            let cluster = try PostgresCluster.shared.get()
            let plain = refusal(cluster.tcpURL(database: "postgres", parameters: "sslmode=require&passfile=/dev/null"))
            #expect(plain?.kind == .configuration)
            #expect(plain?.description.contains("SSL") == true)
            let roots = refusal(
                cluster.tcpURL(database: "postgres", parameters: "sslmode=verify-full&sslrootcert=/absent.crt"))
            #expect(roots?.kind == .configuration)
        }

        @Test func `a server is believed by its authority's certificate for the host that was asked for`() throws {
            let cluster = try PostgresCluster()
            let authority = try cluster.speakTLS(as: "localhost")
            let folder = try TemporaryFolder()
            let passwords = folder.path + "/pass"
            try Data("*:*:*:*:\(PostgresCluster.password)\n".utf8).write(to: URL(fileURLWithPath: passwords))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passwords)
            func url(_ host: String, roots: String) -> String {
                "postgres://\(PostgresCluster.user)@\(host):\(cluster.port)/postgres?sslmode=verify-full"
                    + "&sslrootcert=\(roots)&passfile=\(passwords)"
            }
            let database = try PostgresDatabase(url: url("localhost", roots: authority))
            defer { database.close() }
            let encrypted = try database.read {
                try $0.query("SELECT COUNT(*) FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl").first?.integer(0)
            }
            #expect(encrypted == 1)

            let otherHost = refusal(url("127.0.0.1", roots: authority))
            #expect(otherHost?.kind == .configuration)
            #expect(otherHost?.description.contains("does not match host name") == true, "\(otherHost as Any)")
            let another = try PostgresCluster()
            let stranger = refusal(url("localhost", roots: try another.speakTLS(as: "localhost")))
            #expect(stranger?.kind == .configuration)
            #expect(stranger?.description.contains("certificate verify failed") == true, "\(stranger as Any)")
        }

        @Test func `a server without fsync is refused`() throws {
            let cluster = try PostgresCluster(settings: ["fsync = off"])
            let refused = refusal(cluster.url(database: "postgres"))
            #expect(refused?.kind == .configuration)
            #expect(refused?.description.contains("fsync is off") == true)
        }

        @Test func `synchronous_commit off is refused, and local is taken`() throws {
            let cluster = try PostgresCluster.shared.get()
            let url = try cluster.createDatabase()
            let name = try cluster.sql("SELECT datname FROM pg_database ORDER BY oid DESC LIMIT 1")
            try cluster.sql("ALTER DATABASE \(name) SET synchronous_commit = off")
            let refused = refusal(url)
            #expect(refused?.kind == .configuration)
            #expect(refused?.description.contains("synchronous_commit is off") == true)
            try cluster.sql("ALTER DATABASE \(name) SET synchronous_commit = local")
            #expect(refusal(url) == nil)
        }

        @Test func `a database of another encoding or order is refused with how to make one`() throws {
            let cluster = try PostgresCluster.shared.get()
            let name = "latin\(UInt32.random(in: 0...UInt32.max))"
            try cluster.sql("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
            let refused = refusal(cluster.url(database: name))
            #expect(refused?.kind == .configuration)
            #expect(refused?.description.contains("ENCODING 'UTF8'") == true)
        }

        @Test func `a cluster takes its server along when it is let go`() throws {
            var cluster: PostgresCluster? = try PostgresCluster()
            let folder = try #require(cluster?.folder)
            cluster = nil
            try eventually { !FileManager.default.fileExists(atPath: folder) }
        }

        @Test func `SQLSTATEs become kinds`() {
            let expected: [(StoreError.Kind, [String])] = [
                (.conflict, ["40001", "40P01", "55P03", "57014"]), (.alreadyThere, ["23505"]),
                (.constraint, ["23502", "23503", "23514", "22P02", "22021"]), (.full, ["53100"]),
                (.unavailable, ["53300", "57P01", "57P03", "08006", "25P03", "58030", "57P05", "25006"]),
                (.configuration, ["28P01", "28000", "3D000", "42501"]), (.corrupt, ["XX001", "XX002"]),
                (.unexpectedAnswer, ["42P01", "42601", "25P02", "08P01", "XX000"]),
            ]
            for (kind, states) in expected {
                for state in states { #expect(PostgresErrors.kind(sqlState: state) == kind, "\(state)") }
            }
            #expect(PostgresErrors.kind(sqlState: "25006", isRead: true) == .unexpectedAnswer)
        }

        @Test func `a state is found in libpq's line`() {
            #expect(
                PostgresErrors.sqlState(
                    in:
                        "connection to server at \"::1\", port 5432 failed: FATAL:  28P01: password authentication failed"
                )
                    == "28P01")
            #expect(PostgresErrors.sqlState(in: "connection to server at \"h\" failed: Connection refused") == nil)
            #expect(!PostgresErrors.isMisconfigured("SSL connection has been closed unexpectedly"))
        }

        @Test func `numbers of the type numeric are read when they are whole`() {
            func numeric(_ parts: [UInt16]) -> SQLValue? {
                let bytes = parts.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
                return bytes.withUnsafeBytes { PostgresValue.decode($0, type: PostgresType.numeric) }
            }
            #expect(numeric([0, 0, 0, 0]) == 0)
            #expect(numeric([1, 1, 0, 0, 12]) == 120_000)
            #expect(numeric([2, 1, 0x4000, 0, 1, 5]) == -10_005)
            #expect(numeric([5, 4, 0, 0, 922, 3372, 368, 5477, 5807]) == .integer(.max))
            #expect(numeric([5, 4, 0x4000, 0, 922, 3372, 368, 5477, 5808]) == .integer(.min))
            #expect(numeric([5, 4, 0, 0, 922, 3372, 368, 5477, 5808]) == nil)
            #expect(numeric([2, 0, 0, 1, 1, 5_000]) == nil)
            #expect(numeric([0, 0, 0xC000, 0]) == nil)
        }
    }
}
