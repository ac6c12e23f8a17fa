import Store
import Testing

extension StoreContract {
    @Suite struct Statements {
        private func store(_ engine: Engine) throws -> TestStore {
            let store = try TestStore(engine)
            try store.database.transaction { transaction in
                try transaction.execute(
                    "CREATE TABLE item (name TEXT PRIMARY KEY, amount BIGINT NOT NULL CHECK (amount < 1000000), body BYTEA)"
                )
            }
            return store
        }

        private let upsert = """
            INSERT INTO item (name, amount) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET amount = item.amount + $2 RETURNING amount
            """

        @Test(arguments: Engine.allCases)
        func `execute answers how many rows it changed`(_ engine: Engine) throws {
            let store = try store(engine)
            let counts = try store.database.transaction { transaction in
                [
                    try transaction.execute("INSERT INTO item (name, amount) VALUES ('a', 1), ('b', 1)"),
                    try transaction.execute("UPDATE item SET amount = 2"),
                    try transaction.execute("UPDATE item SET amount = 3 WHERE name = $1", ["c"]),
                    try transaction.execute(
                        "INSERT INTO item (name, amount) VALUES ('a', 9) ON CONFLICT (name) DO NOTHING"),
                    try transaction.execute("SELECT name FROM item"),
                    try transaction.execute("CREATE INDEX item_amount ON item (amount)"),
                    try transaction.execute("DELETE FROM item"),
                ]
            }
            #expect(counts == [2, 2, 0, 0, 0, 0, 2])
        }

        @Test(arguments: Engine.allCases)
        func `RETURNING and ON CONFLICT answer rows`(_ engine: Engine) throws {
            let store = try store(engine)
            let answers = try store.database.transaction { transaction in
                [
                    try transaction.query(upsert, ["a", 1]), try transaction.query(upsert, ["a", 5]),
                    try transaction.query("DELETE FROM item WHERE name = $1 RETURNING name, amount", ["a"]),
                    try transaction.query("DELETE FROM item WHERE name = $1 RETURNING name", ["a"]),
                ]
            }
            #expect(answers == [[Row([1])], [Row([6])], [Row(["a", 6])], []])
        }

        @Test(arguments: Engine.allCases)
        func `a batch answers each statement in order`(_ engine: Engine) throws {
            let store = try store(engine)
            try store.database.transaction { transaction in
                try #expect(
                    transaction.queryEach(upsert, [["a", 1], ["b", 10], ["a", 2], ["b", 20]])
                        == [[Row([1])], [Row([10])], [Row([3])], [Row([30])]])
                try #expect(
                    transaction.executeEach(
                        "UPDATE item SET amount = 0 WHERE amount > $1 AND name = $2",
                        [[2, "a"], [2, "a"], [100, "b"], [2, "b"]]) == [1, 0, 0, 1])
                try #expect(transaction.executeEach("DELETE FROM item WHERE name = $1", []) == [])
                try #expect(transaction.queryEach("SELECT 1", []) == [])
            }
        }

        @Test(arguments: Engine.allCases)
        func `a batch of 5,000 rows is written, read and answered`(_ engine: Engine) throws {
            let store = try store(engine)
            let lists: [[SQLValue]] = (0..<5_000).map { [.text("k\($0)"), .integer(Int64($0))] }
            try store.database.transaction { transaction in
                let counts = try transaction.executeEach("INSERT INTO item (name, amount) VALUES ($1, $2)", lists)
                #expect(counts.count == 5_000 && counts.allSatisfy { $0 == 1 })
                let answers = try transaction.queryEach(
                    "SELECT amount FROM item WHERE name = $1", lists.map { [$0[0]] })
                #expect(answers == lists.map { [Row([$0[1]])] })
            }
            #expect(try store.database.read { try $0.query("SELECT count(*) FROM item") } == [Row([5_000])])
        }

        @Test(arguments: Engine.allCases)
        func `values of a megabyte go both ways in one batch`(_ engine: Engine) throws {
            let store = try store(engine)
            let bodies: [[UInt8]] = (0..<24).map { [UInt8](repeating: UInt8($0), count: 1 << 20) }
            let answers = try store.database.transaction { transaction in
                try transaction.queryEach(
                    "INSERT INTO item (name, amount, body) VALUES ($1, 0, $2) RETURNING body",
                    bodies.enumerated().map { [.text("m\($0.offset)"), .bytes($0.element)] })
            }
            #expect(answers.map { try? $0[0].bytes(0) } == bodies)
        }

        @Test(arguments: Engine.allCases)
        func `an error in the middle of a batch undoes all of it`(_ engine: Engine) throws {
            let store = try store(engine)
            var lists: [[SQLValue]] = (0..<2_000).map { [.text("k\($0)"), 1] }
            lists[1_234] = ["k0", 1]
            let failed = kind {
                try store.database.transaction { transaction in
                    try transaction.executeEach("INSERT INTO item (name, amount) VALUES ($1, $2)", lists)
                }
            }
            #expect(failed == .alreadyThere)
            #expect(try store.database.read { try $0.query("SELECT count(*) FROM item") } == [Row([0])])
            lists[1_234] = ["k1234", 1]
            try store.database.transaction { transaction in
                try transaction.executeEach("INSERT INTO item (name, amount) VALUES ($1, $2)", lists)
            }
            #expect(try store.database.read { try $0.query("SELECT count(*) FROM item") } == [Row([2_000])])
        }

        @Test(arguments: Engine.allCases)
        func `constraints are told apart, and no value stands in the error`(_ engine: Engine) throws {
            let store = try store(engine)
            let insert = "INSERT INTO item (name, amount) VALUES ($1, $2)"
            try store.database.transaction { try $0.execute(insert, ["Dupont", 1]) }
            let twice = error { try store.database.transaction { try $0.execute(insert, ["Dupont", 2]) } }
            #expect(twice?.kind == .alreadyThere)
            #expect(twice?.description.contains("Dupont") == false)
            let check = error { try store.database.transaction { try $0.execute(insert, ["Durand", 1_000_000]) } }
            #expect(check?.kind == .constraint)
            #expect(check?.description.contains("Durand") == false)
            #expect(kind { try store.database.transaction { try $0.execute(insert, ["Durand", nil]) } } == .constraint)
            try store.database.transaction { try $0.execute(insert, ["Durand", 3]) }
        }

        @Test(arguments: Engine.allCases)
        func `what is no statement is a typed error`(_ engine: Engine) throws {
            let store = try store(engine)
            for (sql, values) in [
                ("SELEKT 1", []), ("SELECT * FROM absent", []), ("SELECT amount FROM item WHERE name = $1", []),
                ("SELECT 1; SELECT 2", []),
            ] as [(String, [SQLValue])] {
                #expect(
                    kind { _ = try store.database.read { try $0.query(sql, values) } } == .unexpectedAnswer, "\(sql)")
            }
        }

        @Test(arguments: Engine.allCases)
        func `a statement prepared before a table changed is prepared again`(_ engine: Engine) throws {
            let store = try store(engine)
            try store.database.transaction { try $0.execute("INSERT INTO item (name, amount) VALUES ('a', 1)") }
            let all = "SELECT * FROM item"
            #expect(try store.database.transaction { try $0.query(all)[0].values.count } == 3)
            try store.database.transaction { try $0.execute("ALTER TABLE item ADD COLUMN more BIGINT") }
            let first = kind { _ = try store.database.transaction { try $0.query(all) } }
            #expect(first == (engine == .sqlite ? nil : .conflict))
            #expect(try store.database.transaction { try $0.query(all)[0].values.count } == 4)
        }
    }
}
