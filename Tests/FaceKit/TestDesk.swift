import Messages
package import ServiceKit
import Store
import StoreSQLite
import TestKit

/// A service's desk over a fresh SQLite store in a folder of its own, for tests of its routes: no broker, no process.
package final class TestDesk<Definition: ServiceDefinition>: Sendable {
    package let desk: CommandDesk<Definition>
    package let step: Step<Definition>
    private let folder: TemporaryFolder

    /// - Parameters:
    ///   - clock: the business clock.
    ///   - writers: who writes which topic, where records are handed to `step`.
    package init(
        _ definition: Definition, clock: ServiceClock = .system, writers: [String: String] = [:]
    ) throws {
        folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path + "/store.db")
        try (Migrations.heart + definition.migrations).migrate(database)
        step = Step(
            definition: definition, database: database,
            identity: ServiceIdentity(
                source: EventSource(environment: "test", service: "test"), program: "1", instance: "one",
                writers: writers))
        desk = CommandDesk(step: step, clock: clock, onCommit: {})
    }

    deinit { step.database.close() }

    /// Lets something happen before the test asks: an input as a record or a person would bring it.
    package func happens(_ input: Definition.Logic.Input, to aggregate: String) throws {
        let count = Int64.random(in: 0 ... .max)
        _ = try desk.take(
            Command(
                idempotencyKey: "test-\(count)", bodySHA256: [], aggregate: aggregate, seenRevision: nil, input: input,
                actor: "test")
        ) { _, _, _ in Answer(status: 200, body: []) }
    }
}
