/// An array, read in order.
///
/// Two words and two halves, so that an `any UnkeyedDecodingContainer` holds it without an allocation.
struct UnkeyedReader: UnkeyedDecodingContainer {
    let document: Document
    private let array: UInt32
    private var next: UInt32
    private var place: UInt32 = 0

    init(document: Document, array: Int) {
        self.document = document
        self.array = UInt32(truncatingIfNeeded: array)
        next = self.array + 1
    }

    var codingPath: [any CodingKey] { document.path(to: Int(array)) }
    var currentIndex: Int { Int(place) }
    var isAtEnd: Bool { next >= document.tape[Int(array)].extent }

    /// Counted on demand: the standard library's types read until `isAtEnd`.
    var count: Int? {
        var elements = 0
        var index = Int(array) + 1
        while index < Int(document.tape[Int(array)].extent) {
            elements += 1
            index = document.tape.after(index)
        }
        return elements
    }

    /// The element to read; the step over it is taken only when it was read, as the protocol demands.
    @inline(__always)
    private mutating func element<T>(_ read: (Int) throws -> T) throws -> T {
        guard !isAtEnd else {
            let path = document.path(to: Int(array)) + [PathKey(intValue: Int(place))]
            throw WireError(
                kind: .missing, path: PathKey.text(path), byteOffset: Int(document.tape[Int(array)].offset),
                expected: "one more element")
        }
        let value = try read(Int(next))
        next = UInt32(truncatingIfNeeded: document.tape.after(Int(next)))
        place += 1
        return value
    }

    /// Steps over a null only.
    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, !document.isNull(Int(next)) else { return try element { _ in true } }
        return false
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try element { [document] in try document.value(type, at: $0) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try element { [document] in try ValueReader(document: document, index: $0).container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try element { [document] in try ValueReader(document: document, index: $0).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try element { [document] in ValueReader(document: document, index: $0) }
    }

    mutating func decode(_: Bool.Type) throws -> Bool { try element { [document] in try document.bool($0) } }
    mutating func decode(_: String.Type) throws -> String { try element { [document] in try document.string($0) } }
    mutating func decode(_: Double.Type) throws -> Double { try element { [document] in try document.floating($0) } }
    mutating func decode(_: Float.Type) throws -> Float { try element { [document] in try document.floating($0) } }
    mutating func decode(_: Int.Type) throws -> Int { try element { [document] in try document.integer($0) } }
    mutating func decode(_: Int8.Type) throws -> Int8 { try element { [document] in try document.integer($0) } }
    mutating func decode(_: Int16.Type) throws -> Int16 { try element { [document] in try document.integer($0) } }
    mutating func decode(_: Int32.Type) throws -> Int32 { try element { [document] in try document.integer($0) } }
    mutating func decode(_: Int64.Type) throws -> Int64 { try element { [document] in try document.integer($0) } }
    mutating func decode(_: UInt.Type) throws -> UInt { try element { [document] in try document.integer($0) } }
    mutating func decode(_: UInt8.Type) throws -> UInt8 { try element { [document] in try document.integer($0) } }
    mutating func decode(_: UInt16.Type) throws -> UInt16 { try element { [document] in try document.integer($0) } }
    mutating func decode(_: UInt32.Type) throws -> UInt32 { try element { [document] in try document.integer($0) } }
    mutating func decode(_: UInt64.Type) throws -> UInt64 { try element { [document] in try document.integer($0) } }
}
