/// Finds, eight bytes at a time, the first byte a JSON string can't simply contain.
enum EightBytes {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// How many of the eight bytes come before the first quotation mark, backslash or control character, or, when
    /// `ascii`, before the first byte of a longer UTF-8 sequence.
    ///
    /// The subtractions borrow only from a byte that is itself a hit upwards, so the lowest hit is exact (Bit
    /// Twiddling Hacks, "Determine if a word has a byte less than n").
    @inline(__always)
    static func plain(_ word: UInt64, ascii: Bool) -> Int {
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        var hits = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
        hits |= (word &- ones &* 0x20) & ~word
        if ascii { hits |= word }
        hits &= highs
        return hits == 0 ? 8 : hits.trailingZeroBitCount >> 3
    }

    @inline(__always)
    static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }
}
