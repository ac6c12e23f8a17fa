import Kafka
import Messages
import ServiceKit
import Store
import StorePostgres
import StoreSQLite
import TestKit
import Vocabulary

/// The small service over a store of its own, played by hand.
struct LeafStore {
    let step: Step<LeafDefinition>
    static let source = EventSource(environment: "dev", service: "leaf")

    init(_ engine: Engine) throws {
        let database: any Database
        switch engine {
        case .sqlite: database = try SQLiteDatabase(inMemory: ())
        case .postgres: database = try PostgresDatabase(url: PostgresCluster.shared.get().createDatabase())
        }
        step = Step(
            definition: LeafDefinition(), database: database,
            identity: ServiceIdentity(
                source: Self.source, program: "1", instance: "leaf-1",
                writers: [
                    LeafDefinition.alpha: "leaf", LeafDefinition.beta: "leaf", LeafDefinition.chain: "leaf",
                    LeafDefinition.input: "outside",
                ]))
        try (Migrations.heart + step.definition.migrations).migrate(database)
    }

    func close() { step.database.close() }

    /// An input record: its words become events.
    func take(_ key: String, _ sequence: Int64, _ words: String, at now: Int64) throws {
        let envelope = Envelope(
            topic: LeafDefinition.input, key: key, sequence: sequence, type: "words", source: "urn:alp:dev:outside",
            subject: key, time: Instant(milliseconds: 0), cause: .outside)
        let record = ConsumedRecord(
            partition: TopicPartition(topic: LeafDefinition.input, partition: 0), offset: 0, key: Array(key.utf8),
            value: Array(words.utf8), headers: envelope.headers.map { Header($0.name, $0.value) })
        let reading = Reading(record, identity: step.identity)
        _ = try step.handle(.init(readings: [reading], moves: []), at: Instant(milliseconds: now))
    }

    @discardableResult
    func command(_ key: String, on aggregate: String, _ words: [String], at now: Int64) throws -> CommandOutcome {
        try step.handle(
            Command(
                idempotencyKey: key, bodySHA256: sha256(Array("\(words)".utf8)), aggregate: aggregate,
                input: .init(aggregate: aggregate, words: words), actor: "pilot"), at: Instant(milliseconds: now)
        ) { _, _, _ in Answer(status: 201, body: Array("{}".utf8)) }
    }

    func fireTimers(at now: Int64) throws {
        for timer in try step.dueTimers(at: Instant(milliseconds: now), limit: 10) {
            _ = try step.fire(timer, at: Instant(milliseconds: now))
        }
    }

    /// What the relay would publish, as it would be read back: a partition a topic.
    func topics() throws -> [ConsumedRecord] {
        let entries = try step.database.read { try Journal.unpublished(limit: 10_000, in: $0) }
        var ends: [String: Int64] = [:]
        return try entries.map { entry in
            let produced = try JournalRecord.produced(entry, source: Self.source)
            defer { ends[entry.topic, default: 0] += 1 }
            return ConsumedRecord(
                partition: TopicPartition(topic: entry.topic, partition: 0), offset: ends[entry.topic] ?? 0,
                key: produced.key, value: produced.value, headers: produced.headers)
        }
    }

    func recover(_ records: [ConsumedRecord]) throws -> Recovery<LeafDefinition>.Report {
        let recovery = Recovery(step: step)
        return try recovery.run(
            try recovery.plan(records), actor: "test", reason: "restored", at: Instant(milliseconds: 9_000_000))
    }

    /// All that two stores must agree on; a row's actor and a command's answer stand on no topic.
    func facts() throws -> [String] {
        try step.database.read { transaction in
            try [
                "SELECT 'journal', topic, key, sequence, aggregate, version, type, payload, event, sha256, "
                    + "extra_headers, cause, written_at FROM journal ORDER BY topic, key, sequence",
                "SELECT 'seen', topic, key, next FROM seen ORDER BY topic, key",
                "SELECT 'head', topic, key, next, memory FROM head ORDER BY topic, key",
                "SELECT 'due', subject, kind, ordinal, due_at FROM due ORDER BY subject, kind, ordinal",
                "SELECT 'aggregate', id, version, heads, state FROM aggregate ORDER BY id",
                "SELECT 'tally', used FROM leaf_tally", "SELECT 'command', key FROM command ORDER BY key",
            ].flatMap { sql in try transaction.query(sql).map { $0.values.map { "\($0)" }.joined(separator: " ") } }
        }
    }
}
