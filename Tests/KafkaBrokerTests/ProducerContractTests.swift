import CRDKafka
import Foundation
import Kafka
import Logging
import Synchronization
import Testing

/// What went wrong with deliveries, collected from the producer's thread.
final class Failures: Sendable {
    private let errors = Mutex<[KafkaError]>([])

    func note(_ result: Result<Delivery, KafkaError>) {
        if case .failure(let error) = result { errors.withLock { $0.append(error) } }
    }

    var all: [KafkaError] { errors.withLock { $0 } }
}

/// What producer, admin and reader promise, on every broker.
@Suite(.timeLimit(.minutes(3)))
struct ProducerContractTests {
    let topic = "alp.test.\(UUID().uuidString.prefix(8))"

    var zero: TopicPartition { TopicPartition(topic: topic, partition: 0) }

    func read(_ broker: any TestBroker, _ partition: TopicPartition, _ range: Range<Int64>) async throws
        -> [ConsumedRecord]
    {
        let bootstrap = broker.bootstrap
        return try await blocking {
            let reader = try PartitionReader(
                bootstrap: bootstrap, properties: KafkaProperties().forEmbeddedBroker(), logger: .quiet)
            var records: [ConsumedRecord] = []
            try reader.read(
                partition, from: range.lowerBound, to: range.upperBound, timeout: .seconds(15)
            ) { records.append($0) }
            return records
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `headers, empty values and tombstones come back as they were sent`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 1)) != nil }
            let producer = try KafkaProducer(bootstrap: broker.bootstrap, clientID: "test", logger: .quiet)
            let headers = [Header("ce_type", "a"), Header("ce_type", "b"), Header("none", nil), Header("empty", "")]
            let sent = [
                ProducedRecord(topic: topic, key: [1, 0, 2], value: [0, 255], headers: headers),
                ProducedRecord(topic: topic, key: [1], value: nil, headers: [Header("t", "é")]),
                ProducedRecord(topic: topic, key: [], value: []),
                ProducedRecord(topic: topic, key: nil, value: [7]),
            ]
            var deliveries: [Delivery] = []
            for record in sent { deliveries.append(try await producer.send(record)) }
            #expect(deliveries == (0..<4).map { Delivery(partition: 0, offset: $0) })
            // Told first, counted then.
            try await eventually("nothing in flight") { producer.inFlight == 0 }
            let records = try await read(broker, zero, 0..<4)
            #expect(records.map(\.offset) == [0, 1, 2, 3])
            #expect(records.map(\.key) == sent.map(\.key))
            #expect(records.map(\.value) == sent.map(\.value))
            #expect(records.map(\.headers) == sent.map(\.headers))
            #expect(records[0].header("ce_type") == [UInt8(ascii: "b")])
            #expect(records.allSatisfy { ($0.timestamp ?? 0) > 1_600_000_000_000 })
            await blocking { producer.close(drainTimeout: .seconds(5)) }
            await #expect(throws: KafkaError.self) { try await producer.send(sent[0]) }
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `keys choose partitions as Java's client does, and a key's order is kept`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 12)) != nil }
            let producer = try KafkaProducer(bootstrap: broker.bootstrap, clientID: "test", logger: .quiet)
            // murmur2("21") = -973932308 (Kafka's UtilsTest), so 1173551340 modulo 12 = 0; "foobar" = -790332482.
            let first = try await producer.send(ProducedRecord(topic: topic, key: Array("21".utf8), value: [0]))
            #expect(first.partition == Int32((Int64(-973_932_308) & 0x7fff_ffff) % 12))
            let second = try await producer.send(ProducedRecord(topic: topic, key: Array("foobar".utf8), value: [0]))
            #expect(second.partition == Int32((Int64(-790_332_482) & 0x7fff_ffff) % 12))
            let offsets = Mutex<[Int64]>([])
            for number in 0..<500 {
                let record = ProducedRecord(topic: topic, key: Array("k".utf8), value: Array("\(number)".utf8))
                try producer.send(record) { result in
                    if case .success(let delivery) = result { offsets.withLock { $0.append(delivery.offset) } }
                }
            }
            #expect(await blocking { producer.drain(timeout: .seconds(30)) })
            let all = offsets.withLock { $0 }
            #expect(all.count == 500)
            #expect(all == all.sorted())
            await blocking { producer.close(drainTimeout: .seconds(5)) }
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `a record that is too large is refused at once and typed`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 1)) != nil }
            let producer = try KafkaProducer(bootstrap: broker.bootstrap, clientID: "test", logger: .quiet)
            let record = ProducedRecord(topic: topic, key: [1], value: [UInt8](repeating: 120, count: 3_000_000))
            let error = await #expect(throws: KafkaError.self) { try await producer.send(record) }
            #expect(error?.kind == .messageTooLarge)
            #expect(error?.name == "MSG_SIZE_TOO_LARGE")
            #expect(error?.isRetriable == false)
            #expect(producer.inFlight == 0)
            #expect(try await producer.send(ProducedRecord(topic: topic, key: [1], value: [1])).offset == 0)
            await blocking { producer.close(drainTimeout: .seconds(5)) }
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `topics, watermarks and the cluster's identifier can be asked`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 3)) != nil }
            let producer = try KafkaProducer(bootstrap: broker.bootstrap, clientID: "test", logger: .quiet)
            var partition: Int32 = 0
            for _ in 0..<5 {
                partition = try await producer.send(ProducedRecord(topic: topic, key: [9], value: [1])).partition
            }
            let (name, bootstrap) = (topic, broker.bootstrap)
            let written = TopicPartition(topic: name, partition: partition)
            let other = TopicPartition(topic: name, partition: (partition + 1) % 3)
            try await blocking {
                let admin = try KafkaAdmin(bootstrap: bootstrap, logger: .quiet)
                #expect(try admin.topics(timeout: .seconds(10)).contains(TopicInfo(name: name, partitions: 3)))
                #expect(try admin.watermarks(written, timeout: .seconds(10)) == (0, 5))
                #expect(try admin.watermarks(other, timeout: .seconds(10)) == (0, 0))
                #expect(admin.clusterID(timeout: .seconds(10))?.isEmpty == false)
            }
            await blocking { producer.close(drainTimeout: .seconds(5)) }
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `a broker that makes topics makes each once; one that doesn't says so`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            let (name, bootstrap) = (topic, broker.bootstrap)
            let admin = try KafkaAdmin(bootstrap: bootstrap, logger: .quiet)
            try await eventually("the broker answers") { (try? admin.topics(timeout: .seconds(1))) != nil }
            let make: @Sendable () -> KafkaError? = {
                do throws(KafkaError) {
                    try admin.createTopic(name, partitions: 2)
                    return nil
                } catch { return error }
            }
            let first = await blocking { make() }
            if kind.features.contains(.createsTopics) {
                #expect(first == nil)
                #expect(await blocking { make() }?.kind == .topicExists)
                let topics = try await blocking { try admin.topics(timeout: .seconds(10)) }
                #expect(topics.contains(TopicInfo(name: name, partitions: 2)))
            } else {
                #expect(first?.kind == .unsupported)
            }
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `a range that isn't all there ends in a timeout, one that begins beyond the end is out of range`(
        _ kind: BrokerKind
    ) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 1)) != nil }
            let producer = try KafkaProducer(bootstrap: broker.bootstrap, clientID: "test", logger: .quiet)
            for _ in 0..<3 { _ = try await producer.send(ProducedRecord(topic: topic, key: [9], value: [1])) }
            let (partition, bootstrap) = (zero, broker.bootstrap)
            let kinds = try await blocking {
                let reader = try PartitionReader(bootstrap: bootstrap, logger: .quiet)
                var kinds: [KafkaError.Kind] = []
                for (from, to) in [(Int64(1), Int64(9)), (50, 60), (2, 2)] {
                    do {
                        try reader.read(partition, from: from, to: to, timeout: .seconds(2)) { _ in }
                    } catch let error as KafkaError {
                        kinds.append(error.kind)
                    }
                }
                return kinds
            }
            #expect(kinds == [.timedOut, .offsetOutOfRange])
            await blocking { producer.close(drainTimeout: .seconds(5)) }
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `a topic can be prepared before the first record, more than once`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 1)) != nil }
            let producer = try KafkaProducer(bootstrap: broker.bootstrap, clientID: "test", logger: .quiet)
            producer.prepare(topics: [topic])
            producer.prepare(topics: [topic])
            #expect(try await producer.send(ProducedRecord(topic: topic, key: [1], value: [1])).offset == 0)
            await blocking { producer.close(drainTimeout: .seconds(5)) }
        }
    }

    @Test func `a full queue holds the sender back, then is said to be full; closing gives up what is left`()
        async throws
    {
        let port = try freePort()
        let producer = try KafkaProducer(
            bootstrap: "127.0.0.1:\(port)", clientID: "full",
            properties: KafkaProperties(["queue.buffering.max.messages": "3"]), queueTimeout: .milliseconds(200),
            logger: .quiet)
        let failures = Failures()
        let record = ProducedRecord(topic: topic, key: [1], value: [1])
        for _ in 0..<3 { try producer.send(record) { failures.note($0) } }
        let (error, waited) = await blocking {
            let start = ContinuousClock.now
            do throws(KafkaError) {
                try producer.send(record) { failures.note($0) }
                return (KafkaError?.none, start.duration(to: .now))
            } catch { return (error, start.duration(to: .now)) }
        }
        #expect(error?.kind == .queueFull)
        #expect(error?.isRetriable == true)
        #expect(waited >= .milliseconds(200))
        #expect(producer.inFlight == 3)
        // A task that waits for room is suspended, and let go by the closing.
        let waiting = Task { try await producer.send(record) }
        await blocking { producer.close(drainTimeout: .milliseconds(100)) }
        await #expect(throws: KafkaError.self) { try await waiting.value }
        #expect(failures.all.map(\.kind) == [.closed, .closed, .closed])
        #expect(producer.inFlight == 0)
    }

    @Test func `a sender that waits for room goes on when the broker takes records`() async throws {
        let broker = try MockBroker()
        try broker.makeTopic(topic, partitions: 1)
        let producer = try KafkaProducer(
            bootstrap: broker.bootstrap, clientID: "room",
            properties: KafkaProperties(["queue.buffering.max.messages": "10"]), logger: .quiet)
        let record = ProducedRecord(topic: topic, key: [1], value: [1])
        try await withThrowingTaskGroup(of: Delivery.self) { group in
            for _ in 0..<200 { group.addTask { try await producer.send(record) } }
            var offsets: Set<Int64> = []
            for try await delivery in group { offsets.insert(delivery.offset) }
            #expect(offsets == Set(0..<200))
        }
        await blocking { producer.close(drainTimeout: .seconds(5)) }
        await blocking { broker.stop() }
    }

    @Test func `a waiting send is let go when its task is cancelled`() async throws {
        let port = try freePort()
        let producer = try KafkaProducer(bootstrap: "127.0.0.1:\(port)", clientID: "cancel", logger: .quiet)
        let record = ProducedRecord(topic: topic, key: [1], value: [1])
        let task = Task { try await producer.send(record) }
        try await eventually("sent") { producer.inFlight == 1 }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await blocking { producer.close(drainTimeout: .zero) }
    }

    @Test func `errors that pass are retried inside, in order, without doubling`() async throws {
        let broker = try MockBroker()
        try broker.makeTopic(topic, partitions: 1)
        let produce: Int16 = 0
        broker.fail(produce, with: RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, times: 3)
        let producer = try KafkaProducer(bootstrap: broker.bootstrap, clientID: "retry", logger: .quiet)
        var offsets: [Int64] = []
        for number in 0..<5 {
            offsets.append(
                try await producer.send(ProducedRecord(topic: topic, key: [1], value: [UInt8(number)])).offset)
        }
        #expect(offsets == [0, 1, 2, 3, 4])
        #expect(try await read(broker, zero, 0..<5).map(\.value) == (0..<5).map { [UInt8($0)] })
        await blocking { producer.close(drainTimeout: .seconds(5)) }
        await blocking { broker.stop() }
    }

    @Test func `a broken sequence of the idempotent producer ends it loudly`() async throws {
        let broker = try MockBroker()
        try broker.makeTopic(topic, partitions: 1)
        let told = Mutex<[KafkaError]>([])
        let producer = try KafkaProducer(
            bootstrap: broker.bootstrap, clientID: "fatal", onFatal: { error in told.withLock { $0.append(error) } },
            logger: .quiet)
        let record = ProducedRecord(topic: topic, key: [1], value: [1])
        _ = try await producer.send(record)
        // The first in flight can't be out of order unless the broker lost something: librdkafka gives up.
        broker.fail(0, with: RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, times: 1)
        await #expect(throws: KafkaError.self) { try await producer.send(record) }
        try await eventually("the fatal error") { producer.fatalError != nil }
        #expect(producer.fatalError?.isFatal == true)
        let refused = await #expect(throws: KafkaError.self) { try await producer.send(record) }
        #expect(refused?.isFatal == true)
        try await eventually("it is told once") { told.withLock { $0.count } == 1 }
        await blocking { producer.close(drainTimeout: .seconds(2)) }
        await blocking { broker.stop() }
    }
}
