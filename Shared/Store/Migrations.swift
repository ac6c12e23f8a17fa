/// A named step of a store's schema. Forward only; one transaction each; never edited once released.
package struct Migration: Sendable {
    /// Unique and stable, with the part it belongs to first: "heart/001-tables", "intake/003-drafts".
    package var name: String
    package var statements: [String]

    package init(_ name: String, _ statements: [String]) {
        self.name = name
        self.statements = statements
    }
}

/// The ordered list of a service's migrations.
package struct Migrations: Sendable {
    package var list: [Migration]

    package init(_ list: [Migration]) {
        precondition(Set(list.map(\.name)).count == list.count, "two migrations bear the same name")
        self.list = list
    }

    package static func + (left: Migrations, right: Migrations) -> Migrations { Migrations(left.list + right.list) }

    /// Brings the store to this list. Safe when several instances start at once: each step's transaction first takes
    /// the one row of `schema_lock`, then looks at what is applied already. A step that the store has and this program
    /// doesn't know throws `.newerSchema`: a program never runs on a store newer than itself.
    ///
    /// - Returns: the names applied now.
    @discardableResult
    package func migrate(_ database: any Database) throws -> [String] {
        try database.transaction { transaction in
            try createBookkeeping(transaction, engine: database.engine)
        }
        var applied: [String] = []
        for migration in list {
            let ran = try database.transaction { transaction in
                try transaction.execute("UPDATE schema_lock SET held = held + 1 WHERE one = 1")
                let known = try Set(transaction.query("SELECT name FROM schema_migration").map { try $0.text(0) })
                if let unknown = known.subtracting(list.map(\.name)).sorted().first {
                    throw StoreError(
                        .newerSchema, operation: "migrate",
                        detail:
                            "the store has migration \(unknown), which this program doesn't know: use a newer program")
                }
                guard !known.contains(migration.name) else { return false }
                for statement in migration.statements { try transaction.execute(statement) }
                try transaction.execute("INSERT INTO schema_migration (name) VALUES ($1)", [.text(migration.name)])
                return true
            }
            if ran { applied.append(migration.name) }
        }
        return applied
    }

    private func createBookkeeping(_ transaction: any Transaction, engine: Engine) throws {
        if engine == .postgres {
            // CREATE TABLE IF NOT EXISTS is not safe against itself on PostgreSQL; an advisory lock makes it so.
            _ = try transaction.query("SELECT pg_advisory_xact_lock(4919)")
        }
        try transaction.execute("CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY)")
        try transaction.execute("CREATE TABLE IF NOT EXISTS schema_lock (one BIGINT PRIMARY KEY, held BIGINT NOT NULL)")
        try transaction.execute("INSERT INTO schema_lock (one, held) VALUES (1, 0) ON CONFLICT (one) DO NOTHING")
    }
}
