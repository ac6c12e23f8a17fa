/// One value, or one key, of a document. 16 bytes: an index of a record stays in the first-level cache.
///
/// An object's tokens are the object, then key and value by turns, each value with all that is nested in it; an
/// array's are the array, then its elements.
struct Token {
    enum Kind: UInt8 {
        case null, `true`, `false`, number, string, array, object
    }

    /// A string that holds an escape must be rewritten to be read.
    static let escaped: UInt8 = 1
    /// A string that is not ASCII may equal another one of other bytes (canonical equivalence).
    static let wide: UInt8 = 2
    /// A number with a fraction or an exponent.
    static let fractional: UInt8 = 4

    /// A key type's place that says "no key type asked for this object yet".
    static let unasked = UInt16.max

    /// The value's first byte; for a string, the byte after its quotation mark.
    var offset: UInt32
    /// For strings and numbers, the bytes; for arrays and objects, the index of the token after their last.
    var extent: UInt32
    /// For objects, the key where the next look-up begins: members mostly come in the order they are asked for.
    var cursor: UInt32
    var kind: Kind
    var flags: UInt8
    /// For objects, the place in `Document.keyTypes` of the key type it was last read with.
    var keyType: UInt16

    init(_ kind: Kind, offset: Int, extent: Int = 0, flags: UInt8 = 0) {
        self.offset = UInt32(truncatingIfNeeded: offset)
        self.extent = UInt32(truncatingIfNeeded: extent)
        self.cursor = 0
        self.kind = kind
        self.flags = flags
        self.keyType = Token.unasked
    }

    func has(_ flag: UInt8) -> Bool { flags & flag != 0 }
}
