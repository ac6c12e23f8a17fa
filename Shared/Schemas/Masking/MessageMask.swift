package import Messages
import Vocabulary

/// Hides what is personal in a message's value, for those who look at records without needing to know whom they are
/// about (SECURITY, "Personal data"). For one thread: it keeps the patterns that it has compiled.
///
/// Only what a type of this version names and doesn't mark is shown: a field that it doesn't know, a choice it doesn't
/// know, a value of another kind or form than it writes are hidden as well, since a newer version may have put a person
/// there.
package final class MessageMask {
    package static let mark = "•••"

    /// Of each type of the product; one whose schema can't be told is unknown, and so hidden whole.
    private static let shapes: [String: SchemaShape] = {
        let types = ProductTopic.allCases.flatMap { ProductMessages.messages(of: $0) }
        return Dictionary(
            types.compactMap { type in (try? SchemaRecorder.shape(ofMessage: type)).map { (type.type, $0) } },
            uniquingKeysWith: { first, _ in first })
    }()

    private var patterns: [String: Regex<AnyRegexOutput>] = [:]

    package init() {}

    /// The value with what is personal hidden, members in the order of their names; nil where nothing of it may be
    /// shown: a type that the topic doesn't have in this version, or a value that isn't JSON.
    package func masked(_ value: [UInt8], type: String, topic: ProductTopic) -> String? {
        guard ProductMessages.message(type: type)?.topic == topic, let shape = Self.shapes[type],
            let tree = try? MessageJSON.decode(JSONTree.self, from: value),
            let masked = OrderedJSON(hiding(tree, shape))
        else { return nil }
        return masked.compact
    }

    /// A record's key or subject. Where keys are functions, one that a single person holds keeps only its role.
    package static func masked(key: String, topic: ProductTopic) -> String {
        topic.key == "function" ? hiding(function: key) : key
    }

    private func hiding(_ tree: JSONTree, _ shape: SchemaShape) -> JSONTree {
        let hidden = JSONTree.text(Self.mark)
        switch (shape, tree) {
        case (_, .null): return .null
        case (.open(let inner), _): return hiding(tree, inner)
        case (.personal(let inner), _):
            if case .text("Function", _, _) = inner.plain, let text = tree.text {
                return .text(Self.hiding(function: text))
            }
            return hidden
        case (.object(_, let fields), .object(let members)):
            let known = Dictionary(fields.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
            return .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { name, value in
                        (name, known[name].map { hiding(value, $0) } ?? hidden)
                    }))
        case (.list(let element), .list(let list)): return .list(list.map { hiding($0, element) })
        case (.map(let element), .object(let members)): return .object(members.mapValues { hiding($0, element) })
        case (.choice(_, let values), _): return values.contains(tree) ? tree : hidden
        case (.text(_, nil, _), .text): return tree
        case (.text(_, let pattern?, _), .text(let text)): return matches(text, pattern) ? tree : hidden
        case (.integer, .integer), (.flag, .flag): return tree
        default: return hidden
        }
    }

    /// Offices of several stay as they are; of a head, an inspector, a director the role alone is told. A trainer's is
    /// as opaque as a person's identifier.
    private static func hiding(function text: String) -> String {
        guard let function = try? Function(text) else { return mark }
        return switch function {
        case .dfie, .pole, .service, .trainer: text
        case .head, .inspector, .referent, .director, .delegate: "\(function.role.rawValue):\(mark)"
        }
    }

    private func matches(_ text: String, _ pattern: String) -> Bool {
        guard let regex = patterns[pattern] ?? (try? Regex(pattern)) else { return false }
        patterns[pattern] = regex
        return text.wholeMatch(of: regex) != nil
    }
}
