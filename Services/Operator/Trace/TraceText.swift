import Messages
import Vocabulary

/// A path as lines for people and as objects for programs.
extension TracePath.Step {
    /// Cause by cause further in; from the twentieth on the number alone tells, so that a line stays a line.
    var line: String {
        let indent = String(repeating: "  ", count: min(depth, 20)) + (depth > 20 ? "[\(depth)] " : "")
        let key = ShownName.key(record.identity.key, topic: record.identity.topic)
        let place = "\(SafeText.word(record.identity.topic))/\(SafeText.word(key))"
        var words = [
            record.time.rfc3339, indent + "\(place)#\(record.identity.sequence)", SafeText.word(record.type),
        ]
        if depth == 0 || reason != .caused { words.append("by \(SafeText.line(ShownName.cause(record.cause).text))") }
        words.append("[\(record.partition)]@\(record.offset)")
        if reason == .subject || reason == .correlation { words.append("(by its \(reason.rawValue))") }
        if copiesDiffer {
            words.append("\(copies) COPIES THAT DIFFER")
        } else if copies > 1 {
            words.append("\(copies) copies")
        }
        return words.joined(separator: "  ")
    }

    var json: JSONValue {
        .fields([
            "kind": "record", "depth": JSONValue(depth), "time": .text(record.time.rfc3339),
            "topic": .text(record.identity.topic),
            "key": .text(ShownName.key(record.identity.key, topic: record.identity.topic)),
            "sequence": JSONValue(record.identity.sequence), "type": .text(record.type),
            "subject": .text(ShownName.key(record.subject, topic: record.identity.topic)),
            "correlation": JSONValue(record.correlation),
            "cause": .text(ShownName.cause(record.cause).text), "selectedBy": .text(reason.rawValue),
            "partition": JSONValue(record.partition), "offset": JSONValue(record.offset),
            "size": JSONValue(record.size), "copies": JSONValue(copies), "copiesDiffer": .flag(copiesDiffer),
        ])
    }
}

extension TracePath.Gap {
    var line: String {
        let numbers = first == last ? "#\(first) is" : "#\(first) to #\(last) are"
        let key = SafeText.word(ShownName.key(key, topic: topic))
        return "missing: \(SafeText.word(topic))/\(key) \(numbers) not there"
            + (isAtStart ? " (nothing earlier is: retention may have dropped it)" : "")
    }

    var json: JSONValue {
        .fields([
            "kind": "missing", "topic": .text(topic), "key": .text(ShownName.key(key, topic: topic)),
            "firstSequence": JSONValue(first),
            "lastSequence": JSONValue(last), "atStart": .flag(isAtStart),
        ])
    }
}
