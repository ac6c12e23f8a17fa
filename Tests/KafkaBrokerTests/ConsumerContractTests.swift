import CRDKafka
import Foundation
import Kafka
import Logging
import TestKit
import Testing

/// What the consumer promises, on every broker.
@Suite(.timeLimit(.minutes(3)))
struct ConsumerContractTests {
    let topic = "alp.test.\(UUID().uuidString.prefix(8))"

    var zero: TopicPartition { TopicPartition(topic: topic, partition: 0) }

    func consumer(
        _ broker: any TestBroker, _ owner: TestOwner, group: String? = nil, topics: [String]? = nil,
        batchLimit: Int = 50
    ) throws -> KafkaConsumer {
        let consumer = try KafkaConsumer(
            settings: .init(
                bootstrap: broker.bootstrap, groupID: group ?? "group.\(topic)", clientID: "test",
                topics: topics ?? [topic], batchLimit: batchLimit, properties: KafkaProperties().forEmbeddedBroker()),
            owner: owner, logger: .quiet)
        consumer.start()
        return consumer
    }

    func stop(_ consumer: KafkaConsumer) async {
        consumer.stop()
        #expect(await blocking { consumer.waitUntilStopped(timeout: .seconds(30)) })
        #expect(consumer.status.phase == .closed)
    }

    /// Writes records "0", "1", … with keys that spread over the partitions, and awaits them all.
    func fill(_ broker: any TestBroker, _ range: Range<Int>, topic: String? = nil) async throws {
        let name = topic ?? self.topic
        let producer = try KafkaProducer(bootstrap: broker.bootstrap, clientID: "fill", logger: .quiet)
        let failures = Failures()
        for number in range {
            let record = ProducedRecord(topic: name, key: Array("key \(number)".utf8), value: Array("\(number)".utf8))
            try await blocking { try producer.send(record) { failures.note($0) } }
        }
        #expect(await blocking { producer.drain(timeout: .seconds(30)) })
        #expect(failures.all == [])
        await blocking { producer.close(drainTimeout: .seconds(5)) }
    }

