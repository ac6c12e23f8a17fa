/// A step of a path from the root of a document.
struct PathKey: CodingKey {
    var stringValue: String
    var intValue: Int?
    /// Whether a type declares this name: only then may an error show it.
    var isDeclared: Bool
    /// The value it leads to; `Document.absent` if there is none.
    var index = Document.absent

    init(stringValue: String, intValue: Int?, isDeclared: Bool, index: Int = Document.absent) {
        self.stringValue = stringValue
        self.intValue = intValue
        self.isDeclared = isDeclared
        self.index = index
    }

    init(stringValue: String) { self.init(stringValue: stringValue, intValue: nil, isDeclared: false) }
    init(intValue: Int) { self.init(stringValue: "\(intValue)", intValue: intValue, isDeclared: true) }

    init(_ key: any CodingKey) {
        if let key = key as? PathKey {
            self = key
        } else {
            let isDeclared = type(of: key).declares(key.stringValue)
            self.init(stringValue: key.stringValue, intValue: key.intValue, isDeclared: isDeclared)
        }
    }

    static func text(_ keys: some Sequence<PathKey>) -> String {
        var text = ""
        for key in keys {
            if key.isDeclared, let place = key.intValue {
                text += "[\(place)]"
            } else {
                text += (text.isEmpty ? "" : ".") + (key.isDeclared ? key.stringValue : "*")
            }
        }
        return text
    }
}

extension CodingKey {
    /// Whether the type knows this name by itself: an enumeration's cases do; a key type that takes any string (a
    /// dictionary's) only repeats the document.
    static func declares(_ name: String) -> Bool {
        Self(stringValue: name) != nil && Self(stringValue: "\u{1}no type declares this\u{1}") == nil
    }
}

extension Document {
    func failure(_ kind: WireError.Kind, _ index: Int, _ expected: String) -> WireError {
        WireError(
            kind: kind, path: PathKey.text(path(to: index)), byteOffset: Int(tape[index].offset), expected: expected)
    }

    func mismatch(_ index: Int, _ expected: String) -> WireError { failure(.mismatch, index, expected) }

    func missing(_ key: some CodingKey, in object: Int) -> WireError {
        let path = path(to: object) + [PathKey(key)]
        return WireError(
            kind: .missing, path: PathKey.text(path), byteOffset: Int(tape[object].offset), expected: "a value")
    }

    /// The steps to a value. Walks the index from the root: paid only when an error or a type asks.
    func path(to index: Int) -> [PathKey] {
        var keys: [PathKey] = []
        var container = Document.root
        guard index > container, index < Int(tape.after(container)) else { return [] }
        while container < index, let (child, key) = step(from: container, to: index) {
            keys.append(key)
            container = child
        }
        return keys
    }

    private func step(from container: Int, to index: Int) -> (Int, PathKey)? {
        let isObject = tape[container].kind == .object
        var child = container + (isObject ? 2 : 1)
        var place = 0
        while child <= index {
            let next = tape.after(child)
            if index < next {
                guard isObject else {
                    return (
                        child, PathKey(stringValue: "\(place)", intValue: place, isDeclared: true, index: child)
                    )
                }
                let name = bytes.string(tape[child - 1])
                let isDeclared = keyType(container)?.declares(name) ?? false
                return (child, PathKey(stringValue: name, intValue: nil, isDeclared: isDeclared, index: child))
            }
            child = next + (isObject ? 1 : 0)
            place += 1
        }
        return nil
    }

    /// Whatever a type threw, without its text: a `DecodingError`'s quotes the document.
    func wireError(_ error: any Error) -> WireError {
        if let error = error as? WireError { return error }
        guard let error = error as? DecodingError else {
            return failure(.refused, Int(tape[Document.absent].cursor), "a value its type accepts")
        }
        switch error {
        case .keyNotFound(let key, let context): return located(.missing, context.codingPath + [key], "a value")
        case .valueNotFound(let type, let context): return located(.mismatch, context.codingPath, "\(type)")
        case .typeMismatch(let type, let context): return located(.mismatch, context.codingPath, "\(type)")
        case .dataCorrupted(let context): return located(.refused, context.codingPath, "a value its type accepts")
        @unknown default: return located(.refused, [], "a value its type accepts")
        }
    }

    private func located(_ kind: WireError.Kind, _ keys: [any CodingKey], _ expected: String) -> WireError {
        let path = keys.map(PathKey.init)
        var index = Document.root
        for key in path {
            let known = key.index != Document.absent ? key.index : member(key.stringValue, of: index)
            guard known != Document.absent else { break }
            index = known
        }
        return WireError(
            kind: kind, path: PathKey.text(path), byteOffset: Int(tape[index].offset), expected: expected)
    }

    private func member(_ name: String, of index: Int) -> Int {
        tape[index].kind == .object ? find(name, in: index) : Document.absent
    }
}
