/// What made a service write an event: the header `ce_cause`, and the journal's column of that name.
package enum Cause: Hashable, Sendable {
    case record(topic: String, key: String, sequence: Int64)
    case command(idempotencyKey: String)
    case timer(subject: String, kind: String, ordinal: Int64)
    /// Written outside the heart, by a seed or a test: nothing caused it that we know of.
    case outside
    /// A kind that a newer writer knows: kept as it is, since what made a record changes nothing of how it is handled.
    case other(String)

    package var text: String {
        switch self {
        case .record(let topic, let key, let sequence): "record:\(topic)/\(key)/\(sequence)"
        case .command(let key): "command:\(key)"
        case .timer(let subject, let kind, let ordinal): "timer:\(kind)/\(ordinal)/\(subject)"
        case .outside: "outside"
        case .other(let text): text
        }
    }

    /// Reads the text back. Keys and subjects may hold `/`: a topic and a kind can't, a number is the last or second
    /// part. By bytes: every record's cause is read, and walking its characters costs more than all of its other
    /// headers.
    package init?(text: some StringProtocol) {
        let utf8 = Array(text.utf8)
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else {
            guard text == "outside" else { return nil }
            self = .outside
            return
        }
        let rest = utf8[(colon + 1)...]
        let slash = UInt8(ascii: "/")
        // Cuts stand at ASCII characters, so each part is text of its own.
        func string(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
        let kind = utf8[..<colon]
        if kind.elementsEqual("record".utf8) {
            guard let first = rest.firstIndex(of: slash), let last = rest.lastIndex(of: slash), first < last,
                let sequence = Int64(asWritten: string(rest[(last + 1)...]))
            else { return nil }
            self = .record(
                topic: string(rest[..<first]), key: string(rest[(first + 1)..<last]), sequence: sequence)
        } else if kind.elementsEqual("command".utf8) {
            self = .command(idempotencyKey: string(rest))
        } else if kind.elementsEqual("timer".utf8) {
            let parts = rest.split(separator: slash, maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let ordinal = Int64(asWritten: string(parts[1])) else { return nil }
            self = .timer(subject: string(parts[2]), kind: string(parts[0]), ordinal: ordinal)
        } else if !kind.isEmpty, !kind.elementsEqual("outside".utf8),
            kind.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        {
            self = .other(String(text))
        } else {
            return nil
        }
    }
}
