import Foundation
import Kafka
import Messages
import Schemas
import Vocabulary

/// What is shown of a record. Pure.
///
/// Of a message of the product, what its type marks as personal is masked, field by field; a record of its topics that
/// this version doesn't know is masked whole. On another topic a value is shown only where the catalogue says that it
/// holds no personal data: a topic that no catalogue was given for is masked too (SECURITY, "Personal data").
struct RecordView: Equatable {
    enum Value: Equatable {
        case tombstone
        case masked
        /// `isMasked`: what is personal in it isn't shown.
        case text(String, isCut: Bool, isMasked: Bool)
        /// Not UTF-8.
        case bytes([UInt8], isCut: Bool)
    }

    var partition: TopicPartition
    var offset: Int64
    /// When the brokers took it, or when its writer made it. Nil where neither was said.
    var time: Instant?
    var key: [UInt8]?
    /// Nil for a foreign record.
    var envelope: Envelope?
    /// Why it isn't one of ours; nil when it is.
    var foreign: String?
    /// Bytes of the value; nil for a tombstone.
    var size: Int?
    var value: Value

    /// - Parameter limit: how many bytes of a value are shown.
    init(_ record: ConsumedRecord, judge: RecordJudge, limit: Int) {
        partition = record.partition
        offset = record.offset
        time = record.timestamp.map(Instant.init(milliseconds:))
        key = record.key.map { ShownName.key($0, topic: record.partition.topic) }
        size = record.value?.count
        switch judge.verdict(on: record) {
        case .ours(let envelope): self.envelope = ShownName.envelope(envelope)
        case .foreign(let reason): foreign = reason
        }
        guard let bytes = record.value else {
            value = .tombstone
            return
        }
        switch judge.sight(of: record.partition.topic, type: envelope?.type, value: bytes) {
        case .nothing: value = .masked
        case .unmarked(let text): value = Self.shown(Array(text.utf8), limit: limit, isMasked: true)
        case .everything: value = Self.shown(bytes, limit: limit, isMasked: false)
        }
    }

    private static func shown(_ bytes: [UInt8], limit: Int, isMasked: Bool) -> Value {
        let isCut = bytes.count > limit
        var end = min(limit, bytes.count)
        // A cut goes between two characters: their further bytes, three at most, begin with the bits 10.
        if isCut {
            let lowest = max(0, end - 3)
            while end > lowest, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        }
        if let text = String(validating: bytes[..<end], as: UTF8.self) {
            return .text(text, isCut: isCut, isMasked: isMasked)
        }
        return .bytes(Array(bytes.prefix(limit)), isCut: isCut)
    }
}

/// Which records are ours, and whose values may be shown. Pure.
struct RecordJudge {
    var catalogue: TopicCatalogue?
    /// Nil: any environment's records are ours.
    var environment: String?
    private let mask = MessageMask()

    init(catalogue: TopicCatalogue?, environment: String?) {
        self.catalogue = catalogue
        self.environment = environment
    }

    enum Verdict {
        case ours(Envelope)
        case foreign(String)
    }

    func verdict(on record: ConsumedRecord) -> Verdict {
        let topic = record.partition.topic
        do {
            let envelope = try Envelope(
                topic: topic, key: record.key, headers: record.headers.map { (name: $0.name, value: $0.value) })
            return wrongSource(envelope.source, on: topic).map { .foreign($0) } ?? .ours(envelope)
        } catch {
            return .foreign(error.description)
        }
    }

    enum Sight: Equatable {
        case everything
        /// All but what the type marks as personal, and what it doesn't know.
        case unmarked(String)
        case nothing
    }

    /// - Parameter type: nil for a foreign record, which can't be trusted to be what it says.
    func sight(of topic: String, type: String?, value: [UInt8]) -> Sight {
        if let product = ProductTopic(name: topic) {
            guard let type, let text = mask.masked(value, type: type, topic: product) else { return .nothing }
            return .unmarked(text)
        }
        return catalogue?.topic(named: topic)?.personal == false ? .everything : .nothing
    }

    /// The services judge by the environment too; without one only the writer can be judged.
    private func wrongSource(_ source: String, on topic: String) -> String? {
        guard let writer = catalogue?.topic(named: topic)?.writer else { return nil }
        if let environment {
            let expected = EventSource(environment: environment, service: writer).description
            return source == expected ? nil : "\(Envelope.Name.source) is not \(expected)"
        }
        let isWriters = source.hasPrefix("urn:alp:") && source.hasSuffix(":\(writer)")
        return isWriters ? nil : "\(Envelope.Name.source) is not that of \(writer)"
    }
}
