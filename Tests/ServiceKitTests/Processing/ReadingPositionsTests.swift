import Kafka
import Messages
import ServiceKit
import Store
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ReadingPositionsTests {
    private let place = KeyOfPartition(topic: "proof.requests.v1", partition: 0)
    private let other = KeyOfPartition(topic: "proof.requests.v1", partition: 1)

    private func ours(_ sequence: Int64, _ key: String = "a", at offset: Int64, partition: Int32 = 0) throws -> Reading
    {
        let consumed = record(sequence, of: key, value: [], at: offset, partition: partition)
        return .ours(
            ReadRecord(
                envelope: try .init(
                    topic: consumed.partition.topic, key: consumed.key,
                    headers: consumed.headers.map { ($0.name, $0.value) }), value: []),
            consumed)
    }

    private func foreign(at offset: Int64) -> Reading {
        .foreign(
            reason: "x",
            ConsumedRecord(
                partition: place.topicPartition, offset: offset, key: nil, value: nil))
    }

    private func reading(_ offsets: [KeyOfPartition: Int64]) -> ReadingPositions {
        var positions = ReadingPositions()
        positions.assigned(offsets.mapValues { Position(next: $0) })
        return positions
    }

    @Test func `a batch moves from where reading stood to behind its last record, over holes in the offsets`() throws {
        var positions = reading([place: 5])
        let moves = positions.moves(of: [try ours(1, at: 7), try ours(2, at: 20)])
        #expect(moves == [.init(place: place, from: 5, to: 21, lastKey: "a", lastSequence: 2)])
    }

    @Test func `each partition moves by itself, in order of partition`() throws {
        var positions = reading([place: 0, other: 9])
        let moves = positions.moves(of: [
            try ours(1, "b", at: 9, partition: 1), try ours(1, at: 0), try ours(2, "b", at: 10, partition: 1),
        ])
        #expect(
            moves == [
                .init(place: place, from: 0, to: 1, lastKey: "a", lastSequence: 1),
                .init(place: other, from: 9, to: 11, lastKey: "b", lastSequence: 2),
            ])
    }

    @Test func `behind a foreign record nothing is remembered of the one before it`() throws {
        var positions = reading([place: 0])
        let moves = positions.moves(of: [try ours(1, at: 0), foreign(at: 1)])
        #expect(moves == [.init(place: place, from: 0, to: 2, lastKey: nil, lastSequence: nil)])
    }

    @Test func `a record of a partition that isn't assigned is a fault`() throws {
        var positions = reading([place: 0])
        let claim1 = positions.moves(of: [try ours(1, at: 0), try ours(1, at: 0, partition: 1)])
        #expect(claim1 == nil)
    }

    @Test func `after a commit the next batch begins where it ended; after a failure, where it began`() throws {
        var positions = reading([place: 0])
        let claim2 = positions.moves(of: [try ours(1, at: 0)])
        let first = try #require(claim2)
        let claim3 = positions.moves(of: [try ours(1, at: 0)])
        #expect(claim3 == first)
        positions.committed(first)
        let claim4 = positions.moves(of: [try ours(2, at: 1)])
        #expect(claim4?.first?.from == 1)
    }

    @Test func `what follows a batch that was never committed does not claim that batch's range`() throws {
        var positions = reading([place: 0])
        let first = [try ours(1, at: 0), try ours(2, at: 3)]
        let claim5 = positions.moves(of: first)
        #expect(claim5?.first?.from == 0)
        let claim6 = positions.moves(of: [try ours(3, at: 4)])
        let after = try #require(claim6?.first)
        #expect((after.from, after.to) == (4, 5))
        let claim7 = positions.moves(of: first)
        #expect(claim7?.first == .init(place: place, from: 0, to: 4, lastKey: "a", lastSequence: 2))
        // One record at a time: the second doesn't claim the first's range unless that was committed.
        let claim8 = positions.moves(of: [first[1]])
        #expect(claim8?.first?.from == 1)
        let claim9 = positions.moves(of: [first[0]])
        positions.committed(try #require(claim9))
        let claim10 = positions.moves(of: [first[1]])
        #expect(claim10?.first?.from == 1)
        positions.assigned([place: Position(next: 0)])
        let claim11 = positions.moves(of: [try ours(3, at: 4)])
        #expect(claim11?.first?.from == 0)
    }

    @Test func `what was revoked is no longer ours`() throws {
        var positions = reading([place: 0, other: 0])
        positions.revoked([place])
        let claim12 = positions.moves(of: [try ours(1, at: 0)])
        #expect(claim12 == nil)
        let claim13 = positions.moves(of: [try ours(1, at: 0, partition: 1)])
        #expect(claim13 != nil)
        positions.removeAll()
        let claim14 = positions.moves(of: [try ours(1, at: 0, partition: 1)])
        #expect(claim14 == nil)
    }

    @Test func `a record from before the reading's place moves nothing`() throws {
        var positions = reading([place: 5])
        let claim15 = positions.moves(of: [try ours(1, at: 3)])
        #expect(claim15 == [])
    }
}

@Suite(.timeLimit(.minutes(1)))
struct PositionCheckTests {
    private let place = KeyOfPartition(topic: "t", partition: 0)

    private func check(
        _ next: Int64, low: Int64, end: Int64, last: (key: String, sequence: Int64)? = ("k", 3),
        before: (key: String, sequence: Int64)? = ("k", 3)
    ) -> PositionCheck {
        PositionCheck(
            Position(next: next, lastKey: last?.key, lastSequence: last?.sequence), low: low, end: end,
            recordBefore: before)
    }

    @Test func `a position between low and end, behind the record that was read, fits`() {
        #expect(check(5, low: 0, end: 9) == .fits)
        #expect(check(9, low: 0, end: 9) == .fits)
        #expect(check(0, low: 0, end: 0, last: nil, before: nil) == .fits)
    }

    @Test func `at the low watermark the record before can't be had, and that fits`() {
        #expect(check(5, low: 5, end: 9, before: nil) == .fits)
    }

    @Test func `below the low watermark records were deleted unread`() {
        #expect(check(4, low: 5, end: 9) == .cut(position: 4, low: 5))
        #expect(check(0, low: 1, end: 9, last: nil) == .cut(position: 0, low: 1))
    }

    @Test func `above the end the topic was recreated or forgotten`() {
        #expect(check(10, low: 0, end: 9) == .beyondEnd(position: 10, end: 9))
        #expect(check(1, low: 0, end: 0) == .beyondEnd(position: 1, end: 0))
    }

    @Test func `another record before the position means another topic`() {
        #expect(check(5, low: 0, end: 9, before: ("k", 2)) == .anotherRecord(position: 5))
        #expect(check(5, low: 0, end: 9, before: ("x", 3)) == .anotherRecord(position: 5))
        #expect(check(5, low: 0, end: 9, before: nil) == .anotherRecord(position: 5))
    }

    @Test func `where the record before was foreign nothing is compared`() {
        #expect(check(5, low: 0, end: 9, last: nil, before: ("x", 1)) == .fits)
    }

    @Test func `every alarm is one line with the place and the cure, and no alarm is none`() {
        #expect(PositionCheck.fits.line(for: place) == nil)
        for alarm in [
            PositionCheck.cut(position: 1, low: 2), .beyondEnd(position: 3, end: 2), .anotherRecord(position: 4),
        ] {
            let line = alarm.line(for: place) ?? ""
            #expect(line.hasPrefix("t[0] was"))
            #expect(line.contains("docs/operations.md"))
            #expect(!line.contains("\n"))
        }
    }
}
