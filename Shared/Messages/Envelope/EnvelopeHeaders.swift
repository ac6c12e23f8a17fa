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
        package static let version = "ce_version"
        package static let contentType = "content-type"
        package static let traceparent = "traceparent"
        /// In the order that `headers` writes them.
        static let inOrder = [
            specVersion, id, type, source, subject, time, sequence, cause, contentType, version, correlation,
            traceparent,
        ]
        static let all = Set(inOrder)

        /// Places in `inOrder`.
        enum Place {
            static let specVersion = 0
            static let id = 1
            static let type = 2
            static let source = 3
            static let subject = 4
            static let time = 5
            static let sequence = 6
            static let cause = 7
            static let contentType = 8
            static let version = 9
            static let correlation = 10
            static let traceparent = 11
        }
    }

    /// The headers in a fixed order, so that a record published again is the same to the byte.
    package var headers: [(name: String, value: String)] {
        var list = [
            (Name.specVersion, "1.0"), (Name.id, id), (Name.type, type), (Name.source, source), (Name.subject, subject),
            (Name.time, time.rfc3339), (Name.sequence, String(sequence)), (Name.cause, cause.text),
            (Name.contentType, contentType),
        ]
        if let version { list.append((Name.version, String(version))) }
        if let correlation { list.append((Name.correlation, correlation)) }
        if let traceparent { list.append((Name.traceparent, traceparent)) }
        for header in extra { list.append((header.name, header.value)) }
        return list.map { (name: $0.0, value: $0.1) }
    }

    /// Why a record isn't one of ours. It is kept to look at and passed over: without a key and a sequence it can't
    /// park.
    package struct Foreign: Error, Hashable, Sendable, CustomStringConvertible {
        package var header: String
        package var reason: String

        package var description: String { "\(header) \(reason)" }
    }

    /// Reads a record's headers. Throws `Foreign` where one that we always write is missing or isn't what we write.
    ///
    /// - Parameter value: a header's value by name; the last one where a name stands twice.
    package init(topic: String, key: [UInt8]?, headers: [(name: String, value: [UInt8]?)]) throws(Foreign) {
        let places = Self.places(of: headers)
        func bytes(_ name: Int) throws(Foreign) -> [UInt8]? {
            guard places[name] >= 0, let bytes = headers[places[name]].value else { return nil }
            return bytes
        }
        func optional(_ name: Int) throws(Foreign) -> String? {
            guard let bytes = try bytes(name) else { return nil }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Foreign(header: Name.inOrder[name], reason: "is not UTF-8")
            }
            guard !bytes.contains(0) else { throw Foreign(header: Name.inOrder[name], reason: "holds NUL") }
            return text
        }
        func required(_ name: Int) throws(Foreign) -> String {
            guard let text = try optional(name) else { throw Foreign(header: Name.inOrder[name], reason: "is missing") }
            return text
        }
        guard let key else { throw Foreign(header: "key", reason: "is missing") }
        guard let keyText = String(validating: key, as: UTF8.self), !key.contains(0), !key.isEmpty else {
            throw Foreign(header: "key", reason: "is empty, not UTF-8, or holds NUL")
        }
        guard try required(Name.Place.specVersion) == "1.0" else {
            throw Foreign(header: Name.specVersion, reason: "is not 1.0")
        }
        guard let sequence = Int64(asWritten: try required(Name.Place.sequence)), sequence >= 1 else {
            throw Foreign(header: Name.sequence, reason: "is not a whole number from 1 up")
        }
        guard let time = Instant(rfc3339: try required(Name.Place.time)) else {
            throw Foreign(header: Name.time, reason: "is not an RFC 3339 time")
        }
        guard let cause = Cause(text: try required(Name.Place.cause)) else {
            throw Foreign(header: Name.cause, reason: "is not a cause we write")
        }
        let version = try optional(Name.Place.version).map { text throws(Foreign) -> Int64 in
            guard let version = Int64(asWritten: text), version >= 1 else {
                throw Foreign(header: Name.version, reason: "is not a whole number from 1 up")
            }
            return version
        }
        self.init(
            topic: topic, key: keyText, sequence: sequence, type: try required(Name.Place.type),
            source: try required(Name.Place.source), subject: try required(Name.Place.subject), time: time,
            contentType: try required(Name.Place.contentType), traceparent: try optional(Name.Place.traceparent),
            correlation: try optional(Name.Place.correlation), cause: cause, version: version)
        guard let identifier = try bytes(Name.Place.id) else { throw Foreign(header: Name.id, reason: "is missing") }
        guard identifier.elementsEqual(id.utf8) else {
            throw Foreign(header: Name.id, reason: "is not topic/key/sequence")
        }
        // Most records have none, and then there is nothing more to look at.
        guard headers.count > places.count(where: { $0 >= 0 }) else { return }
        for header in headers where !Name.all.contains(header.name) {
            guard let bytes = header.value, let text = String(validating: bytes, as: UTF8.self) else { continue }
            extra.append(ExtraHeader(name: header.name, value: text))
        }
    }

    /// Where each of `Name.inOrder` stands among a record's headers, the last one of a name; −1 where it doesn't. In
    /// one pass: our own services write them in that order, so that the first look at a name mostly finds it.
    private static func places(of headers: [(name: String, value: [UInt8]?)]) -> [Int] {
        let names = Name.inOrder
        var places = [Int](repeating: -1, count: names.count)
        var next = 0
        for (index, header) in headers.enumerated() {
            if next < names.count, header.name == names[next] {
                places[next] = index
                next += 1
            } else if let place = names.firstIndex(of: header.name) {
                places[place] = index
                next = place + 1
            }
        }
        return places
    }
}
