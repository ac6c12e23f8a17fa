package import Messages

/// JSON to be written for people: members in the order in which they were given.
package indirect enum OrderedJSON: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
    case text(String)
    case flag(Bool)
    case integer(Int64)
    case null
    case list([OrderedJSON])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: OrderedJSON

        package init(_ name: String, _ value: OrderedJSON) {
            self.name = name
            self.value = value
        }
    }

    package init(stringLiteral text: String) { self = .text(text) }
    package init(booleanLiteral flag: Bool) { self = .flag(flag) }
    package init(integerLiteral integer: Int) { self = .integer(Int64(integer)) }
    package init(arrayLiteral elements: OrderedJSON...) { self = .list(elements) }
    package init(dictionaryLiteral members: (String, OrderedJSON)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }

    package static func texts(_ texts: [String]) -> OrderedJSON { .list(texts.map { .text($0) }) }

    /// Objects' members by name. nil for a fraction, which no message of this house has.
    package init?(_ tree: JSONTree) {
        switch tree {
        case .text(let text): self = .text(text)
        case .flag(let flag): self = .flag(flag)
        case .integer(let integer): self = .integer(integer)
        case .list(let list): self = .list(list.compactMap(OrderedJSON.init))
        case .object(let members):
            self = .object(
                members.sorted { $0.key < $1.key }.compactMap { name, value in
                    OrderedJSON(value).map { Member(name, $0) }
                })
        case .null: self = .null
        case .number: return nil
        }
    }

    /// Indented by two spaces, a line feed at the end.
    package var pretty: String { written(indent: "") + "\n" }

    /// On one line, without spaces.
    package var compact: String {
        switch self {
        case .list(let list): "[" + list.map(\.compact).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(Self.quoted($0.name)):\($0.value.compact)" }.joined(separator: ",") + "}"
        case .text, .flag, .integer, .null: written(indent: "")
        }
    }

    private func written(indent: String) -> String {
        let deeper = indent + "  "
        switch self {
        case .text(let text): return Self.quoted(text)
        case .flag(let flag): return "\(flag)"
        case .integer(let integer): return "\(integer)"
        case .null: return "null"
        case .list(let list):
            let short = "[" + list.map { $0.written(indent: deeper) }.joined(separator: ", ") + "]"
            if short.utf8.count <= 90, !short.contains("\n") { return short }
            return "[\n" + list.map { deeper + $0.written(indent: deeper) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            let lines = members.map { "\(deeper)\(Self.quoted($0.name)): \($0.value.written(indent: deeper))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let code = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
