package import Kafka
import Messages
package import Store

/// At start, before relaying or reading: the own topics from the highest marked offset to the end must stand in the
/// journal with the same bytes, else the store is older than its topics: restored from a backup, or failed over to a
/// replica that lagged (HEART).
package struct StartComparison: Sendable {
    private let database: any Database
    private let identity: ServiceIdentity

    package init(database: any Database, identity: ServiceIdentity) {
        self.database = database
        self.identity = identity
    }

    /// Readers that were behind would never miss what is gone: their positions fit. So its writer looks.
    /// A partition that isn't there any more ends at 0.
    package func forgotten(
        of topics: [String], standing partitions: [TopicPartition], look: any TopicLook
    ) throws -> FirstFew<Forgotten> {
        let marks = try database.read { try Journal.highestMarks(in: $0) }
        let standing = Set(partitions.map { KeyOfPartition($0) })
        var forgotten = FirstFew<Forgotten>()
        for (place, highest) in marks where topics.contains(place.topic) {
            let end = standing.contains(place) ? try look.watermarks(place.topicPartition).high : 0
            if end <= highest { forgotten.add(Forgotten(place: place, published: highest, end: end)) }
        }
        return forgotten
    }

    /// The ranges to be read: from behind the highest mark to the end, every partition of the own topics.
    package func ranges(
        _ partitions: [TopicPartition], look: any TopicLook
    ) throws -> [TopicPartition: Range<Int64>] {
        let marks = try database.read { try Journal.highestMarks(in: $0) }
        var ranges: [TopicPartition: Range<Int64>] = [:]
        for partition in partitions {
            let (low, high) = try look.watermarks(partition)
            let from = max(marks[KeyOfPartition(partition)].map { $0 + 1 } ?? low, low)
            if from < high { ranges[partition] = from..<high }
        }
        return ranges
    }

    /// What is wrong with one record of an own topic; nil where it stands in the journal, or isn't one of ours.
    package func judge(_ record: ConsumedRecord, in transaction: any Transaction) throws -> Finding? {
        guard case .ours(let ours, _) = Reading(record, identity: identity) else { return nil }
        let key = KeyOfTopic(topic: ours.envelope.topic, key: ours.envelope.key)
        func finding(_ what: String) -> Finding {
            Finding(
                place: KeyOfPartition(record.partition), offset: record.offset, id: ours.envelope.id, what: what)
        }
        guard let entry = try Journal.entry(key, ours.envelope.sequence, in: transaction) else {
            return finding("isn't in the journal")
        }
        // A tombstone stands for a row that was erased; an erased row's earlier record may still be read.
        guard let value = record.value else {
            return entry.payload == nil ? nil : finding("is a tombstone; the journal has a value")
        }
        return sha256(value) == entry.sha256 ? nil : finding("has other bytes than the journal")
    }

    /// Reads and judges all of the ranges.
    package func run(
        _ partitions: [TopicPartition], look: any TopicLook, reader: PartitionReader
    ) throws -> FirstFew<Finding> {
        var findings = FirstFew<Finding>()
        try reader.read(try ranges(partitions, look: look), timeout: .seconds(15)) { record in
            if let finding = try database.read({ try judge(record, in: $0) }) { findings.add(finding) }
        }
        return findings
    }
}
