import TestKit

/// One output topic as it is read back: the first copy of every record, and what is wrong with the topic as such.
///
/// Every (topic, key) counts 1, 2, 3 … without holes, and a copy is the same to the byte.
struct OutputTopic {
    struct Record {
        var key: String
        var sequence: Int64
        var type: String
        var cause: String
        var value: String
    }

    private(set) var byKey: [String: [Record]] = [:]
    private(set) var findings = Checker.Findings()

    /// - Parameter records: all that the topic holds.
    init(_ topic: String, writer: String, _ records: [Kcat.Record]) {
        findings.records = records.count
        var first: [String: [Int64: Kcat.Record]] = [:]
        for record in records {
            let place = "\(topic)[\(record.partition)] offset \(record.offset)"
            guard let key = record.key, let sequence = record.header("ce_sequence").flatMap({ Int64($0) }),
                sequence >= 1
            else {
                findings.wrong.append("\(place): a record without key or sequence")
                continue
            }
            if record.header("ce_source") != "urn:alp:dev:\(writer)"
                || record.header("ce_id") != "\(topic)/\(key)/\(sequence)"
            {
                findings.wrong.append("\(place): \(topic)/\(key)/\(sequence) has other headers than its writer gives")
            }
            guard let known = first[key]?[sequence] else {
                first[key, default: [:]][sequence] = record
                continue
            }
            findings.copies += 1
            if !Self.isSame(known, record) {
                findings.wrong.append(
                    "\(topic)/\(key)/\(sequence) stands with different bytes at offsets \(known.offset) and "
                        + "\(record.offset) of partitions \(known.partition) and \(record.partition)")
            }
        }
        for (key, bySequence) in first {
            let sequences = bySequence.keys.sorted()
            for (expected, found) in zip(1..., sequences) where Int64(expected) != found {
                findings.missing.append("\(topic)/\(key): \(expected) is missing, \(found) is there")
                break
            }
            byKey[key] = sequences.compactMap { sequence in
                bySequence[sequence].map {
                    Record(
                        key: key, sequence: sequence, type: $0.header("ce_type") ?? "",
                        cause: $0.header("ce_cause") ?? "", value: $0.value ?? "")
                }
            }
        }
    }

    /// Partition included: a key never moves.
    private static func isSame(_ left: Kcat.Record, _ right: Kcat.Record) -> Bool {
        guard left.partition == right.partition, left.value == right.value else { return false }
        let (first, second) = (left.headers, right.headers)
        return first.count == second.count
            && zip(first, second).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    }
}
