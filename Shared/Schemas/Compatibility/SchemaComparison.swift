import Messages

/// One message's schema of a published version against today's, as JSON Schemas that this house writes. Pure.
struct SchemaComparison {
    let type: String
    let version: String
    let old: JSONTree
    let new: JSONTree
    private(set) var breaks: [SchemaBreak] = []

    init(type: String, version: String, old: JSONTree, new: JSONTree) {
        self.type = type
        self.version = version
        self.old = old
        self.new = new
        for name in ["x-topic", "x-key"] where old[name] != new[name] {
            add(.typeMoved, "", "\(name.dropFirst(2)) is \(Self.shown(new[name])), was \(Self.shown(old[name]))")
        }
        compare(old, new, at: "", within: [])
    }

    /// - Parameter within: definitions that are being compared, so that one that holds itself ends.
    private mutating func compare(_ old: JSONTree, _ new: JSONTree, at field: String, within: Set<String>) {
        var within = within
        if let name = new["$ref"]?.text, !within.insert(name).inserted { return }
        let (left, right) = (Self.resolved(old, self.old), Self.resolved(new, self.new))
        let isOpen = old["x-open"]?.flag == true && new["x-open"]?.flag == true
        if (old["x-open"]?.flag ?? false) != (new["x-open"]?.flag ?? false) {
            add(.otherOpenness, field, "it \(new["x-open"] == nil ? "can no longer" : "may now") grow")
        }
        if old["x-personal"] != nil, new["x-personal"] == nil { add(.unmasked, field, "it is no longer personal") }
        guard Self.kind(left) == Self.kind(right) else {
            return add(.otherKind, field, "it is \(Self.kind(right)), was \(Self.kind(left))")
        }
        compareValues(left, right, at: field, isOpen: isOpen)
        if let one = left["items"], let other = right["items"] { compare(one, other, at: "\(field)[]", within: within) }
        if let one = left["additionalProperties"], let other = right["additionalProperties"] {
            compare(one, other, at: "\(field).*", within: within)
        }
        compareFields(left, right, at: field, within: within)
    }

    private mutating func compareFields(_ old: JSONTree, _ new: JSONTree, at field: String, within: Set<String>) {
        let (before, after) = (old["properties"]?.members ?? [:], new["properties"]?.members ?? [:])
        let (needed, needs) = (Self.texts(old["required"]), Self.texts(new["required"]))
        let prefix = field.isEmpty ? "" : "\(field)."
        var added = after.keys.filter { before[$0] == nil }.sorted()
        for name in before.keys.sorted() {
            guard let one = before[name] else { continue }
            guard let other = after[name] else {
                if let index = added.firstIndex(where: { after[$0].map(Self.bare) == Self.bare(one) }) {
                    add(.renamed, prefix + name, "it is called \(added.remove(at: index))")
                } else {
                    add(.removed, prefix + name, "it is gone")
                }
                continue
            }
            if needs.contains(name), !needed.contains(name) {
                add(.newlyRequired, prefix + name, "it has to be there, and could be absent")
            }
            if needed.contains(name), !needs.contains(name) {
                add(.newlyOptional, prefix + name, "it may be absent, and was always there")
            }
            compare(one, other, at: prefix + name, within: within)
        }
        for name in added where needs.contains(name) {
            add(.newlyRequired, prefix + name, "it is new, and has to be there")
        }
    }

