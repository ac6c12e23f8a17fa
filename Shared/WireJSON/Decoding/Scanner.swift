/// A failure of the scan: plain data, so that throwing it costs nothing on the way through the recursion.
struct ScanFailure: Error {
    var kind: WireError.Kind
    var offset: Int
    var expected: StaticString
}

/// Validates a whole document against RFC 8259 and indexes it, in one pass.
///
/// The bytes must be followed by at least eight zeros: a zero is valid nowhere in JSON, so no step needs to ask
/// whether the end is reached, and strings can be read eight bytes at a time.
struct Scanner {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    let maximumDepth: Int
    var position = 0
    var depth = 0
    var tape: UnsafeMutablePointer<Token>
    var tokenCount = 0
    private var capacity: Int

    init(_ bytes: UnsafePointer<UInt8>, count: Int, maximumDepth: Int) {
        self.bytes = bytes
        self.count = count
        self.maximumDepth = maximumDepth
        capacity = count / 8 + 16
        tape = .allocate(capacity: capacity)
    }

    /// Places the null token that absent values are read as, then the root at index 1.
    mutating func document() throws(ScanFailure) {
        append(Token(.null, offset: 0))
        skipSpace()
        try value()
        skipSpace()
        guard position == count else { throw failure("the end of the document") }
    }

    func failure(_ expected: StaticString, _ kind: WireError.Kind = .syntax) -> ScanFailure {
        ScanFailure(kind: kind, offset: position, expected: expected)
    }

    mutating func append(_ token: Token) {
        if tokenCount == capacity {
            let larger = UnsafeMutablePointer<Token>.allocate(capacity: capacity * 2)
            larger.moveInitialize(from: tape, count: tokenCount)
            tape.deallocate()
            tape = larger
            capacity *= 2
        }
        (tape + tokenCount).initialize(to: token)
        tokenCount += 1
    }

    private mutating func skipSpace() {
        while true {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
            default: return
            }
        }
    }

    private mutating func value() throws(ScanFailure) {
        switch bytes[position] {
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try array()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        case UInt8(ascii: "t"): try literal("true", .true)
        case UInt8(ascii: "f"): try literal("false", .false)
        case UInt8(ascii: "n"): try literal("null", .null)
        default: throw failure("a JSON value")
        }
    }

    private mutating func literal(_ text: StaticString, _ kind: Token.Kind) throws(ScanFailure) {
        for index in 0..<text.utf8CodeUnitCount where bytes[position + index] != text.utf8Start[index] {
            throw failure("a JSON value")
        }
        append(Token(kind, offset: position))
        position += text.utf8CodeUnitCount
    }

    private mutating func descend() throws(ScanFailure) {
        guard depth < maximumDepth else { throw failure("no deeper nesting", .tooDeep) }
        depth += 1
        position += 1
        skipSpace()
    }

    private mutating func array() throws(ScanFailure) {
        let index = tokenCount
        append(Token(.array, offset: position))
        try descend()
        if bytes[position] == UInt8(ascii: "]") {
            position += 1
        } else {
            repeat { try value() } while try another(closing: UInt8(ascii: "]"), "a comma or the end of the array")
        }
        depth -= 1
        tape[index].extent = UInt32(truncatingIfNeeded: tokenCount)
    }

    private mutating func object() throws(ScanFailure) {
        let index = tokenCount
        var members = 0
        append(Token(.object, offset: position))
        try descend()
        if bytes[position] == UInt8(ascii: "}") {
            position += 1
        } else {
            repeat {
                guard bytes[position] == UInt8(ascii: "\"") else { throw failure("a member's name") }
                try string()
                skipSpace()
                guard bytes[position] == UInt8(ascii: ":") else { throw failure("a colon") }
                position += 1
                skipSpace()
                try value()
                members += 1
            } while try another(closing: UInt8(ascii: "}"), "a comma or the end of the object")
        }
        depth -= 1
        tape[index].extent = UInt32(truncatingIfNeeded: tokenCount)
        tape[index].cursor = UInt32(truncatingIfNeeded: index + 1)
        if members > 1 { try refuseDuplicates(from: index + 1, members: members) }
    }

    /// Steps over a comma (true) or over the closing bracket (false).
    private mutating func another(closing: UInt8, _ expected: StaticString) throws(ScanFailure) -> Bool {
        skipSpace()
        let byte = bytes[position]
        guard byte == UInt8(ascii: ",") || byte == closing else { throw failure(expected) }
        position += 1
        guard byte == UInt8(ascii: ",") else { return false }
        skipSpace()
        return true
    }

    private mutating func number() throws(ScanFailure) {
        let start = position
        var flags: UInt8 = 0
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if bytes[position] == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if bytes[position] == UInt8(ascii: ".") {
            flags = Token.fractional
            position += 1
            try digits()
        }
        if bytes[position] | 0x20 == UInt8(ascii: "e") {
            flags = Token.fractional
            position += 1
            if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        append(Token(.number, offset: start, extent: position - start, flags: flags))
    }

    private mutating func digits() throws(ScanFailure) {
        guard bytes[position] &- UInt8(ascii: "0") < 10 else { throw failure("a digit") }
        repeat { position += 1 } while bytes[position] &- UInt8(ascii: "0") < 10
    }
}
