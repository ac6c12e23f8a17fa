import Foundation
import Pages
import Vocabulary

/// Parked records as lines for people and as objects for programs.
extension ParkedSummary {
    private var fields: [JSONValue.Field] {
        [
            .init(name: "topic", value: .text(topic)), .init(name: "key", value: .text(key)),
            .init(name: "sequence", value: JSONValue(sequence)),
            .init(name: "partition", value: JSONValue(partition)), .init(name: "offset", value: JSONValue(offset)),
            .init(name: "parkedAt", value: .text(parkedAt.rfc3339)),
            .init(name: "attempts", value: JSONValue(attempts)), .init(name: "waiting", value: .flag(waiting)),
            .init(name: "error", value: JSONValue(error)), .init(name: "program", value: JSONValue(program)),
        ]
    }

    var json: JSONValue { .object(fields) }

    var columns: [String] {
        [
            SafeText.word(topic), SafeText.word(key), "\(sequence)", "[\(partition)]@\(offset)", parkedAt.rfc3339,
            "\(attempts)", why,
        ]
    }

    private var why: String {
        if waiting { return "waits for an earlier sequence" }
        return SafeText.line(error ?? "") + (program.map { " (\(SafeText.line($0)))" } ?? "")
    }

    fileprivate func json(with more: [JSONValue.Field]) -> JSONValue { .object(fields + more) }
}

extension ParkedDetail {
    func json(isUnmasked: Bool) -> JSONValue {
        let text = value.flatMap { String(validating: $0, as: UTF8.self) }
        return record.json(with: [
            .init(name: "size", value: JSONValue(size)), .init(name: "sha256", value: JSONValue(sha256)),
            .init(
                name: "headers",
                value: .list(
                    headers.map { .fields(["name": .text($0.name), "value": .text($0.value)]) })),
            .init(name: "masked", value: .flag(!isUnmasked)), .init(name: "value", value: JSONValue(text)),
            .init(
                name: "valueBase64", value: text == nil ? JSONValue(value?.base64EncodedString()) : .null),
        ])
    }

    func lines(isUnmasked: Bool) -> [String] {
        let columns = record.columns
        let place = "\(columns[0])/\(columns[1])#\(columns[2])"
        var lines = [
            "\(place) at \(columns[3]), parked at \(columns[4]), attempts: \(columns[5])", "why: \(columns[6])",
        ]
        lines += headers.map { "\(SafeText.line($0.name)): \(SafeText.line($0.value))" }
        lines.append("value: \(size) B" + (sha256.map { ", SHA-256 \(SafeText.line($0))" } ?? ", a tombstone"))
        if let value {
            lines.append(String(validating: value, as: UTF8.self).map(SafeText.line) ?? SafeText.word([UInt8](value)))
        } else if sha256 != nil {
            lines.append(isUnmasked ? "only hash and size were kept" : "••• (--unmask REASON shows it)")
        }
        return lines
    }
}