    /// Choices, patterns and bounds.
    private mutating func compareValues(_ old: JSONTree, _ new: JSONTree, at field: String, isOpen: Bool) {
        for name in ["enum", "x-known"] {
            let (before, after) = (old[name]?.list ?? [], new[name]?.list ?? [])
            let gone = before.filter { !after.contains($0) }.map { Self.shown($0) }
            let come = after.filter { !before.contains($0) }.map { Self.shown($0) }
            if !gone.isEmpty { add(.narrowed, field, "\(gone.joined(separator: ", ")) can't be chosen any more") }
            if !come.isEmpty, !isOpen { add(.widened, field, "\(come.joined(separator: ", ")) can be chosen now") }
        }
        comparePatterns(old["pattern"]?.text, new["pattern"]?.text, at: field, isOpen: isOpen)
        for (name, sign) in [("minimum", Int64(1)), ("maximum", -1)] {
            switch (old[name]?.integer, new[name]?.integer) {
            case (let before?, let after?) where before != after:
                let isNarrower = (after - before) * sign > 0
                add(isNarrower ? .narrowed : .widened, field, "its \(name) is \(after), was \(before)")
            case (nil, let after?): add(.narrowed, field, "it has a \(name), \(after)")
            case (let before?, nil): add(.widened, field, "it has no \(name) any more, which was \(before)")
            default: break
            }
        }
    }

    /// What a pattern takes can't be compared in general; that alternatives were added to it can.
    private mutating func comparePatterns(_ old: String?, _ new: String?, at field: String, isOpen: Bool) {
        guard old != new else { return }
        guard let old else { return add(.narrowed, field, "it has a pattern, \(new ?? "")") }
        guard let new else { return add(.widened, field, "it has no pattern any more, which was \(old)") }
        if Self.alternatives(old).isSubset(of: Self.alternatives(new)) {
            if !isOpen { add(.widened, field, "its pattern takes more than it did") }
        } else {
            add(.narrowed, field, "its pattern is \(new), was \(old)")
        }
    }

    private mutating func add(_ kind: SchemaBreak.Kind, _ field: String, _ difference: String) {
        let readers = Self.texts(new["x-readers"]) + Self.texts(old["x-readers"])
        var named: [String] = []
        for reader in readers where !named.contains(reader) { named.append(reader) }
        breaks.append(
            SchemaBreak(
                kind: kind, topic: new["x-topic"]?.text ?? "", type: type, field: field, version: version,
                difference: difference, readers: named))
    }
}

extension SchemaComparison {
    /// What a reference leads to, in its own document.
    private static func resolved(_ tree: JSONTree, _ document: JSONTree) -> JSONTree {
        guard let reference = tree["$ref"]?.text, reference.hasPrefix("#/$defs/") else { return tree }
        return document["$defs"]?[String(reference.dropFirst(8))] ?? tree
    }

    private static func kind(_ tree: JSONTree) -> String {
        if let type = tree["type"]?.text { return type }
        guard let values = tree["enum"]?.list else { return "anything" }
        return values.allSatisfy { $0.integer != nil } ? "integer" : "string"
    }

    /// Without what only people read.
    private static func bare(_ tree: JSONTree) -> JSONTree {
        switch tree {
        case .object(let members):
            .object(members.filter { $0.key != "description" && $0.key != "examples" }.mapValues(bare))
        case .list(let list): .list(list.map(bare))
        default: tree
        }
    }

    private static func texts(_ tree: JSONTree?) -> [String] { (tree?.list ?? []).compactMap(\.text) }

    private static func shown(_ tree: JSONTree?) -> String {
        tree?.text ?? tree?.integer.map(String.init) ?? "nothing"
    }

    /// `^(a|b(c|d))$` has `a` and `b(c|d)`; a pattern that isn't one group is one alternative.
    private static func alternatives(_ pattern: String) -> Set<String> {
        guard pattern.hasPrefix("^("), pattern.hasSuffix(")$") else { return [pattern] }
        var found: [String] = [""]
        var depth = 0
        var isEscaped = false
        for character in pattern.dropFirst(2).dropLast(2) {
            if !isEscaped, character == "(" || character == "[" { depth += 1 }
            if !isEscaped, character == ")" || character == "]" { depth -= 1 }
            if depth < 0 { return [pattern] }
            if depth == 0, !isEscaped, character == "|" {
                found.append("")
            } else {
                found[found.count - 1].append(character)
            }
            isEscaped = !isEscaped && character == "\\"
        }
        return Set(found)
    }
}
