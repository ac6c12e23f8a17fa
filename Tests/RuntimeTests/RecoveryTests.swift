import Kafka
import Messages
import ServiceKit
import Store
import TestKit
import Testing
import Vocabulary

/// A store restored from a backup takes over what its own topics have, on both engines.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct RecoveryTests {
    private typealias Leaf = LeafDefinition

    /// What happened before the backup was made, on every store of a test.
    private func before(_ store: LeafStore) throws {
        try store.take("k1", 1, "one beta chain", at: 1000)
        try store.take("k2", 1, "take set", at: 1000)
        try store.command("before-1", on: "k1", ["two"], at: 1100)
    }

    /// What happened after it, and stands on the topics alone.
    private func after(_ store: LeafStore) throws {
        // All at one instant: neither time nor topic tells their order.
        try store.take("k1", 2, "beta one chain beta chain three", at: 2000)
        try store.take("k2", 2, "give unset", at: 2000)
        try store.take("k3", 1, "take set chain", at: 2100)
        try store.command("after-1", on: "k3", ["four"], at: 2200)
        try store.fireTimers(at: LeafDefinition.wake.milliseconds)
        try store.command("after-2", on: "k4", ["set"], at: LeafDefinition.wake.milliseconds + 1)
    }

    @Test(arguments: Engine.allCases)
    func `the store is then as if nothing had happened`(engine: Engine) throws {
        let (whole, restored) = (try LeafStore(engine), try LeafStore(engine))
        defer { [whole, restored].forEach { $0.close() } }
        for store in [whole, restored] { try before(store) }
        try after(whole)
        let report = try restored.recover(try whole.topics())
        #expect(report.problems == [])
        #expect((report.imported, report.aggregates) == (14, 4))
        try expectNoDifference(restored, whole)
        #expect(try restored.step.verify().differences == [])

        // Again: nothing is left to take over, and both go on alike.
        let again = try Recovery(step: restored.step).plan(try whole.topics())
        #expect(again.events.isEmpty && again.problems.isEmpty)
        for store in [whole, restored] { try store.take("k1", 3, "chain beta", at: 9_500_000) }
        try expectNoDifference(restored, whole)
    }

    @Test(arguments: Engine.allCases)
    func `causes are handled, fired and taken once`(engine: Engine) throws {
        let (whole, restored) = (try LeafStore(engine), try LeafStore(engine))
        defer { [whole, restored].forEach { $0.close() } }
        for store in [whole, restored] { try before(store) }
        try after(whole)
        _ = try restored.recover(try whole.topics())
        let facts = try restored.facts()
        try restored.take("k1", 2, "beta one chain beta chain three", at: 9_000_000)
        try restored.take("k3", 1, "take set chain", at: 9_000_000)
        let outcome = try restored.command("after-1", on: "k3", ["four"], at: 9_000_000)
        guard case .again(let answer) = outcome else {
            Issue.record("a recovered command is answered: \(outcome)")
            return
        }
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("recovered"))
        // Whatever the body: it stands on no topic, so it can't be told from the one that was sent.
        guard case .again = try restored.command("after-1", on: "k3", ["other"], at: 9_000_000) else {
            Issue.record("a recovered command answers any body")
            return
        }
        #expect(try restored.command("before-1", on: "k1", ["other"], at: 9_000_000) == .keyUsedForAnother)
        #expect(try restored.facts() == facts)
        // k4's timer was set after the backup and fires now; k3's has fired and doesn't again.
        try restored.fireTimers(at: 9_000_000)
        let woke = try restored.facts().filter { $0.contains("timer:wake") }
        #expect(woke.count == 2)
    }

    @Test(arguments: Engine.allCases)
    func `a guarded row that a clock set back puts in the way is waited for`(engine: Engine) throws {
        let (whole, restored) = (try LeafStore(engine), try LeafStore(engine))
        defer { [whole, restored].forEach { $0.close() } }
        for store in [whole, restored] { try store.take("k1", 1, "take", at: 500) }
        try whole.take("k1", 2, "give", at: 2000)
        // It came after k1's, and says that it came before: what it takes isn't free until k1 gave it back.
        try whole.take("k2", 1, "take", at: 900)
        let report = try restored.recover(try whole.topics())
        #expect(report.problems == [])
        try expectNoDifference(restored, whole)
    }

    @Test func `records of another source are not taken over`() throws {
        let (whole, restored) = (try LeafStore(.sqlite), try LeafStore(.sqlite))
        defer { [whole, restored].forEach { $0.close() } }
        try whole.take("k1", 1, "one", at: 1000)
        let records = try whole.topics().flatMap { record -> [ConsumedRecord] in
            var forged = record
            forged.offset += 100
            forged.headers = record.headers.map {
                $0.name == "ce_source" ? Header("ce_source", "urn:alp:dev:intruder") : $0
            }
            var elsewhere = forged
            elsewhere.headers = record.headers.map {
                $0.name == "ce_source" ? Header("ce_source", "urn:alp:prod:leaf") : $0
            }
            return [forged, elsewhere, ConsumedRecord(partition: record.partition, offset: 300, key: nil, value: [1])]
        }
        let report = try restored.recover(records)
        #expect((report.imported, report.problems) == (0, []))
        #expect(try restored.facts().filter { $0.contains("journal") } == [])
    }

    @Test func `a record that stands twice is taken over once`() throws {
        let (whole, restored) = (try LeafStore(.sqlite), try LeafStore(.sqlite))
        defer { [whole, restored].forEach { $0.close() } }
        try whole.take("k1", 1, "one beta", at: 1000)
        let records = try whole.topics()
        let twice = records + records.map { ConsumedRecord(record: $0, offset: $0.offset + 10) }
        let report = try restored.recover(twice)
        #expect((report.imported, report.problems) == (2, []))
        try expectNoDifference(restored, whole)
    }

    @Test func `a store that went on after the restore has parted, and nothing is taken over`() throws {
        let (whole, restored) = (try LeafStore(.sqlite), try LeafStore(.sqlite))
        defer { [whole, restored].forEach { $0.close() } }
        try whole.take("k1", 1, "one", at: 1000)
        try whole.take("k2", 1, "one", at: 1000)
        try restored.take("k1", 1, "other", at: 1000)
        let facts = try restored.facts()
        let report = try restored.recover(try whole.topics())
        #expect(report.problems.count == 1)
        #expect(report.problems[0].contains("leaf.alpha.v1/k1/1 has other bytes than the journal"))
        #expect(try restored.facts() == facts)
    }

    @Test func `an event that was never published leaves a hole that is told`() throws {
        let (whole, restored) = (try LeafStore(.sqlite), try LeafStore(.sqlite))
        defer { [whole, restored].forEach { $0.close() } }
        try whole.take("k1", 1, "one silent two", at: 1000)
        try whole.take("k2", 1, "one", at: 1000)
        let report = try restored.recover(try whole.topics())
        #expect(report.imported == 0)
        #expect(report.problems == ["leaf.alpha.v1/k1/2: aggregate k1 needs version 2, the topic has version 3"])
        #expect(try restored.facts().filter { $0.contains("journal") } == [], "all or nothing")
    }

    /// Swift holds the two texts for one; the store, Kafka and the topics don't.
    @Test(arguments: Engine.allCases)
    func `aggregates that differ in bytes alone come back as two`(engine: Engine) throws {
        let (whole, restored) = (try LeafStore(engine), try LeafStore(engine))
        defer { [whole, restored].forEach { $0.close() } }
        try whole.take("\u{E9}", 1, "one two", at: 1000)
        try whole.take("e\u{301}", 1, "three", at: 1000)
        let report = try restored.recover(try whole.topics())
        #expect(report.problems == [])
        #expect((report.imported, report.aggregates) == (3, 2))
        // By bytes here too: as texts, rows of both would be one.
        let rows = [whole, restored].map { store in
            Result { try store.facts().map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) } }
        }
        #expect(try rows[0].get() == rows[1].get())
        #expect(try restored.step.verify().differences == [])
    }

    @Test func `a broken chain is not taken over`() throws {
        let (whole, restored) = (try LeafStore(.sqlite), try LeafStore(.sqlite))
        defer { [whole, restored].forEach { $0.close() } }
        try whole.take("k1", 1, "chain chain", at: 1000)
        var records = try whole.topics()
        records[1].headers = records[1].headers.map { $0.name == "seal" ? Header("seal", "none") : $0 }
        let report = try restored.recover(records)
        #expect(report.problems == ["link 2 isn't sealed or doesn't follow"])
    }

    @Test func `what was erased comes back without its payload`() throws {
        let (whole, restored, older) = (try LeafStore(.sqlite), try LeafStore(.sqlite), try LeafStore(.sqlite))
        defer { [whole, restored, older].forEach { $0.close() } }
        try whole.take("k1", 1, "one two", at: 1000)
        try older.take("k1", 1, "one two", at: 1000)
        var records = try whole.topics()
        records.append(ConsumedRecord(record: records[0], offset: 50, isTombstone: true))
        let key = KeyOfTopic(topic: Leaf.alpha, key: "k1")
        for store in [restored, older] {
            let report = try store.recover(records)
            #expect(report.problems == [])
            let (first, second) = try store.step.database.read {
                (try Journal.entry(key, 1, in: $0), try Journal.entry(key, 2, in: $0))
            }
            #expect(first?.payload == nil)
            #expect(first?.sha256 == sha256(Array("one".utf8)))
            #expect(second?.payload == Array("two".utf8))
            #expect(try store.step.verify().differences == [])
        }
    }
}

/// What one store has and the other hasn't.
private func expectNoDifference(
    _ left: LeafStore, _ right: LeafStore, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let difference = Set(try left.facts()).symmetricDifference(try right.facts()).sorted()
    #expect(difference.isEmpty, "\(difference)", sourceLocation: sourceLocation)
}

extension ConsumedRecord {
    fileprivate init(record: ConsumedRecord, offset: Int64, isTombstone: Bool = false) {
        self = record
        self.offset = offset
        if isTombstone { value = nil }
    }
}
