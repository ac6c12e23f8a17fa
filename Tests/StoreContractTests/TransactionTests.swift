import Store
import StorePostgres
import StoreSQLite
import TestKit
import Testing

extension StoreContract {
    @Suite struct Transactions {
        private func store(_ engine: Engine) throws -> TestStore {
            let store = try TestStore(engine)
            try store.database.transaction { transaction in
                try transaction.execute("CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)")
                try transaction.execute("CREATE TABLE parked (name TEXT PRIMARY KEY)")
                try transaction.execute("INSERT INTO counter (name, value) VALUES ('a', 0), ('b', 0)")
            }
            return store
        }

        private func value(_ database: any Database, _ name: String = "a") throws -> Int64 {
            try database.read { try $0.query("SELECT value FROM counter WHERE name = $1", [.text(name)])[0].integer(0) }
        }

        @Test(arguments: Engine.allCases)
        func `what the body throws comes out, and nothing stays`(_ engine: Engine) throws {
            let store = try store(engine)
            #expect(throws: Refusal()) {
                try store.database.transaction { transaction in
                    try transaction.execute("UPDATE counter SET value = 7")
                    throw Refusal()
                }
            }
            #expect(try value(store.database) == 0)
            #expect(throws: Refusal()) { try store.database.read { _ in throw Refusal() } }
            #expect(try store.database.transaction { _ in 42 } == 42)
        }

