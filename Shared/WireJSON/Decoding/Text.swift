import Foundation

extension UnsafePointer<UInt8> {
    /// Whether an unescaped key's bytes are these.
    @inline(__always)
    func matches(_ key: Token, _ wanted: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        Int(key.extent) == count && memcmp(self + Int(key.offset), wanted, count) == 0
    }

    /// The text of a validated string token.
    @inline(__always)
    func string(_ token: Token) -> String {
        if token.has(Token.escaped) { return unescaped(token) }
        return String(
            decoding: UnsafeBufferPointer(start: self + Int(token.offset), count: Int(token.extent)), as: UTF8.self)
    }

    private func unescaped(_ token: Token) -> String {
        // Every escape is longer than what it stands for, so the raw length suffices.
        String(unsafeUninitializedCapacity: Int(token.extent)) { target in
            var read = self + Int(token.offset)
            let end = read + Int(token.extent)
            var written = 0
            while read < end {
                if read.pointee != UInt8(ascii: "\\") {
                    target[written] = read.pointee
                    written += 1
                    read += 1
                } else if read[1] == UInt8(ascii: "u") {
                    read = read.copyUnicodeEscape(to: target, &written)
                } else {
                    target[written] = read[1].unescaped
                    written += 1
                    read += 2
                }
            }
            return written
        }
    }

    /// Writes the scalar that an escape (or a pair) stands for and returns the byte after it. The scan has validated
    /// both.
    private func copyUnicodeEscape(to target: UnsafeMutableBufferPointer<UInt8>, _ written: inout Int) -> Self {
        let unit = Hexadecimal.unit(self + 2) ?? 0
        var next = self + 6
        var value = unit
        if 0xD800...0xDBFF ~= unit, let low = Hexadecimal.unit(self + 8) {
            value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            next = self + 12
        }
        for byte in UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
            target[written] = byte
            written += 1
        }
        return next
    }
}

extension UInt8 {
    /// What the letter after a backslash stands for.
    fileprivate var unescaped: UInt8 {
        switch self {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: self
        }
    }
}
