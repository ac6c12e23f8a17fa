import Kafka
import Messages
import Testing
import Vocabulary

@testable import Operator

@Suite(.timeLimit(.minutes(1)))
struct `A key's path` {
    private func record(
        _ topic: String, _ key: String, _ sequence: Int64, cause: Cause = .outside, subject: String? = nil,
        correlation: String? = nil, second: Int = 0, offset: Int64 = 0, value: String = "{}"
    ) -> TraceRecord {
        let made = envelope(
            topic, key, sequence, by: "x", cause: cause, subject: subject, correlation: correlation,
            after: .seconds(second))
        return TraceRecord(
            made,
            ConsumedRecord(
                partition: TopicPartition(topic: topic, partition: 0), offset: offset, key: Array(key.utf8),
                value: Array(value.utf8)))
    }

    private func path(_ key: String, _ records: [TraceRecord], compacted: Set<String> = []) -> TracePath {
        var graph = TraceGraph(key: key)
        for record in records { graph.add(record) }
        return graph.path(compacted: compacted)
    }

    private func text(_ path: TracePath) -> [String] {
        path.steps.map { step in
            String(repeating: ">", count: step.depth)
                + "\(step.record.identity.topic)/\(step.record.identity.key)#\(step.record.identity.sequence)"
        }
    }

    private func caused(_ topic: String, _ key: String, _ sequence: Int64) -> Cause {
        .record(topic: topic, key: key, sequence: sequence)
    }

    @Test func `each record stands under its cause, and siblings by time`() {
        let records = [
            record("c", "other", 1, cause: caused("b", "k", 1), second: 9),
            record("b", "k", 2, cause: caused("a", "k", 1), second: 3),
            record("a", "k", 2, second: 2), record("b", "k", 1, cause: caused("a", "k", 1), second: 2),
            record("a", "k", 1, second: 1), record("a", "stranger", 1),
            record("c", "stranger", 1, cause: caused("a", "stranger", 1)),
        ]
        for order in [records, records.reversed()] {
            #expect(text(path("k", order)) == ["a/k#1", ">b/k#1", ">>c/other#1", ">b/k#2", "a/k#2"])
        }
    }

    @Test func `subject and correlation bring a record in, and say so`() {
        let found = path(
            "k", [record("a", "x", 1, subject: "k"), record("a", "y", 1, correlation: "k"), record("a", "z", 1)])
        #expect(text(found) == ["a/x#1", "a/y#1"])
        #expect(found.steps.map(\.reason) == [.subject, .correlation])
    }

    @Test func `causes in a circle are shown once each`() {
        let found = path(
            "k",
            [
                record("a", "k", 1, cause: caused("b", "k", 1)), record("b", "k", 1, cause: caused("a", "k", 1)),
                record("c", "k", 1, cause: caused("c", "k", 1)),
            ])
        #expect(Set(text(found).map { $0.replacing(">", with: "") }) == ["a/k#1", "b/k#1", "c/k#1"])
        #expect(found.steps.count == 3)
    }

    @Test func `a chain of a hundred thousand causes is walked`() {
        let records = (1...100_000).map { number in
            record("a", "k", Int64(number), cause: number == 1 ? .outside : caused("a", "k", Int64(number - 1)))
        }
        let found = path("k", records)
        #expect(found.steps.last?.depth == 99_999)
        #expect(found.steps.last.map { $0.line.count < 200 } == true)
    }

    @Test func `gaps are told by range, and those at the start apart`() {
        let found = path("k", [record("a", "k", 3), record("a", "k", .max), record("b", "k", 1), record("a", "z", 7)])
        #expect(
            found.gaps == [
                TracePath.Gap(topic: "a", key: "k", first: 1, last: 2, isAtStart: true),
                TracePath.Gap(topic: "a", key: "k", first: 4, last: .max - 1, isAtStart: false),
            ])
        #expect(found.hasHoles)
        #expect(path("k", [record("a", "k", 3), record("a", "k", 9)], compacted: ["a"]).gaps.isEmpty)
    }

    @Test func `a record of the key that only its cause brings in counts against no gap of another key`() {
        let found = path("k", [record("a", "k", 1), record("b", "room", 5, cause: caused("a", "k", 1))])
        #expect(found.gaps == [TracePath.Gap(topic: "b", key: "room", first: 1, last: 4, isAtStart: true)])
        #expect(!found.hasHoles)
    }

    @Test func `a second copy is counted, and one that differs is told`() {
        let same = path("k", [record("a", "k", 1), record("a", "k", 1, offset: 5)])
        #expect(same.steps.map(\.copies) == [2])
        #expect(!same.hasDifferingCopies)
        let differing = path("k", [record("a", "k", 1), record("a", "k", 1, offset: 5, value: "{\"a\":1}")])
        #expect(differing.hasDifferingCopies)
        #expect(differing.steps.first?.line.contains("2 COPIES THAT DIFFER") == true)
    }
}

@Suite(.timeLimit(.minutes(1)))
struct `Records by time` {
    private func order(limit: Int?, _ records: [(partition: Int32, offset: Int64, time: Int64?)]) -> [String] {
        var order = TimeOrder<String>(limit: limit)
        for record in records {
            order.add(
                TopicPartition(topic: "t", partition: record.partition), offset: record.offset, time: record.time,
                "\(record.partition)@\(record.offset)")
        }
        return order.sorted()
    }

    @Test func `partitions are merged by time, each one's own order kept`() {
        let records: [(Int32, Int64, Int64?)] = [(0, 0, 10), (0, 1, 5), (0, 2, 30), (1, 0, 7), (1, 1, nil), (1, 2, 20)]
        #expect(order(limit: nil, records) == ["1@0", "1@1", "0@0", "0@1", "1@2", "0@2"])
        #expect(order(limit: 2, records) == ["1@0", "1@1"])
    }

    @Test func `with a limit only the first are kept`() {
        let records = (0..<5000).map { (partition: Int32($0 % 2), offset: Int64($0 / 2), time: Int64?(Int64($0))) }
        #expect(order(limit: 3, records) == ["0@0", "1@0", "0@1"])
    }
}