    @Test(arguments: BrokerKind.allCases)
    func `reading begins at the owner's offsets, not at the group's`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 1)) != nil }
            try await fill(broker, 0..<20)
            let store = TestStore(positions: [zero: 12])
            let owner = TestOwner(store: store)
            let first = try consumer(broker, owner)
            try await eventually("8 records") { store.handled.count == 8 }
            #expect(store.offsets(zero) == Array(12..<20))
            #expect(owner.seen.asked.first == [zero])
            #expect(owner.seen.threads.count == 1, "every batch came on the consumer's own thread")
            await stop(first)

            // The group has committed 20, the store was set back to 15.
            let back = TestStore(positions: [zero: 15])
            let second = try consumer(broker, TestOwner(store: back))
            try await eventually("5 records again") { back.handled.count == 5 }
            #expect(back.offsets(zero) == Array(15..<20))
            await stop(second)
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `a second member takes partitions over, and every record is handled once and in order`(
        _ kind: BrokerKind
    ) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 6)) != nil }
            try await fill(broker, 0..<300)
            let store = TestStore()
            let slow: @Sendable ([ConsumedRecord]) -> Void = { _ in beSlow(for: .milliseconds(10)) }
            let (one, two) = (TestOwner(store: store, onBatch: slow), TestOwner(store: store, onBatch: slow))
            let first = try consumer(broker, one, batchLimit: 7)
            try await eventually("the first reads") { store.handled.count > 20 }
            let second = try consumer(broker, two, batchLimit: 7)
            try await eventually("both own three partitions") {
                first.status.assigned.count == 3 && second.status.assigned.count == 3
            }
            #expect(one.seen.revocations.first?.partitions.count == 6)
            #expect(one.seen.revocations.first?.lost == !kind.features.contains(.revokesInOrder))
            try await fill(broker, 300..<600)
            try await eventually("600 records") { store.handled.count >= 600 }
            await stop(first)
            try await eventually("the second owns all") { second.status.assigned.count == 6 }
            try await fill(broker, 600..<650)
            try await eventually("650 records") { store.handled.count >= 650 }
            await stop(second)
            let values = store.handled.compactMap { $0.value.map { String(decoding: $0, as: UTF8.self) } }
            #expect(Set(values).count == 650)
            #expect(values.count == 650)
            #expect(store.fenced == 0, "librdkafka hands over cleanly: nothing stale came")
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `reassign and hold drop what is buffered and go on from the owner's offsets`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 3)) != nil }
            try await fill(broker, 0..<400)
            let store = TestStore()
            let owner = TestOwner(
                store: store, answers: [.reassign, .hold(.milliseconds(300)), .reassign, .reassign])
            let consumer = try consumer(broker, owner, batchLimit: 20)
            try await eventually("400 records") { store.handled.count >= 400 }
            for _ in 0..<5 { consumer.reassign() }
            try await fill(broker, 400..<500)
            try await eventually("500 records") { store.handled.count >= 500 }
            await stop(consumer)
            #expect(store.fenced == 0, "after each of them the first record was the one at the position")
            #expect(store.handled.count == 500)
            #expect(owner.seen.asked.count >= 5)
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `orders to reassign in the middle of reading lose nothing and repeat nothing`(_ kind: BrokerKind) async throws
    {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 4)) != nil }
            try await fill(broker, 0..<2000)
            let store = TestStore()
            let owner = TestOwner(store: store) { _ in beSlow(for: .milliseconds(2)) }
            let consumer = try consumer(broker, owner, batchLimit: 10)
            while store.handled.count < 2000 {
                consumer.reassign()
                let count = store.handled.count
                try await eventually("more records") { store.handled.count > count || store.handled.count >= 2000 }
            }
            await stop(consumer)
            #expect(store.handled.count == 2000)
            #expect(store.fenced == 0)
            #expect(owner.seen.asked.count > 10)
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `pause and resume of a topic lose nothing and repeat nothing, the other topic goes on`(
        _ kind: BrokerKind
    ) async throws {
        try await withBroker(kind) { broker in
            let other = topic + ".other"
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 2)) != nil }
            try broker.makeTopic(other, partitions: 1)
            try await fill(broker, 0..<100)
            let store = TestStore()
            let owner = TestOwner(store: store)
            let consumer = try consumer(broker, owner, topics: [topic, other], batchLimit: 10)
            consumer.pause(topic: topic)
            try await eventually("paused before the first read") { consumer.status.reading.count == 1 }
            try await fill(broker, 0..<50, topic: other)
            try await eventually("the other topic") { store.handled.count >= 50 }
            #expect(store.handled.allSatisfy { $0.partition.topic == other })
            consumer.resume(topic: topic)
            try await eventually("20 of the paused topic") { store.handled.count > 60 }
            for _ in 0..<3 {
                consumer.pause(topic: topic)
                try await eventually("paused") { consumer.status.reading.count == 1 }
                consumer.resume(topic: topic)
            }
            try await fill(broker, 100..<200)
            try await eventually("250 records") { store.handled.count >= 250 }
            #expect(store.handled.count == 250)
            #expect(store.fenced == 0)
            await stop(consumer)
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `an owner that has no offsets yet is asked until it has them, and the loop stays alive`(
        _ kind: BrokerKind
    ) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 1)) != nil }
            try await fill(broker, 0..<5)
            let store = TestStore()
            let owner = TestOwner(store: store, refusals: 4)
            let consumer = try consumer(broker, owner)
            try await eventually("two refusals") { owner.seen.asked.count >= 2 }
            let polls = owner.seen.polls
            try await eventually("5 records") { store.handled.count == 5 }
            #expect(owner.seen.asked.count == 5)
            #expect(owner.seen.polls > polls)
            #expect(consumer.status.phase == .reading)
            await stop(consumer)
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `an offset that isn't there is told and never jumped over; put right, reading goes on`(
        _ kind: BrokerKind
    ) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 1)) != nil }
            try await fill(broker, 0..<5)
            let store = TestStore(positions: [zero: 500])
            let owner = TestOwner(store: store)
            let consumer = try consumer(broker, owner)
            try await eventually("a failure") { !owner.seen.failures.isEmpty }
            let failure = try #require(owner.seen.failures.first)
            #expect(failure.partition == zero)
            #expect(failure.error.kind == .offsetOutOfRange)
            try await eventually("asked again after the wait") { owner.seen.failures.count >= 2 }
            #expect(store.handled.isEmpty)
            await stop(consumer)
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func
        `a member that sleeps too long in a batch loses its partitions, is told so, and goes on where the store stands`(
            _ kind: BrokerKind
        ) async throws
    {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 2)) != nil }
            try await fill(broker, 0..<40)
            let store = TestStore()
            let isFirst = Once()
            let sleeper = TestOwner(store: store) { _ in
                if isFirst.take() { beSlow(for: .seconds(9)) }
            }
            let properties = KafkaProperties([
                "session.timeout.ms": "6000", "max.poll.interval.ms": "6000", "fetch.wait.max.ms": "10",
            ])
            let consumer = try KafkaConsumer(
                settings: .init(
                    bootstrap: broker.bootstrap, groupID: "sleep.\(topic)", clientID: "sleeper", topics: [topic],
                    batchLimit: 5, properties: properties),
                owner: sleeper, logger: .quiet)
            consumer.start()
            try await eventually("40 records", within: .seconds(60)) { store.handled.count >= 40 }
            #expect(sleeper.seen.revocations.first?.lost == true)
            #expect(store.handled.count == 40)
            #expect(store.fenced == 0)
            await stop(consumer)
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `handled offsets reach the group, so that its lag can be told`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 2)) != nil }
            try await fill(broker, 0..<30)
            let store = TestStore()
            let consumer = try consumer(broker, TestOwner(store: store))
            try await eventually("30 records") { store.handled.count == 30 }
            await stop(consumer)
            try await fill(broker, 30..<37)
            let (name, bootstrap) = (topic, broker.bootstrap)
            let lags = try await blocking {
                try KafkaAdmin(bootstrap: bootstrap, logger: .quiet).lag(group: "group.\(name)", topics: [name])
            }
            #expect(lags.map(\.partition.partition) == [0, 1])
            #expect(lags.map(\.records).reduce(0, +) == 7)
            #expect(lags.map(\.high).reduce(0, +) == 37)
            #expect(lags.compactMap(\.committed).reduce(0, +) == 30)
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `the sequence gives batches to a task and ends with stop`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 2)) != nil }
            try await fill(broker, 0..<40)
            let sequence = try BatchSequence(
                settings: .init(
                    bootstrap: broker.bootstrap, groupID: "seq.\(topic)", clientID: "seq", topics: [topic],
                    batchLimit: 7, properties: KafkaProperties().forEmbeddedBroker()),
                logger: .quiet)
            var values: [String] = []
            for await batch in sequence {
                #expect(batch.count <= 7)
                values += batch.compactMap { $0.value.map { String(decoding: $0, as: UTF8.self) } }
                if values.count >= 40 { sequence.stop() }
            }
            #expect(Set(values).count == 40)
            #expect(values.count == 40)
            #expect(await blocking { sequence.waitUntilStopped(timeout: .seconds(30)) })
        }
    }

    @Test(arguments: BrokerKind.allCases)
    func `a topic that isn't there yet is waited for and read when it is made`(_ kind: BrokerKind) async throws {
        try await withBroker(kind) { broker in
            let other = topic + ".other"
            try await eventually("topic") { (try? broker.makeTopic(other, partitions: 1)) != nil }
            let store = TestStore()
            let owner = TestOwner(store: store)
            let consumer = try consumer(broker, owner, topics: [topic, other])
            if kind.features.contains(.makesWhatIsSubscribed) {
                try await eventually("both are read") { consumer.status.reading.count > 1 }
            } else {
                try await eventually("the other is read") { consumer.status.reading.count == 1 }
                try broker.makeTopic(topic, partitions: 2)
            }
            try await fill(broker, 0..<10)
            try await eventually("10 records", within: .seconds(60)) { store.handled.count == 10 }
            #expect(owner.seen.failures.allSatisfy { $0.error.kind == .unknownTopic })
            #expect(store.fenced == 0)
            await stop(consumer)
        }
    }

    @Test func `a broker that is absent at the start is waited for`() async throws {
        let port = try freePort()
        let store = TestStore()
        let owner = TestOwner(store: store)
        let consumer = try KafkaConsumer(
            settings: .init(
                bootstrap: "127.0.0.1:\(port)", groupID: "absent", clientID: "test", topics: [topic]),
            owner: owner, logger: .quiet)
        consumer.start()
        let producer = try KafkaProducer(bootstrap: "127.0.0.1:\(port)", clientID: "absent", logger: .quiet)
        let record = ProducedRecord(topic: topic, key: nil, value: Array("late".utf8))
        async let delivery = producer.send(record)
        try await eventually("the error shows") { consumer.status.lastError != nil }
        #expect(consumer.status.lastError?.isRetriable == true)
        #expect(consumer.status.phase == .joining)
        try await eventually("the record waits") { producer.inFlight == 1 }
        let broker = try NoidaBroker(port: port)
        try await eventually("topic") { (try? broker.makeTopic(topic, partitions: 1)) != nil }
        #expect(try await delivery == Delivery(partition: 0, offset: 0))
        try await eventually("the record") { store.handled.count == 1 }
        await stop(consumer)
        await blocking { producer.close(drainTimeout: .seconds(5)) }
        await blocking { broker.stop() }
    }

    @Test func `a consumer that never reached a broker stops in time`() async throws {
        let consumer = try KafkaConsumer(
            settings: .init(
                bootstrap: "127.0.0.1:\(freePort())", groupID: "absent", clientID: "test", topics: [topic]),
            owner: TestOwner(store: TestStore()), logger: .quiet)
        #expect(await blocking { consumer.waitUntilStopped(timeout: .seconds(1)) }, "it was not started")
        consumer.start()
        try await eventually("the error shows") { consumer.status.lastError != nil }
        await stop(consumer)
    }

    @Test func `a broker that goes away and comes back interrupts only the time`() async throws {
        let broker = try MockBroker()
        try broker.makeTopic(topic, partitions: 1)
        let store = TestStore()
        let consumer = try consumer(broker, TestOwner(store: store))
        try await fill(broker, 0..<10)
        try await eventually("10 records") { store.handled.count == 10 }
        broker.goAway()
        try await eventually("the outage is seen") { consumer.status.lastError != nil }
        broker.comeBack()
        try await fill(broker, 10..<20)
        try await eventually("20 records") { store.handled.count == 20 }
        #expect(store.fenced == 0)
        await stop(consumer)
        await blocking { broker.stop() }
    }
}
