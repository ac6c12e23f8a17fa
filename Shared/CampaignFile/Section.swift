import Vocabulary
import Yams

/// A mapping of the file while it is read, key by key. What can't be read is noted, and a placeholder goes on in its
/// stead: the campaign is thrown away at the end, and every fault has been found.
final class Section {
    let path: String
    let problems: Problems
    private var values: [String: Node] = [:]
    private var keyLines: [String: Int] = [:]
    private let line: Int?
    private var known: [String] = []

    /// Nil, and noted, where the node isn't a mapping of names.
    init?(_ node: Node, path: String, problems: Problems) {
        self.path = path
        self.problems = problems
        line = node.mark?.line
        guard case .mapping(let mapping) = node else {
            problems.add(line: node.mark?.line, key: path, "on attend des clés et leurs valeurs (clé: valeur)")
            return nil
        }
        for (key, value) in mapping {
            guard case .scalar(let name) = key else {
                problems.add(line: key.mark?.line, key: path, "une clé est un mot simple")
                continue
            }
            values[name.string] = value
            keyLines[name.string] = name.mark?.line
        }
    }

    /// Reads all of it, then names the keys that nobody asked for.
    func whole<Value>(_ read: (Section) -> Value) -> Value {
        let value = read(self)
        for key in values.keys.sorted() where !known.contains(key) {
            if problems.isFull { break }
            let nearest = Nearest.word(to: key, among: known)
            let hint = nearest.map { "peut-être « \($0) »" } ?? "les clés ici sont \(known.joined(separator: ", "))"
            problems.add(line: keyLines[key], key: place(of: key), "clé inconnue ; \(hint)")
        }
        return value
    }

    func place(of key: String) -> String { path.isEmpty ? ValueError.shown(key) : "\(path).\(ValueError.shown(key))" }

    /// The value of a key; nil, and noted, where it isn't there.
    func node(_ key: String) -> Node? {
        known.append(key)
        problems.ask(place(of: key))
        guard let node = values[key] else {
            problems.add(line: line, key: place(of: key), "clé manquante ; ajoutez-la")
            return nil
        }
        problems.found(place(of: key), at: node.mark?.line ?? keyLines[key])
        return node
    }

    func value<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value {
        guard let node = node(key) else { return reader.placeholder }
        return reader.read(node, place(of: key), problems) ?? reader.placeholder
    }

    /// `{value: …, source: …}`.
    func parameter<Value>(_ key: String, _ reader: ValueReader<Value>) -> Parameter<Value> {
        section(key) { section in
            Parameter(section.value("value", reader), source: section.value("source", .source))
        } ?? Parameter(reader.placeholder, source: "")
    }

    func section<Value>(_ key: String, _ read: (Section) -> Value) -> Value? {
        guard let node = node(key) else { return nil }
        return Section(node, path: place(of: key), problems: problems)?.whole(read)
    }
}

/// How one value is read from a node.
struct ValueReader<Value> {
    /// Stands in for what couldn't be read.
    let placeholder: Value
    /// Nil where it can't be read, which it notes.
    let read: (Node, _ path: String, Problems) -> Value?
}
