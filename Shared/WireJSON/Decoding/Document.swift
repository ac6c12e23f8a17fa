/// An indexed document: what every container of one decoding reads from.
///
/// It owns a copy of the bytes, so that a type that keeps its decoder past the call still reads valid memory. Used by
/// one thread at a time: it is made and consumed within one call of `WireDecoder.decode`.
final class Document {
    /// Zeros after the bytes, which the scanner relies on.
    private static let padding = 16

    let bytes: UnsafePointer<UInt8>
    /// Index 0 is a null that stands for absent values, and whose cursor remembers the value last asked for; index 1
    /// is the root.
    let tape: UnsafeMutablePointer<Token>
    /// The key types containers were asked for, by the place tokens refer to.
    private var keyTypes: ContiguousArray<any CodingKey.Type> = []

    static let absent = 0
    static let root = 1

    init(_ source: UnsafeRawBufferPointer, maximumDepth: Int) throws(WireError) {
        guard source.count < Int(UInt32.max) - Document.padding else {
            throw WireError(kind: .tooLarge, path: "", byteOffset: 0, expected: "less than 4 GiB")
        }
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: source.count + Document.padding)
        if let base = source.baseAddress {
            UnsafeMutableRawPointer(copy).copyMemory(from: base, byteCount: source.count)
        }
        (copy + source.count).initialize(repeating: 0, count: Document.padding)
        var scanner = Scanner(copy, count: source.count, maximumDepth: maximumDepth)
        do {
            try scanner.document()
        } catch {
            copy.deallocate()
            scanner.tape.deallocate()
            throw WireError(kind: error.kind, path: "", byteOffset: error.offset, expected: "\(error.expected)")
        }
        bytes = UnsafePointer(copy)
        tape = scanner.tape
    }

    deinit {
        bytes.deallocate()
        tape.deallocate()
    }

    /// Decodes the whole document; the only way out for errors, whatever a type threw.
    func root<T: Decodable>(_ type: T.Type) throws(WireError) -> T {
        do {
            return try value(type, at: Document.root)
        } catch {
            throw wireError(error)
        }
    }

    // MARK: Values

    @inline(__always)
    func value<T: Decodable>(_ type: T.Type, at index: Int) throws -> T {
        if ScalarText.isWritten(type) { return try scalar(type, at: index) }
        return try T(from: ValueReader(document: self, index: index))
    }

    @inline(__always)
    func isNull(_ index: Int) -> Bool { tape[index].kind == .null }

    @inline(__always)
    private func token(_ index: Int) -> Token {
        tape[Document.absent].cursor = UInt32(truncatingIfNeeded: index)
        return tape[index]
    }

    func string(_ index: Int) throws -> String {
        let token = token(index)
        guard token.kind == .string else { throw mismatch(index, "a string") }
        return bytes.string(token)
    }

    func bool(_ index: Int) throws -> Bool {
        switch token(index).kind {
        case .true: return true
        case .false: return false
        default: throw mismatch(index, "true or false")
        }
    }

    @inline(__always)
    func integer<T: FixedWidthInteger>(_ index: Int, _ type: T.Type = T.self) throws -> T {
        guard let magnitude = try magnitude(index, "an integer of type \(type)") else {
            throw failure(.outOfRange, index, "an integer of type \(type)")
        }
        let negative = bytes[Int(tape[index].offset)] == UInt8(ascii: "-")
        // `0 - magnitude` in wrapped 64 bits is the negative number if it is one of Int64 at all.
        let value = negative ? T(exactly: Int64(truncatingIfNeeded: 0 &- magnitude)) : T(exactly: magnitude)
        guard let value, !negative || magnitude <= UInt64(Int64.min.magnitude) else {
            throw failure(.outOfRange, index, "an integer of type \(type)")
        }
        return value
    }

    /// An integer's digits; nil when they exceed 64 bits.
    private func magnitude(_ index: Int, _ expected: @autoclosure () -> String) throws -> UInt64? {
        let token = token(index)
        guard token.kind == .number, !token.has(Token.fractional) else { throw mismatch(index, expected()) }
        let first = bytes + Int(token.offset)
        return Decimals.magnitude(first, count: Int(token.extent))
    }

    func floating<T: WireFloat>(_ index: Int, _ type: T.Type = T.self) throws -> T {
        let token = token(index)
        guard token.kind == .number else { throw mismatch(index, "a number") }
        let text = UnsafeBufferPointer(start: bytes + Int(token.offset), count: Int(token.extent))
        guard let value = T(decimal: text), value.isFinite else {
            throw failure(.outOfRange, index, "a finite number of type \(type)")
        }
        return value
    }

    // MARK: Members

    /// The value of a member, or `absent`. Begins where the last look-up ended.
    func find(_ name: String, in object: Int) -> Int {
        var name = name
        return name.withUTF8 { wanted in
            let start = wanted.baseAddress ?? bytes
            let cursor = Int(tape[object].cursor)
            let end = Int(tape[object].extent)
            let found = find(start, wanted.count, cursor, end)
            return found != Document.absent ? found : find(start, wanted.count, object + 1, cursor)
        }
        .remembered(in: tape, object)
    }

    @inline(__always)
    private func find(_ wanted: UnsafePointer<UInt8>, _ count: Int, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let key = tape[index]
            if key.has(Token.escaped) {
                let name = String(decoding: UnsafeBufferPointer(start: wanted, count: count), as: UTF8.self)
                if bytes.string(key) == name { return index + 1 }
            } else if bytes.matches(key, wanted, count) {
                return index + 1
            }
            index = tape.after(index + 1)
        }
        return Document.absent
    }

    /// Notes which type's keys an object is read with, for the paths of errors.
    func remember(_ type: any CodingKey.Type, for object: Int) {
        var place = keyTypes.count - 1
        while place >= 0, keyTypes[place] != type { place -= 1 }
        if place < 0 {
            place = keyTypes.count
            keyTypes.append(type)
        }
        tape[object].keyType = UInt16(exactly: place) ?? Token.unasked
    }

    func keyType(_ object: Int) -> (any CodingKey.Type)? {
        let place = Int(tape[object].keyType)
        return place < keyTypes.count ? keyTypes[place] : nil
    }
}

extension Int {
    /// Leaves the object's cursor at the key after this value, if a value was found.
    @inline(__always)
    fileprivate func remembered(in tape: UnsafeMutablePointer<Token>, _ object: Int) -> Int {
        if self != Document.absent { tape[object].cursor = UInt32(truncatingIfNeeded: tape.after(self)) }
        return self
    }
}