        @Test(arguments: Engine.allCases)
        func `a swallowed error still ends the transaction`(_ engine: Engine) throws {
            let store = try store(engine)
            let outcome = kind {
                try store.database.transaction { transaction in
                    try transaction.execute("UPDATE counter SET value = 7")
                    #expect(
                        kind { try transaction.execute("INSERT INTO counter (name, value) VALUES ('a', 1)") }
                            == .alreadyThere)
                    #expect(kind { _ = try transaction.query("SELECT 1") } == .unexpectedAnswer)
                }
            }
            #expect(outcome == .alreadyThere)
            #expect(try value(store.database) == 0)
        }

        @Test(arguments: Engine.allCases)
        func `a read takes no write`(_ engine: Engine) throws {
            let store = try store(engine)
            #expect(
                kind { try store.database.read { try $0.execute("UPDATE counter SET value = 7") } } == .unexpectedAnswer
            )
            #expect(try value(store.database) == 0)
        }

        @Test(arguments: Engine.allCases)
        func `a read beside an open transaction sees what stood before it`(_ engine: Engine) throws {
            let store = try store(engine)
            let database = store.database
            let (written, looked) = (Gate(), Gate())
            let results = inThreads(2) { index -> Int64 in
                if index == 0 {
                    try database.transaction { transaction in
                        try transaction.execute("UPDATE counter SET value = 7")
                        written.open()
                        try looked.pass()
                    }
                    return 7
                }
                try written.pass()
                defer { looked.open() }
                return try database.read { try $0.query("SELECT value FROM counter WHERE name = 'a'")[0].integer(0) }
            }
            #expect(try results.map { try $0.get() } == [7, 0])
            #expect(try value(database) == 7)
        }

        @Test(arguments: Engine.allCases)
        func `transactions on one row wait for each other and lose nothing`(_ engine: Engine) throws {
            let store = try store(engine)
            let database = store.database
            let results = inThreads(8) { _ in
                for _ in 0..<25 {
                    try database.transaction { transaction in
                        let now = try transaction.query(
                            "UPDATE counter SET value = value WHERE name = 'a' RETURNING value")[0].integer(0)
                        try transaction.execute("UPDATE counter SET value = $1 WHERE name = 'a'", [.integer(now + 1)])
                    }
                }
            }
            for result in results { try result.get() }
            #expect(try value(database) == 200)
        }

        @Test(arguments: Engine.allCases)
        func `what was committed while a transaction waited is seen by its next statement`(_ engine: Engine) throws {
            let store = try store(engine)
            let first = store.database
            let second = try store.another()
            let (locked, asking) = (Gate(), Gate())
            let results = inThreads(2) { index -> [Row] in
                if index == 0 {
                    return try first.transaction { transaction in
                        try transaction.execute("UPDATE counter SET value = value + 1 WHERE name = 'a'")
                        locked.open()
                        try asking.pass()
                        if engine == .postgres { try Self.awaitWaiter(first) }
                        try transaction.execute("INSERT INTO parked (name) VALUES ('late')")
                        return []
                    }
                }
                try locked.pass()
                asking.open()
                return try second.transaction { transaction in
                    try transaction.execute("UPDATE counter SET value = value + 1 WHERE name = 'a'")
                    return try transaction.query("SELECT name FROM parked")
                }
            }
            #expect(try results[1].get() == [Row(["late"])])
            #expect(try value(first) == 2)
        }

        @Test
        func `a deadlock is a conflict for one, and the other goes on`() throws {
            let store = try store(.postgres)
            let database = store.database
            let gates = [Gate(), Gate()]
            let results = inThreads(2) { index in
                try database.transaction { transaction in
                    let names: [SQLValue] = index == 0 ? ["a", "b"] : ["b", "a"]
                    try transaction.execute("UPDATE counter SET value = value + 1 WHERE name = $1", [names[0]])
                    gates[index].open()
                    try gates[1 - index].pass()
                    try transaction.execute("UPDATE counter SET value = value + 1 WHERE name = $1", [names[1]])
                }
            }
            let errors = results.compactMap { result -> StoreError? in
                if case .failure(let error) = result { error as? StoreError } else { nil }
            }
            #expect(errors.map(\.kind) == [.conflict])
            #expect(errors.first?.code == "40P01")
            #expect(try [value(database, "a"), value(database, "b")] == [1, 1])
        }

        @Test
        func `a lock that isn't freed in time is a conflict`() throws {
            let url = try PostgresCluster.shared.get().createDatabase()
            var options = PostgresOptions()
            options.lockTimeout = .milliseconds(100)
            let database = try PostgresDatabase(url: url, options: options)
            defer { database.close() }
            try database.transaction { try $0.execute("CREATE TABLE one (id BIGINT PRIMARY KEY, n BIGINT)") }
            try database.transaction { try $0.execute("INSERT INTO one VALUES (1, 1)") }
            let (locked, refused) = (Gate(), Gate())
            let results = inThreads(2) { index in
                if index == 1 { try locked.pass() }
                defer { if index == 1 { refused.open() } }
                try database.transaction { transaction in
                    try transaction.execute("UPDATE one SET n = n + 1")
                    if index == 0 {
                        locked.open()
                        try refused.pass()
                    }
                }
            }
            #expect(kind { try results[1].get() } == .conflict)
            #expect(error { try results[1].get() }?.code == "55P03")
            #expect(throws: Never.self) { try results[0].get() }
        }

        @Test(arguments: Engine.allCases)
        func `a closed store refuses, and closing waits for what runs`(_ engine: Engine) throws {
            let store = try store(engine)
            let database = store.database
            let (running, closing) = (Gate(), Gate())
            let results = inThreads(2) { index in
                if index == 1 {
                    try running.pass()
                    closing.open()
                    database.close()
                    return
                }
                try database.transaction { transaction in
                    running.open()
                    try closing.pass()
                    try transaction.execute("UPDATE counter SET value = 9")
                }
            }
            for result in results { try result.get() }
            #expect(kind { try database.transaction { _ in } } == .unavailable)
            #expect(kind { _ = try database.read { try $0.query("SELECT 1") } } == .unavailable)
        }

        @Test
        func `a database in memory takes the same statements`() throws {
            let database = try SQLiteDatabase(inMemory: ())
            try database.transaction { transaction in
                try transaction.execute("CREATE TABLE t (b BYTEA)")
                try transaction.execute("INSERT INTO t (b) VALUES ($1)", [.bytes([0])])
            }
            #expect(try database.read { try $0.query("SELECT b FROM t") } == [Row([.bytes([0])])])
            #expect(kind { try database.read { try $0.execute("DELETE FROM t") } } == .unexpectedAnswer)
        }

        /// Until another connection of the same database waits for a lock.
        private static func awaitWaiter(_ database: any Database) throws {
            try eventually {
                try database.read { transaction in
                    try transaction.query(
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """)[0].integer(0) > 0
                }
            }
        }
    }
}
