import Vocabulary

/// An object of a line while it is read, key by key; every fault is noted with the path of its value.
struct JSONObject {
    private let path: String
    private let faults: Faults
    private var values: [String: JSONNode] = [:]
    private let known: [String]

    /// Nil, and noted, where the node isn't an object. Notes keys that aren't `known`, with the nearest that is, and
    /// keys written twice: a typo must not drop an answer.
    init?(_ node: JSONNode, path: String, known: [String], faults: Faults) {
        self.path = path
        self.faults = faults
        self.known = known
        guard case .object(let members) = node.value else {
            faults.add(
                path, "\(node.shown) n'est pas un objet : on attend { et les clés \(known.joined(separator: ", "))")
            return nil
        }
        let written = Set(members.map(\.key))
        let free = known.filter { !written.contains($0) }
        for (key, node) in members {
            guard known.contains(key) else {
                faults.add(place(ValueError.shown(key)), Self.unknown(key, free: free, known: known))
                continue
            }
            if values.updateValue(node, forKey: key) != nil {
                faults.add(place(key), "la clé « \(key) » est écrite deux fois ; gardez-en une")
            }
        }
    }

    /// - Parameter free: keys that the object lacks, one of which was meant.
    private static func unknown(_ key: String, free: [String], known: [String]) -> String {
        let nearest = Nearest.word(to: key, among: free)
        let hint = nearest.map { "peut-être « \($0) »" } ?? "les clés ici sont \(known.joined(separator: ", "))"
        return "clé inconnue « \(ValueError.shown(key)) » ; \(hint)"
    }

    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Nil where it is absent or null.
    func optional(_ key: String) -> JSONNode? {
        assert(known.contains(key))
        faults.ask(place(key))
        guard let node = values[key] else { return nil }
        if case .null = node.value { return nil }
        return node
    }

    /// Nil, and noted, where it is absent or null.
    func needed(_ key: String) -> JSONNode? {
        if let node = optional(key) { return node }
        faults.add(place(key), values[key] == nil ? "clé manquante « \(key) »" : "« null » : la réponse est nécessaire")
        return nil
    }

    func text(_ key: String) -> String? { needed(key).flatMap { text($0, key) } }

    func optionalText(_ key: String) -> String? { optional(key).flatMap { text($0, key) } }

    private func text(_ node: JSONNode, _ key: String) -> String? {
        if case .text(let text) = node.value { return text }
        faults.add(place(key), "\(node.shown) n'est pas un texte : on attend un texte entre guillemets")
        return nil
    }

    func value<Value: TextValue>(_ key: String) -> Value? {
        text(key).flatMap { text in faults.value(place(key)) { () throws(ValueError) in try Value(text) } }
    }

    func optionalValue<Value: TextValue>(_ key: String) -> Value? {
        optionalText(key).flatMap { text in faults.value(place(key)) { () throws(ValueError) in try Value(text) } }
    }

    func flag(_ key: String) -> Bool? {
        guard let node = needed(key) else { return nil }
        if case .flag(let flag) = node.value { return flag }
        faults.add(place(key), "\(node.shown) n'est pas une réponse : on attend true ou false, sans guillemets")
        return nil
    }

    func number(_ key: String, _ allowed: ClosedRange<Int>) -> Int? {
        needed(key).flatMap { Self.number($0, place(key), allowed, faults) }
    }

    static func number(_ node: JSONNode, _ place: String, _ allowed: ClosedRange<Int>, _ faults: Faults) -> Int? {
        if case .number(let text) = node.value, let number = Int(text), allowed.contains(number) { return number }
        var expected = "un nombre entier de \(allowed.lowerBound) à \(allowed.upperBound)"
        if case .text = node.value { expected += ", sans guillemets" }
        faults.add(place, "\(node.shown) n'est pas admis : on attend \(expected)")
        return nil
    }

    /// One of an enumeration's words.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String) -> Word? where Word.RawValue == String {
        text(key).flatMap { Self.word($0, place(key), faults) }
    }

    static func word<Word: RawRepresentable & CaseIterable>(_ text: String, _ place: String, _ faults: Faults) -> Word?
    where Word.RawValue == String {
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        let hint = Nearest.word(to: text, among: words).map { " ; peut-être « \($0) »" } ?? ""
        faults.add(
            place,
            "« \(ValueError.shown(text)) » est inconnu : on attend "
                + words.map { "« \($0) »" }.joined(separator: " ou ") + hint)
        return nil
    }

    /// Every element that could be read; what couldn't is noted.
    func list<Element>(
        _ key: String, isNeeded: Bool = true, atMost limit: Int, _ read: (JSONNode, String) -> Element?
    ) -> [Element] {
        guard let node = isNeeded ? needed(key) : optional(key) else { return [] }
        guard case .list(let nodes) = node.value else {
            faults.add(place(key), "\(node.shown) n'est pas une liste : on attend [ et les valeurs")
            return []
        }
        guard nodes.count <= limit else {
            faults.add(place(key), "une liste de \(nodes.count) : on attend une liste d'au plus \(limit)")
            return []
        }
        return nodes.enumerated().compactMap { index, node in
            faults.ask(place("\(key)[]"))
            return read(node, place("\(key)[\(index)]"))
        }
    }

    /// A list of texts of one kind.
    func values<Value: TextValue>(_ key: String, atMost limit: Int) -> [Value] {
        list(key, atMost: limit) { node, place in
            guard case .text(let text) = node.value else {
                faults.add(place, "\(node.shown) n'est pas un texte : on attend un texte entre guillemets")
                return nil
            }
            return faults.value(place) { () throws(ValueError) in try Value(text) }
        }
    }

    /// A list of words of an enumeration.
    func words<Word: RawRepresentable & CaseIterable>(_ key: String, atMost limit: Int) -> [Word]
    where Word.RawValue == String {
        list(key, atMost: limit) { node, place in
            guard case .text(let text) = node.value else {
                faults.add(place, "\(node.shown) n'est pas un texte : on attend un texte entre guillemets")
                return nil
            }
            return Self.word(text, place, faults)
        }
    }

    /// A list of an enumeration's numbers, absent where nothing is wished.
    func numbers<Number: RawRepresentable & CaseIterable>(_ key: String, atMost limit: Int) -> [Number]
    where Number.RawValue == Int {
        list(key, isNeeded: false, atMost: limit) { node, place in
            Self.number(node, place, 1...Number.allCases.count, faults).flatMap(Number.init(rawValue:))
        }
    }

    /// Nil where it is absent, or isn't one.
    func object(_ key: String, known: [String]) -> JSONObject? {
        needed(key).flatMap { JSONObject($0, path: place(key), known: known, faults: faults) }
    }
}
