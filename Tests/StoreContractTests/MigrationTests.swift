import Store
import Testing

extension StoreContract {
    @Suite struct Migrating {
        private let two = Migrations([
            Migration("part/001-table", ["CREATE TABLE t (id BIGINT PRIMARY KEY)", "INSERT INTO t (id) VALUES (1)"]),
            Migration("part/002-column", ["ALTER TABLE t ADD COLUMN name TEXT"]),
        ])

        private func names(_ database: any Database) throws -> [String] {
            try database.read { try $0.query("SELECT name FROM schema_migration ORDER BY name").map { try $0.text(0) } }
        }

        @Test(arguments: Engine.allCases)
        func `each migration runs once, in order`(_ engine: Engine) throws {
            let store = try TestStore(engine)
            #expect(try two.migrate(store.database) == ["part/001-table", "part/002-column"])
            #expect(try two.migrate(store.database) == [])
            let third = Migrations([Migration("part/003-row", ["INSERT INTO t (id, name) VALUES (2, 'two')"])])
            #expect(try (two + third).migrate(store.database) == ["part/003-row"])
            #expect(try store.database.read { try $0.query("SELECT count(*) FROM t") } == [Row([2])])
        }

        @Test(arguments: Engine.allCases)
        func `eight that start at once run each migration once`(_ engine: Engine) throws {
            let store = try TestStore(engine)
            let databases = try (0..<8).map { _ in try store.another() }
            let results = inThreads(8) { try two.migrate(databases[$0]) }
            let applied = try results.flatMap { try $0.get() }
            #expect(applied.sorted() == ["part/001-table", "part/002-column"])
            #expect(try store.database.read { try $0.query("SELECT count(*) FROM t") } == [Row([1])])
            if engine == .postgres { databases.forEach { $0.close() } }
        }

        @Test(arguments: Engine.allCases)
        func `a store newer than the program is refused and left alone`(_ engine: Engine) throws {
            let store = try TestStore(engine)
            try two.migrate(store.database)
            let older = Migrations([two.list[0]])
            let refused = error { try older.migrate(store.database) }
            #expect(refused?.kind == .newerSchema)
            #expect(refused?.description.contains("part/002-column") == true)
            #expect(try names(store.database) == ["part/001-table", "part/002-column"])
        }

        @Test(arguments: Engine.allCases)
        func `a migration that fails leaves nothing, and those before it stand`(_ engine: Engine) throws {
            let store = try TestStore(engine)
            let broken = Migration("part/003-broken", ["CREATE TABLE u (id BIGINT)", "INSERT INTO t (id) VALUES (1)"])
            #expect(kind { try (two + Migrations([broken])).migrate(store.database) } == .alreadyThere)
            #expect(try names(store.database) == ["part/001-table", "part/002-column"])
            #expect(kind { _ = try store.database.read { try $0.query("SELECT id FROM u") } } == .unexpectedAnswer)
            let mended = Migration("part/003-broken", ["CREATE TABLE u (id BIGINT)"])
            #expect(try (two + Migrations([mended])).migrate(store.database) == ["part/003-broken"])
        }
    }
}
