/// A value kept as a tree until the encoding ends: for types that write containers out of order.
///
/// Slower than `Writer`, and the same in what it accepts and writes.
final class Node {
    enum Content {
        /// An encoder that nothing was encoded to.
        case empty
        case scalar([UInt8])
        case array([Node])
        case object(Members)
    }

    struct Members {
        var values: [(name: String, value: Node)] = []
        var names: Set<String> = []
        var isSorted = false
    }

    var content = Content.empty
    private let failures: NodeFailures
    private let path: [PathKey]

    init(_ failures: NodeFailures, path: [PathKey] = []) {
        self.failures = failures
        self.path = path
    }

    var codingPath: [any CodingKey] { path }
    var count: Int { if case .array(let elements) = content { elements.count } else { 0 } }

    static func encode<T: Encodable>(_ value: T, sortsAll: Bool, maximumDepth: Int) throws(WireError) -> [UInt8] {
        let failures = NodeFailures(maximumDepth: maximumDepth)
        let root = Node(failures)
        do {
            try root.encode(value)
            if let failure = failures.first { throw failure }
            if case .empty = root.content { throw root.failure(.unencodable, "a type that encodes a value") }
            var output = Output()
            defer { output.deallocate() }
            try root.write(to: &output, sortsAll: sortsAll)
            return output.bytes()
        } catch {
            throw failures.first ?? error as? WireError ?? root.failure(.unencodable, "a value its type can encode")
        }
    }

    private func failure(_ kind: WireError.Kind, _ expected: String) -> WireError {
        WireError(kind: kind, path: PathKey.text(path), byteOffset: 0, expected: expected)
    }

    /// Keeps the first failure, so that a type that catches it does not hide it.
    @discardableResult
    private func fail(_ kind: WireError.Kind, _ expected: String) -> WireError {
        let error = failure(kind, expected)
        if failures.first == nil { failures.first = error }
        return error
    }

    // MARK: Building

    func encode<T: Encodable>(_ value: T) throws {
        if let failure = failures.first { throw failure }
        if ScalarText.isWritten(T.self) {
            switch ScalarText(value) {
            case .quoted(let text): try scalar { $0.string(text) ? nil : .nulCharacter }
            case .number(let text):
                try scalar {
                    $0.raw(text)
                    return nil
                }
            case nil: throw fail(.outOfRange, "a finite number")
            }
            return
        }
        do {
            try value.encode(to: NodeWriter(node: self))
        } catch {
            if !(error is WireError) { fail(.unencodable, "a value its type can encode") }
            throw error
        }
    }

    func scalar(_ write: (inout Output) -> WireError.Kind?) throws {
        guard case .empty = content else { throw fail(.unencodable, "one value in one place") }
        var output = Output(capacity: 32)
        defer { output.deallocate() }
        if let kind = write(&output) { throw fail(kind, "a value JSON can hold") }
        content = .scalar(output.bytes())
    }

    func openObject(isSorted: Bool) {
        switch content {
        case .object(var members):
            members.isSorted = members.isSorted || isSorted
            content = .object(members)
        case .empty:
            open(.object(Members(isSorted: isSorted)))
        case .scalar, .array: fail(.unencodable, "one kind of value in one place")
        }
    }

    func openArray() {
        switch content {
        case .array: break
        case .empty: open(.array([]))
        case .scalar, .object: fail(.unencodable, "one kind of value in one place")
        }
    }

    /// Every step of the path is a container this one stands in.
    private func open(_ container: Content) {
        guard path.count < failures.maximumDepth else {
            fail(.tooDeep, "no deeper nesting")
            return
        }
        content = container
    }

    func member(_ key: some CodingKey) -> Node {
        let step = PathKey(key)
        let child = Node(failures, path: path + [step])
        guard case .object(var members) = content else { return child }
        // Emptied first, so that the members are not copied at each one.
        content = .empty
        members.values.append((step.stringValue, child))
        if !members.names.insert(step.stringValue).inserted { child.fail(.duplicateKey, "each member once") }
        content = .object(members)
        return child
    }

    func element() -> Node {
        guard case .array(var elements) = content else { return Node(failures, path: path) }
        let child = Node(failures, path: path + [PathKey(intValue: elements.count)])
        content = .empty
        elements.append(child)
        content = .array(elements)
        return child
    }

    // MARK: Writing

    private func write(to output: inout Output, sortsAll: Bool) throws {
        switch content {
        case .empty: output.literal("{}")
        case .scalar(let bytes): bytes.withUnsafeBufferPointer { output.raw($0) }
        case .array(let elements):
            output.byte(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { output.byte(UInt8(ascii: ",")) }
                try element.write(to: &output, sortsAll: sortsAll)
            }
            output.byte(UInt8(ascii: "]"))
        case .object(let object):
            var members = object.values
            if object.isSorted || sortsAll { members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } }
            output.byte(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { output.byte(UInt8(ascii: ",")) }
                guard output.string(member.name) else { throw member.value.fail(.nulCharacter, "no U+0000") }
                output.byte(UInt8(ascii: ":"))
                try member.value.write(to: &output, sortsAll: sortsAll)
            }
            output.byte(UInt8(ascii: "}"))
        }
    }
}

/// What the nodes of one encoding share: the limit, and the first failure.
final class NodeFailures {
    let maximumDepth: Int
    var first: WireError?

    init(maximumDepth: Int) { self.maximumDepth = maximumDepth }
}
