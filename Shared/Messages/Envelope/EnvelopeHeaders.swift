import Vocabulary

/// The header names, and the way from an envelope to headers and back.
extension Envelope {
    package enum Name {
        package static let specVersion = "ce_specversion"
        package static let id = "ce_id"
        package static let type = "ce_type"
        package static let source = "ce_source"
        package static let subject = "ce_subject"
        package static let time = "ce_time"
        package static let sequence = "ce_sequence"
        package static let correlation = "ce_correlationid"
        package static let cause = "ce_cause"
        package static let contentType = "content-type"
        package static let traceparent = "traceparent"
        static let all: Set<String> = [
            specVersion, id, type, source, subject, time, sequence, correlation, cause, contentType, traceparent,
        ]
    }

    /// The headers in a fixed order, so that a record published again is the same to the byte.
    package var headers: [(name: String, value: String)] {
        var list = [
            (Name.specVersion, "1.0"), (Name.id, id), (Name.type, type), (Name.source, source), (Name.subject, subject),
            (Name.time, time.rfc3339), (Name.sequence, String(sequence)), (Name.cause, cause.text),
            (Name.contentType, contentType),
        ]
        if let correlation { list.append((Name.correlation, correlation)) }
        if let traceparent { list.append((Name.traceparent, traceparent)) }
        for header in extra { list.append((header.name, header.value)) }
        return list.map { (name: $0.0, value: $0.1) }
    }

    /// Why a record isn't one of ours. It is kept to look at and passed over: without a key and a sequence it can't park.
    package struct Foreign: Error, Hashable, Sendable, CustomStringConvertible {
        package var header: String
        package var reason: String

        package var description: String { "\(header) \(reason)" }
    }

    /// Reads a record's headers. Throws `Foreign` where one that we always write is missing or isn't what we write.
    ///
    /// - Parameter value: a header's value by name; the last one where a name stands twice.
    package init(topic: String, key: [UInt8]?, headers: [(name: String, value: [UInt8]?)]) throws(Foreign) {
        func optional(_ name: String) throws(Foreign) -> String? {
            guard let found = headers.last(where: { $0.name == name }), let bytes = found.value else { return nil }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Foreign(header: name, reason: "is not UTF-8")
            }
            guard !bytes.contains(0) else { throw Foreign(header: name, reason: "holds NUL") }
            return text
        }
        func required(_ name: String) throws(Foreign) -> String {
            guard let text = try optional(name) else { throw Foreign(header: name, reason: "is missing") }
            return text
        }
        guard let key else { throw Foreign(header: "key", reason: "is missing") }
        guard let keyText = String(validating: key, as: UTF8.self), !key.contains(0), !key.isEmpty else {
            throw Foreign(header: "key", reason: "is empty, not UTF-8, or holds NUL")
        }
        guard try required(Name.specVersion) == "1.0" else {
            throw Foreign(header: Name.specVersion, reason: "is not 1.0")
        }
        guard let sequence = Int64(try required(Name.sequence)), sequence >= 1 else {
            throw Foreign(header: Name.sequence, reason: "is not a whole number from 1 up")
        }
        guard let time = Instant(rfc3339: try required(Name.time)) else {
            throw Foreign(header: Name.time, reason: "is not an RFC 3339 time")
        }
        guard let cause = Cause(text: try required(Name.cause)) else {
            throw Foreign(header: Name.cause, reason: "is not a cause we write")
        }
        self.init(
            topic: topic, key: keyText, sequence: sequence, type: try required(Name.type),
            source: try required(Name.source), subject: try required(Name.subject), time: time,
            contentType: try required(Name.contentType), traceparent: try optional(Name.traceparent),
            correlation: try optional(Name.correlation), cause: cause)
        guard try required(Name.id) == id else {
            throw Foreign(header: Name.id, reason: "is not topic/key/sequence")
        }
        for header in headers where !Name.all.contains(header.name) {
            guard let bytes = header.value, let text = String(validating: bytes, as: UTF8.self) else { continue }
            extra.append(ExtraHeader(name: header.name, value: text))
        }
    }
}
