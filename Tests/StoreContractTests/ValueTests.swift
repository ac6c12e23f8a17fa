import Store
import Testing

extension StoreContract {
    @Suite struct Values {
        private func store(_ engine: Engine) throws -> TestStore {
            let store = try TestStore(engine)
            try store.database.transaction { transaction in
                try transaction.execute("CREATE TABLE v (id BIGINT PRIMARY KEY, i BIGINT, t TEXT, b BYTEA)")
            }
            return store
        }

        @Test(arguments: Engine.allCases)
        func `every kind of value comes back as it went in`(_ engine: Engine) throws {
            let store = try store(engine)
            let long = String(repeating: "é🎓", count: 5_000)
            let rows: [[SQLValue]] = [
                [1, .integer(.min), "", .bytes([])],
                [2, .integer(.max), "école 🎓 — \u{1F469}\u{200D}\u{1F3EB}", .bytes([0, 1, 0, 255, 0])],
                [3, nil, nil, nil],
                [4, 0, .text(long), .bytes(Array("12345".utf8))],
                [5, -1, "12345", .bytes((0...255).map { UInt8($0) })],
                [6, 1, "$1 ' \" \\ ; --", .bytes([0])],
            ]
            try store.database.transaction { transaction in
                for row in rows { try transaction.execute("INSERT INTO v (id, i, t, b) VALUES ($1, $2, $3, $4)", row) }
            }
            let read = try store.database.read { try $0.query("SELECT id, i, t, b FROM v ORDER BY id") }
            #expect(read.map(\.values) == rows)
        }

        @Test(arguments: Engine.allCases)
        func `a NUL in text is refused before it is sent, and the store goes on`(_ engine: Engine) throws {
            let store = try store(engine)
            let refused = error {
                try store.database.transaction { transaction in
                    try transaction.execute("INSERT INTO v (id, t) VALUES ($1, $2)", [1, "secret\u{0}word"])
                }
            }
            #expect(refused?.kind == .constraint)
            #expect(refused?.code == "22021")
            #expect(refused?.description.contains("secret") == false)
            try store.database.transaction { try $0.execute("INSERT INTO v (id, t) VALUES ($1, $2)", [1, "word"]) }
            #expect(try store.database.read { try $0.query("SELECT t FROM v") } == [Row(["word"])])
        }

        @Test(arguments: Engine.allCases)
        func `a parameter may stand twice and out of order`(_ engine: Engine) throws {
            let store = try store(engine)
            let rows = try store.database.transaction { transaction in
                try transaction.execute("INSERT INTO v (id, i, t) VALUES ($2, $2, $1)", ["one", 7])
                return try transaction.query("SELECT t, i FROM v WHERE i = $1 AND id = $1 AND t = $2", [7, "one"])
            }
            #expect(rows == [Row(["one", 7])])
        }

        @Test(arguments: Engine.allCases)
        func `one statement takes NULL and values by turns`(_ engine: Engine) throws {
            let store = try store(engine)
            let sql = "INSERT INTO v (id, i, t, b) VALUES ($1, $2, $3, $4)"
            try store.database.transaction { transaction in
                try transaction.execute(sql, [1, nil, nil, nil])
                try transaction.execute(sql, [2, 2, "two", .bytes([2])])
                try transaction.executeEach(
                    sql, [[3, nil, "three", nil], [4, 4, nil, .bytes([4])], [5, nil, nil, nil]])
            }
            let rows = try store.database.read { try $0.query("SELECT i, t, b FROM v ORDER BY id") }
            #expect(
                rows.map(\.values) == [
                    [nil, nil, nil], [2, "two", .bytes([2])], [nil, "three", nil], [4, nil, .bytes([4])],
                    [nil, nil, nil],
                ])
        }

        @Test(arguments: Engine.allCases)
        func `sums, counts and truth are integers`(_ engine: Engine) throws {
            let store = try store(engine)
            let rows = try store.database.transaction { transaction in
                try transaction.executeEach(
                    "INSERT INTO v (id, i) VALUES ($1, $2)", [[1, 9_999], [2, 1], [3, .integer(-1_234_567_890_123)]])
                return try transaction.query(
                    "SELECT count(*), sum(i), sum(i - i), sum(i) < 0, sum(i) > 0, min(i), max(id) FROM v")
            }
            #expect(rows == [Row([3, .integer(-1_234_567_880_123), 0, 1, 0, .integer(-1_234_567_890_123), 3])])
        }

        @Test(arguments: Engine.allCases)
        func `text is ordered by its bytes`(_ engine: Engine) throws {
            let store = try store(engine)
            let words = ["é", "a", "Z", "a b", "aa", "B", "z"]
            let sorted = try store.database.transaction { transaction in
                try transaction.executeEach(
                    "INSERT INTO v (id, t) VALUES ($1, $2)",
                    words.enumerated().map { [.integer(Int64($0.offset)), .text($0.element)] })
                return try transaction.query("SELECT t FROM v ORDER BY t").map { try $0.text(0) }
            }
            #expect(sorted == ["B", "Z", "a", "a b", "aa", "z", "é"])
        }

        @Test(arguments: Engine.allCases)
        func `a column of another kind is a typed error`(_ engine: Engine) throws {
            let store = try store(engine)
            let rows = try store.database.read { try $0.query("SELECT CAST('x' AS TEXT)") }
            #expect(kind { _ = try rows[0].integer(0) } == .unexpectedAnswer)
            #expect(kind { _ = try store.database.read { try $0.query("SELECT 1.5") } } == .unexpectedAnswer)
        }
    }
}
