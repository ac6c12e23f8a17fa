import Foundation
import Kafka
import Messages
import Vocabulary

/// A record as a line for people and as an object for programs.
extension RecordView {
    var line: String {
        var words = [
            time?.rfc3339 ?? "-", "\(partition)@\(offset)", key.map { SafeText.word($0) } ?? "-",
        ]
        if let envelope {
            words += ["#\(envelope.sequence)", SafeText.word(envelope.type), SafeText.line(envelope.cause.text)]
        } else {
            words.append("FOREIGN (\(SafeText.line(foreign ?? "")))")
        }
        words.append(size.map { "\($0) B" } ?? "tombstone")
        switch value {
        case .tombstone: break
        case .masked: words.append("•••")
        case .text(let text, let isCut, _): words.append(SafeText.line(text) + (isCut ? "…" : ""))
        case .bytes(let bytes, let isCut): words.append(SafeText.word(bytes) + (isCut ? "…" : ""))
        }
        return words.joined(separator: "  ")
    }

    var json: JSONValue {
        let keyText = key.flatMap { String(validating: $0, as: UTF8.self) }
        var text: String?
        var base64: String?
        var isCut = false
        var isMasked = false
        switch value {
        case .tombstone: break
        case .masked: isMasked = true
        case .text(let shown, let cut, let masked): (text, isCut, isMasked) = (shown, cut, masked)
        case .bytes(let shown, let cut): (base64, isCut) = (Data(shown).base64EncodedString(), cut)
        }
        return .fields([
            "time": JSONValue(time?.rfc3339), "topic": .text(partition.topic),
            "partition": JSONValue(partition.partition), "offset": JSONValue(offset), "key": JSONValue(keyText),
            "keyBase64": keyText == nil ? JSONValue(key.map { Data($0).base64EncodedString() }) : .null,
            "sequence": JSONValue(envelope?.sequence), "type": JSONValue(envelope?.type),
            "subject": JSONValue(envelope?.subject), "correlation": JSONValue(envelope?.correlation),
            "cause": JSONValue(envelope?.cause.text), "source": JSONValue(envelope?.source),
            "eventTime": JSONValue(envelope?.time.rfc3339), "size": JSONValue(size), "value": JSONValue(text),
            "valueBase64": JSONValue(base64), "truncated": .flag(isCut), "masked": .flag(isMasked),
            "foreign": JSONValue(foreign),
        ])
    }
}
