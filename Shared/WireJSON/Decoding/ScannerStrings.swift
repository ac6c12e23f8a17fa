extension Scanner {
    /// Reads a string or a key, from its quotation mark to the byte after its last.
    mutating func string() throws(ScanFailure) {
        position += 1
        let start = position
        var flags: UInt8 = 0
        while true {
            let plain = EightBytes.plain(EightBytes.load(bytes + position), ascii: true)
            position += plain
            if plain == 8 { continue }
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                flags |= Token.escaped
                try escape()
            } else if byte >= 0x80 {
                flags |= Token.wide
                try sequence(byte)
            } else {
                throw failure(position == count ? "the end of the string" : "an escape for a control character")
            }
        }
        append(Token(.string, offset: start, extent: position - start, flags: flags))
        position += 1
    }

    /// One UTF-8 sequence of two to four bytes (Unicode, table 3-7).
    private mutating func sequence(_ lead: UInt8) throws(ScanFailure) {
        let second = bytes[position + 1]
        let length: Int
        let allowed: ClosedRange<UInt8>
        switch lead {
        case 0xC2...0xDF: (length, allowed) = (2, 0x80...0xBF)
        case 0xE0: (length, allowed) = (3, 0xA0...0xBF)
        case 0xED: (length, allowed) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, allowed) = (3, 0x80...0xBF)
        case 0xF0: (length, allowed) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, allowed) = (4, 0x80...0xBF)
        case 0xF4: (length, allowed) = (4, 0x80...0x8F)
        default: throw failure("well-formed UTF-8", .malformedText)
        }
        // A document cut in the sequence reads zeros here, which are no continuation.
        guard allowed.contains(second),
            length < 3 || bytes[position + 2] & 0xC0 == 0x80,
            length < 4 || bytes[position + 3] & 0xC0 == 0x80
        else { throw failure("well-formed UTF-8", .malformedText) }
        position += length
    }

    private mutating func escape() throws(ScanFailure) {
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"): try unicodeEscape()
        default: throw failure("a JSON escape")
        }
    }

    private mutating func unicodeEscape() throws(ScanFailure) {
        guard let unit = Hexadecimal.unit(bytes + position + 2) else { throw failure("four hexadecimal digits") }
        switch unit {
        case 0: throw failure("no U+0000", .nulCharacter)
        case 0xD800...0xDBFF:
            // The second half is read only when the six bytes before it were there: at most two bytes of the padding.
            guard bytes[position + 6] == UInt8(ascii: "\\"), bytes[position + 7] == UInt8(ascii: "u"),
                let low = Hexadecimal.unit(bytes + position + 8), 0xDC00...0xDFFF ~= low
            else { throw failure("a whole surrogate pair", .malformedText) }
            position += 12
        case 0xDC00...0xDFFF: throw failure("a whole surrogate pair", .malformedText)
        default: position += 6
        }
    }
}

enum Hexadecimal {
    /// The UTF-16 unit that four hexadecimal digits write. Stops at the first byte that is none.
    static func unit(_ digits: UnsafePointer<UInt8>) -> UInt32? {
        var unit: UInt32 = 0
        for index in 0..<4 {
            let byte = digits[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }
}
