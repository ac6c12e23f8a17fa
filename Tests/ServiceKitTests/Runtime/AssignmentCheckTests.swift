import Kafka
import Messages
import ServiceKit
import Store
import Synchronization
import Testing

/// What an assignment finds out about the topics, with a broker of two answers a partition.
@Suite(.timeLimit(.minutes(1)))
struct AssignmentCheckTests {
    private final class Look: TopicLook {
        let marks: [KeyOfPartition: Result<(low: Int64, high: Int64), KafkaError>]
        let found: [KeyOfPartition: Result<ConsumedRecord?, KafkaError>]
        let asked = Mutex<[[KeyOfPartition: Int64]]>([])

        init(
            _ marks: [KeyOfPartition: Result<(low: Int64, high: Int64), KafkaError>],
            _ found: [KeyOfPartition: Result<ConsumedRecord?, KafkaError>] = [:]
        ) {
            self.marks = marks
            self.found = found
        }

        func watermarks(_ partition: TopicPartition) throws -> (low: Int64, high: Int64) {
            try marks[KeyOfPartition(partition), default: .success((0, 0))].get()
        }

        func records(
            at offsets: [TopicPartition: Int64]
        ) throws -> [TopicPartition: Result<ConsumedRecord?, KafkaError>] {
            asked.withLock {
                $0.append(
                    Dictionary(uniqueKeysWithValues: offsets.map { (KeyOfPartition($0.key), $0.value) }))
            }
            return Dictionary(
                uniqueKeysWithValues: offsets.keys.map { ($0, found[KeyOfPartition($0)] ?? .success(nil)) })
        }
    }

    private static func place(_ partition: Int32) -> KeyOfPartition {
        KeyOfPartition(topic: "proof.requests.v1", partition: partition)
    }

    private let identity = ServiceIdentity(
        source: EventSource(environment: "test", service: "bookings"), program: "1", instance: "one",
        writers: ["proof.requests.v1": "outside"])

    /// Reading begins at the positions that fit, and nowhere else.
    private func lines(_ look: Look, _ positions: [Int32: Position]) throws -> [KeyOfPartition: String] {
        let found = try AssignmentCheck(look: look, identity: identity).check(
            Dictionary(uniqueKeysWithValues: positions.map { (Self.place($0.key), $0.value) }))
        let fitting = positions.filter { found.lines[Self.place($0.key)] == nil }
        #expect(
            found.offsets
                == Dictionary(
                    uniqueKeysWithValues: fitting.map { (Self.place($0.key).topicPartition, $0.value.next) }))
        return found.lines
    }

    @Test func `the records before all positions are asked for at once`() throws {
        let look = Look(
            Dictionary(uniqueKeysWithValues: (0..<6).map { (Self.place($0), .success((low: 0, high: 9))) }),
            [
                Self.place(0): .success(record(5, of: "a", value: [], at: 3)),
                Self.place(1): .success(record(6, of: "a", value: [], at: 3, partition: 1)),
            ])
        let found = try lines(
            look,
            [
                0: Position(next: 4, lastKey: "a", lastSequence: 5),
                1: Position(next: 4, lastKey: "a", lastSequence: 5),
                2: Position(next: 4, lastKey: "a", lastSequence: 5),
                // Nothing is remembered of what stood before these.
                3: Position(next: 4), 4: Position(next: 0), 5: Position(next: 10, lastKey: "a", lastSequence: 1),
            ])
        #expect(look.asked.withLock { $0 } == [[Self.place(0): 3, Self.place(1): 3, Self.place(2): 3]])
        #expect(Set(found.keys) == [Self.place(1), Self.place(2), Self.place(5)])
        #expect(found[Self.place(1)]?.contains("isn't the one that was read") == true)
        #expect(found[Self.place(2)]?.contains("isn't the one that was read") == true)
        #expect(found[Self.place(5)]?.contains("was recreated or lost its log") == true)
    }

    @Test func `a topic that was cut below the position is read on, one cut above it is told with both offsets`() throws
    {
        let look = Look([
            Self.place(0): .success((low: 4, high: 9)), Self.place(1): .success((low: 5, high: 9)),
            Self.place(2): .success((low: 9, high: 9)), Self.place(3): .success((low: 2, high: 2)),
        ])
        let found = try lines(
            look,
            [
                0: Position(next: 4, lastKey: "a", lastSequence: 5),
                1: Position(next: 4, lastKey: "a", lastSequence: 5),
                2: Position(next: 9, lastKey: "a", lastSequence: 5), 3: Position(next: 0),
            ])
        #expect(Set(found.keys) == [Self.place(1), Self.place(3)])
        #expect(
            found[Self.place(1)]?.contains("was cut: the store's position is 4, the topic begins at 5") == true)
        #expect(
            found[Self.place(3)]?.contains("was cut: the store's position is 0, the topic begins at 2") == true)
    }

    @Test func `what can't be read is told, and the others are judged`() throws {
        let forbidden = KafkaError(.authorization, operation: "read", detail: "not allowed")
        let look = Look(
            [Self.place(0): .failure(forbidden), Self.place(1): .success((0, 9)), Self.place(2): .success((0, 9))],
            [
                Self.place(1): .failure(KafkaError(.offsetOutOfRange, operation: "read", detail: "not there")),
                Self.place(2): .success(record(5, of: "a", value: [], at: 3, partition: 2)),
            ])
        let position = Position(next: 4, lastKey: "a", lastSequence: 5)
        let found = try lines(look, [0: position, 1: position, 2: position])
        #expect(Set(found.keys) == [Self.place(0), Self.place(1)])
        #expect(found.values.allSatisfy { $0.contains("can't be read") })
    }

    @Test func `a broker that is away stops the judging`() throws {
        let look = Look([
            Self.place(0): .failure(KafkaError(.brokersUnavailable, operation: "look", detail: "none answers"))
        ])
        #expect(throws: KafkaError.self) { try lines(look, [0: Position(next: 1)]) }
    }
}
