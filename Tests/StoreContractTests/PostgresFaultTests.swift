import Foundation
import Store
import StorePostgres
import TestKit
import Testing

extension StoreContract {
    @Suite struct PostgresFaults {
        /// These stop the server; the shared one is in use elsewhere at the same time.
        private static let ofItsOwn = Result { try PostgresCluster() }

        private func database(
            _ change: (inout PostgresOptions) -> Void = { _ in }
        ) throws -> (PostgresDatabase, PostgresCluster) {
            let cluster = try Self.ofItsOwn.get()
            var options = PostgresOptions()
            change(&options)
            let database = try PostgresDatabase(url: cluster.createDatabase(), options: options)
            try database.transaction { transaction in
                try transaction.execute("CREATE TABLE one (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)")
                try transaction.execute("INSERT INTO one VALUES (1, 0)")
            }
            return (database, cluster)
        }

        private func count(_ database: any Database) throws -> Int64 {
            try database.read { try $0.query("SELECT n FROM one")[0].integer(0) }
        }

        private func backend(_ transaction: any Transaction) throws -> Int64 {
            try transaction.query("SELECT pg_backend_pid()")[0].integer(0)
        }

        private let increment = "UPDATE one SET n = n + 1"

        @Test func `a server that stops and starts again is met again`() throws {
            let (database, cluster) = try database { $0.checkoutTimeout = .milliseconds(300) }
            defer { database.close() }
            try cluster.stop()
            let away = error { try database.transaction { try $0.execute(increment) } }
            #expect(away?.kind == .unavailable)
            #expect(away?.isOutage == true)
            try cluster.start()
            try database.transaction { try $0.execute(increment) }
            #expect(try count(database) == 1)
        }

        @Test func `who asks while the server is away is served once it is back`() throws {
            let (database, cluster) = try database { $0.checkoutTimeout = .seconds(20) }
            defer { database.close() }
            try cluster.stopImmediately()
            let results = inThreads(5) { index in
                if index == 0 {
                    beSlow(for: .milliseconds(300))
                    try cluster.start()
                } else {
                    try database.transaction { try $0.execute("UPDATE one SET n = n + 1") }
                }
            }
            for result in results { try result.get() }
            #expect(try count(database) == 4)
        }

        @Test func `a backend killed in a transaction undoes it, and the next works`() throws {
            let (database, cluster) = try database()
            defer { database.close() }
            let lost = error {
                try database.transaction { transaction in
                    try transaction.execute(increment)
                    try cluster.sql("SELECT pg_terminate_backend(\(backend(transaction)))")
                    try transaction.execute(increment)
                }
            }
            #expect(lost?.kind == .unavailable)
            try database.transaction { try $0.execute(increment) }
            #expect(try count(database) == 1)
        }

        @Test func `a connection lost before COMMIT's answer is told as unknown`() throws {
            let (database, cluster) = try database()
            defer { database.close() }
            let lost = error {
                try database.transaction { transaction in
                    try transaction.execute(increment)
                    try cluster.sql("SELECT pg_terminate_backend(\(backend(transaction)))")
                }
            }
            #expect(lost?.kind == .unavailable)
            #expect(lost?.operation == "commit")
            #expect(lost?.description.contains("may stand or not") == true)
            #expect(try count(database) == 0)
        }

        @Test func `a connection killed while idle is noticed before it is lent`() throws {
            let (database, cluster) = try database()
            defer { database.close() }
            let idle = try database.read { try backend($0) }
            try cluster.sql("SELECT pg_terminate_backend(\(idle))")
            try eventually { try cluster.sql("SELECT count(*) FROM pg_stat_activity WHERE pid = \(idle)") == "0" }
            try database.transaction { try $0.execute(increment) }
            #expect(try count(database) == 1)
        }

        @Test func `a frozen owner's locks are freed, and it learns of it`() throws {
            let (frozen, cluster) = try database { $0.idleInTransactionTimeout = .milliseconds(200) }
            defer { frozen.close() }
            let name = try frozen.read { try $0.query("SELECT current_database()")[0].text(0) }
            let other = try PostgresDatabase(url: cluster.url(database: name))
            defer { other.close() }
            let outcome = error {
                try frozen.transaction { transaction in
                    try transaction.execute(increment)
                    // Meanwhile this owner does nothing, as one stopped by SIGSTOP.
                    try other.transaction { try $0.execute("UPDATE one SET n = 10") }
                    try transaction.execute(increment)
                }
            }
            #expect(outcome?.kind == .unavailable)
            #expect(try count(other) == 10)
        }

        @Test func `a server that is frozen is unavailable once its time is over`() throws {
            let (database, _) = try database {
                $0.statementTimeout = .milliseconds(100)
                $0.answerGrace = .milliseconds(100)
            }
            defer { database.close() }
            let frozen = error {
                try database.transaction { transaction in
                    let backend = try pid_t(backend(transaction))
                    #expect(kill(backend, SIGSTOP) == 0)
                    defer { kill(backend, SIGCONT) }
                    try transaction.execute(increment)
                }
            }
            #expect(frozen?.kind == .unavailable)
            #expect(frozen?.description.contains("frozen") == true)
            try eventually { kind { try database.transaction { try $0.execute(increment) } } == nil }
        }

        @Test func `a statement over its time is a conflict`() throws {
            let (database, _) = try database { $0.statementTimeout = .milliseconds(100) }
            defer { database.close() }
            let slow = error { _ = try database.read { try $0.query("SELECT pg_sleep(10)") } }
            #expect(slow?.kind == .conflict)
            #expect(slow?.code == "57014")
            #expect(try count(database) == 0)
        }

        @Test func `all connections in use is unavailable after the time to wait`() throws {
            let (database, _) = try database {
                $0.maximumConnections = 1
                $0.checkoutTimeout = .milliseconds(100)
            }
            defer { database.close() }
            try database.transaction { transaction in
                try transaction.execute(increment)
                let refused = error { _ = try database.read { try $0.query("SELECT 1") } }
                #expect(refused?.kind == .unavailable)
                #expect(refused?.description.contains("in use") == true)
            }
            #expect(try count(database) == 1)
        }

        @Test func `many threads share few connections`() throws {
            let (database, cluster) = try database {
                $0.maximumConnections = 3
                $0.checkoutTimeout = .seconds(20)
            }
            defer { database.close() }
            let results = inThreads(12) { _ in
                for _ in 0..<10 { try database.transaction { try $0.execute("UPDATE one SET n = n + 1") } }
            }
            for result in results { try result.get() }
            #expect(try count(database) == 120)
            let name = try database.read { try $0.query("SELECT current_database()")[0].text(0) }
            let open = try cluster.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = '\(name)'")
            #expect((Int(open) ?? 99) <= 3)
        }

        @Test func `no value reaches an error or the server's answer to a bad cast`() throws {
            let (database, _) = try database()
            defer { database.close() }
            let refused = error { _ = try database.read { try $0.query("SELECT CAST($1 AS BIGINT)", ["Dupont"]) } }
            #expect(refused?.kind == .constraint)
            #expect(refused?.code == "22P02")
            #expect(refused?.description.contains("Dupont") == false)
        }
    }
}
