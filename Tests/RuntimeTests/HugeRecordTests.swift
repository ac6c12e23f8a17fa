import ServiceKit
import Store
import Testing

/// A record above what is kept beside a parked one, straight into the step: brokers mostly refuse it before.
@Suite(.timeLimit(.minutes(1)))
struct `A record of 3 MB` {
    private let huge = String(repeating: "x", count: 3_000_000)
    private let key = KeyOfTopic(topic: LeafDefinition.input, key: "k1")

    private func parked(_ store: LeafStore, _ sequence: Int64) throws -> ParkedRecord? {
        try store.step.database.read { try Parked.record(key, sequence, in: $0) }
    }

    @Test(arguments: Engine.allCases)
    func `that would make an event above the limit is parked with hash and size`(engine: Engine) throws {
        let store = try LeafStore(engine)
        defer { store.close() }
        try store.take("k1", 1, huge, at: 1000)
        let row = try #require(try parked(store, 1))
        #expect(row.value == nil)
        #expect(row.valueSize == 3_000_000)
        #expect(row.valueSHA256 == sha256(Array(huge.utf8)))
        #expect(row.error?.contains("above 900000") == true)
        try store.take("k2", 1, "one", at: 1000)
        #expect(try store.topics().count == 1, "other keys go on")
    }

    @Test func `that had to wait can't be handled once its turn comes, and says so`() throws {
        let store = try LeafStore(.sqlite)
        defer { store.close() }
        try store.take("k1", 2, huge, at: 1000)
        #expect(try parked(store, 2)?.error == nil)
        try store.take("k1", 1, "one", at: 1000)
        #expect(try parked(store, 2)?.error?.contains("above the 1 MiB that is kept") == true)
    }
}
