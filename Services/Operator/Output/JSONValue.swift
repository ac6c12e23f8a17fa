/// JSON with its fields in the order they were given and every field there, null where there is no value, so that a
/// program can rely on the names. What a terminal wouldn't show as it is comes escaped.
indirect enum JSONValue: Equatable, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    struct Field: Equatable {
        var name: String
        var value: JSONValue
    }

    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([JSONValue])
    case object([Field])
    case null

    init(stringLiteral value: String) { self = .text(value) }
    init(nilLiteral: ()) { self = .null }
    init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    init(_ number: (some BinaryInteger)?) { self = number.map { .number(Int64($0)) } ?? .null }

    static func fields(_ fields: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(fields.map { Field(name: $0.key, value: $0.value) })
    }

    /// On one line, without spaces.
    var document: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .text(let value): Self.quote(value, to: &text)
        case .number(let value): text += "\(value)"
        case .flag(let value): text += value ? "true" : "false"
        case .null: text += "null"
        case .list(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let fields):
            text += "{"
            for (index, field) in fields.enumerated() {
                if index > 0 { text += "," }
                Self.quote(field.name, to: &text)
                text += ":"
                field.value.write(to: &text)
            }
            text += "}"
        }
    }

    /// RFC 8259, section 7.
    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where SafeText.isUnsafe(scalar):
                for unit in UTF16.encode(scalar) ?? .init() {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
