import Kafka
import ServiceKit

/// A broker in memory: topics with partitions, offsets, and the ways in which it forgets.
final class SimulatedLog: TopicLook, @unchecked Sendable {
    // Unchecked: the simulation runs on one thread, and so do the steps in it.
    let partitions: Int32
    private var records: [TopicPartition: [ConsumedRecord]] = [:]

    init(partitions: Int32) { self.partitions = partitions }

    func append(_ record: ProducedRecord) -> Delivery {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in record.key ?? [] { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        let place = TopicPartition(topic: record.topic, partition: Int32(hash % UInt64(partitions)))
        let offset = Int64(records[place, default: []].count)
        records[place, default: []].append(
            ConsumedRecord(
                partition: place, offset: offset, key: record.key, value: record.value, headers: record.headers))
        return Delivery(partition: place.partition, offset: offset)
    }

    func end(_ place: TopicPartition) -> Int64 { Int64(records[place]?.count ?? 0) }

    func read(_ place: TopicPartition, from offset: Int64, atMost count: Int) -> [ConsumedRecord] {
        let all = records[place] ?? []
        guard offset >= 0, offset < all.count else { return [] }
        return Array(all[Int(offset)..<min(all.count, Int(offset) + count)])
    }

    func record(_ place: TopicPartition, at offset: Int64) -> ConsumedRecord? {
        read(place, from: offset, atMost: 1).first
    }

    func watermarks(_ partition: TopicPartition) -> (low: Int64, high: Int64) { (0, end(partition)) }

    func records(at offsets: [TopicPartition: Int64]) -> [TopicPartition: Result<ConsumedRecord?, KafkaError>] {
        Dictionary(uniqueKeysWithValues: offsets.map { ($0.key, .success(record($0.key, at: $0.value))) })
    }

    /// The broker starts again without its log.
    func forgetEverything() { records = [:] }

    func all(of topic: String) -> [ConsumedRecord] {
        (0..<partitions).flatMap { records[TopicPartition(topic: topic, partition: $0)] ?? [] }
    }
}
