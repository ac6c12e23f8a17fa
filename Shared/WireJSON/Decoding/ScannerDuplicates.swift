extension Scanner {
    /// Refuses an object that names a member twice: readers differ on which of the two counts, and two services must
    /// not read one record differently.
    ///
    /// Names are compared as Swift strings, so that two spellings of one name (é, e + ´) don't pass as two members
    /// and then meet in a dictionary.
    func refuseDuplicates(from first: Int, members: Int) throws(ScanFailure) {
        guard members <= 64 else { return try refuseDuplicatesByHash(from: first) }
        var seen: UInt64 = 0
        var index = first
        while index < tokenCount {
            let key = tape[index]
            guard !key.has(Token.escaped | Token.wide) else { return try refuseDuplicatesByHash(from: first) }
            let bit = fingerprint(key)
            if seen & bit != 0 { try compare(index, withKeysFrom: first) }
            seen |= bit
            index = tape.after(index + 1)
        }
    }

    /// One bit of 64 that equal keys share: most objects never need a comparison.
    private func fingerprint(_ key: Token) -> UInt64 {
        guard key.extent > 0 else { return 1 }
        let first = UInt32(bytes[Int(key.offset)])
        let last = UInt32(bytes[Int(key.offset + key.extent - 1)])
        let mixed = (first &* 0x9E37) ^ (last &* 0x85EB) ^ (key.extent &* 0xC2B3)
        return 1 << UInt64((mixed >> 4) & 63)
    }

    private func compare(_ index: Int, withKeysFrom first: Int) throws(ScanFailure) {
        let key = tape[index]
        var other = first
        while other < index {
            let candidate = tape[other]
            if candidate.extent == key.extent, bytes.matches(candidate, bytes + Int(key.offset), Int(key.extent)) {
                throw ScanFailure(kind: .duplicateKey, offset: Int(key.offset), expected: "each member once")
            }
            other = tape.after(other + 1)
        }
    }

    private func refuseDuplicatesByHash(from first: Int) throws(ScanFailure) {
        var seen: Set<String> = []
        var index = first
        while index < tokenCount {
            guard seen.insert(bytes.string(tape[index])).inserted else {
                throw ScanFailure(
                    kind: .duplicateKey, offset: Int(tape[index].offset), expected: "each member once")
            }
            index = tape.after(index + 1)
        }
    }
}

extension UnsafeMutablePointer<Token> {
    /// The token after a value and all that is nested in it.
    @inline(__always)
    func after(_ value: Int) -> Int {
        let kind = self[value].kind
        return kind == .object || kind == .array ? Int(self[value].extent) : value + 1
    }
}
