import Store
import Testing

extension StoreContract {
    @Suite struct LockStatements {
        private let lock = LockStatement(
            touching: """
                INSERT INTO item (name, amount) VALUES ($1, 1)
                ON CONFLICT (name) DO UPDATE SET amount = item.amount RETURNING amount, body
                """,
            reading: "SELECT amount, body FROM item WHERE name = $1",
            making: "INSERT INTO item (name, amount) VALUES ($1, 1)")

        private func store(_ engine: Engine) throws -> TestStore {
            let store = try TestStore(engine)
            try store.database.transaction { transaction in
                try transaction.execute(
                    "CREATE TABLE item (name TEXT PRIMARY KEY, amount BIGINT NOT NULL CHECK (amount > 0), body BYTEA)")
                try transaction.execute(
                    "INSERT INTO item (name, amount, body) VALUES ($1, 7, $2)", ["b", .bytes([1, 0, 2])])
            }
            return store
        }

        @Test(arguments: Engine.allCases)
        func `rows are answered in order, and made where they are not there`(_ engine: Engine) throws {
            let store = try store(engine)
            let answers = try store.database.transaction { transaction in
                try #expect(transaction.lockEach(lock, []).isEmpty)
                return try transaction.lockEach(lock, [["a"], ["b"], ["c"], ["a"]])
            }
            #expect(answers == [Row([1, nil]), Row([7, .bytes([1, 0, 2])]), Row([1, nil]), Row([1, nil])])
            let kept = try store.database.read { try $0.query("SELECT name, amount FROM item ORDER BY name") }
            #expect(kept == [Row(["a", 1]), Row(["b", 7]), Row(["c", 1])])
        }

        @Test(arguments: Engine.allCases)
        func `nothing is locked in a read`(_ engine: Engine) throws {
            let store = try store(engine)
            #expect(throws: StoreError.self) {
                try store.database.read { try $0.lockEach(lock, [["b"]]) }
            }
        }

        @Test(arguments: Engine.allCases)
        func `a row that can't be made ends the transaction`(_ engine: Engine) throws {
            let store = try store(engine)
            let refused = LockStatement(
                touching: "INSERT INTO item (name, amount) VALUES ($1, 0) RETURNING amount",
                reading: "SELECT amount FROM item WHERE name = $1",
                making: "INSERT INTO item (name, amount) VALUES ($1, 0)")
            #expect(throws: StoreError.self) {
                try store.database.transaction { transaction in
                    _ = try? transaction.lockEach(refused, [["d"]])
                }
            }
            let kept = try store.database.read { try $0.query("SELECT name FROM item") }
            #expect(kept == [Row(["b"])])
        }
    }
}
