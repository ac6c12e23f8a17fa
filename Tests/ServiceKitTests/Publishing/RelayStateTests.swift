import Kafka
import Messages
import ServiceKit
import Store
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct RelayStateTests {
    private let a = KeyOfTopic(topic: "t", key: "a")
    private let b = KeyOfTopic(topic: "t", key: "b")

    private func round() -> RelayState { RelayState([(a, 1), (a, 2), (b, 1), (a, 3)]) }

    private func mark(_ key: KeyOfTopic, _ sequence: Int64, _ offset: Int64) -> Journal.Mark {
        Journal.Mark(topic: key.topic, key: key.key, sequence: sequence, partition: 0, offset: offset)
    }

    @Test func `nothing is marked before its delivery report`() {
        var round = round()
        #expect(round.marks == [])
        #expect(round.outstanding == 4)
        round.delivered(1, partition: 0, offset: 8)
        #expect(round.marks == [mark(a, 2, 8)])
        #expect(round.outstanding == 3)
    }

    @Test func `a key stops at its first failure; other keys go on`() {
        var round = round()
        round.delivered(0, partition: 0, offset: 7)
        round.failed(1)
        #expect(!round.mayBeSent(3))
        #expect(round.mayBeSent(2))
        round.delivered(2, partition: 0, offset: 9)
        round.failed(3)
        #expect(round.marks == [mark(a, 1, 7), mark(b, 1, 9)])
        #expect(round.failedKeys == 1)
        #expect(round.outstanding == 0)
    }

    @Test func `what was delivered behind a failure is not marked, whichever report came first`() {
        var round = round()
        round.delivered(3, partition: 0, offset: 11)
        round.delivered(1, partition: 0, offset: 10)
        round.failed(0)
        #expect(round.marks == [])
        round.failed(2)
        #expect(round.failedKeys == 2)
    }
}

@Suite(.timeLimit(.minutes(1)))
struct JournalRecordTests {
    private let entry = JournalEntry(
        topic: "t.v1", key: "k", sequence: 4, aggregate: "agg", version: 9, type: "x.v1", payload: [1, 2, 3],
        sha256: sha256([1, 2, 3]), extraHeaders: #"[{"name":"seal","value":"s"}]"#, cause: "record:in.v1/a/b/7",
        actor: "pilot", correlation: "req", traceparent: "00-1-2-01", writtenAt: 1_600_000_000_123)
    private let source = EventSource(environment: "test", service: "s")

    @Test func `an entry published twice is the same to the byte`() throws {
        #expect(try JournalRecord.produced(entry, source: source) == JournalRecord.produced(entry, source: source))
    }

    @Test func `a published entry reads back as what was journalled`() throws {
        let produced = try JournalRecord.produced(entry, source: source)
        #expect(produced.topic == "t.v1")
        #expect(produced.value == [1, 2, 3])
        let envelope = try Envelope(
            topic: produced.topic, key: produced.key, headers: produced.headers.map { ($0.name, $0.value) })
        #expect(envelope.sequence == 4)
        #expect(envelope.subject == "agg")
        #expect(envelope.cause == .record(topic: "in.v1", key: "a/b", sequence: 7))
        #expect(envelope.time.milliseconds == 1_600_000_000_123)
        #expect(envelope.extra == [.init(name: "seal", value: "s")])
        #expect(envelope.source == "urn:alp:test:s")
        #expect(!produced.headers.contains { $0.value == Array("pilot".utf8) })
    }

    @Test func `an erased entry is published as a tombstone of the same sequence`() throws {
        var erased = entry
        erased.payload = nil
        let produced = try JournalRecord.produced(erased, source: source)
        #expect(produced.value == nil)
        #expect(produced.headers == (try JournalRecord.produced(entry, source: source)).headers)
    }

    @Test func `kept headers come back as they were, null and doubled ones too`() throws {
        let headers = [Header("a", [0, 255]), Header("a", nil as [UInt8]?), Header("", [])]
        #expect(HeaderBytes.decode(HeaderBytes.encode(headers)) == headers)
        #expect(HeaderBytes.decode(Array("[[1]]".utf8)) == nil)
        #expect(HeaderBytes.decode([]) == nil)
    }
}
