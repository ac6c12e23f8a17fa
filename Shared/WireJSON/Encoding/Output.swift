/// Growing bytes with JSON's scalars on top.
struct Output {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 1024) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    func deallocate() { base.deallocate() }

    /// The bytes written; the memory stays.
    func bytes(from start: Int = 0) -> [UInt8] {
        [UInt8](UnsafeBufferPointer(start: base + start, count: count - start))
    }

    /// Makes room for as many bytes more.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    private mutating func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
    }

    @inline(__always)
    mutating func byte(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    mutating func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).initialize(from: start, count: bytes.count)
        count += bytes.count
    }

    mutating func raw(_ text: String) {
        var text = text
        text.withUTF8 { raw($0) }
    }

    mutating func literal(_ text: StaticString) {
        raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Puts other bytes of the same number in the place of the last ones.
    mutating func replace(from start: Int, with bytes: [UInt8]) {
        count = start
        bytes.withUnsafeBufferPointer { raw($0) }
    }

    // MARK: Scalars

    mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    mutating func integer<T: FixedWidthInteger>(_ value: T) {
        var magnitude = UInt64(truncatingIfNeeded: value.magnitude)
        reserve(20)
        if value < 0 { byte(UInt8(ascii: "-")) }
        var digits = 1
        var rest = magnitude
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        var place = count + digits
        count = place
        repeat {
            place -= 1
            base[place] = UInt8(truncatingIfNeeded: magnitude % 10) &+ UInt8(ascii: "0")
            magnitude /= 10
        } while place > count - digits
    }

    /// The shortest text that reads back as the same number; a whole one without ".0", as Foundation writes it. False
    /// for infinities and NaN, which JSON can't write.
    mutating func floating<T: WireFloat>(_ value: T) -> Bool {
        guard value.isFinite else { return false }
        var text = value.description
        if text.hasSuffix(".0") { text.removeLast(2) }
        raw(text)
        return true
    }

    /// A string with its quotation marks; false if it holds U+0000.
    mutating func string(_ value: String) -> Bool {
        var value = value
        return value.withUTF8 { quoted($0) }
    }

    private mutating func quoted(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        // Eight bytes more than needed, so that eight are stored at a time and only those that count are kept.
        reserve(text.count + 10)
        base[count] = UInt8(ascii: "\"")
        count += 1
        var read = 0
        while read < text.count, let start = text.baseAddress {
            if read + 8 <= text.count {
                let word = EightBytes.load(start + read)
                UnsafeMutableRawPointer(base + count).storeBytes(
                    of: word.littleEndian, as: UInt64.self)
                let plain = EightBytes.plain(word, ascii: false)
                count += plain
                read += plain
                if plain == 8 { continue }
            }
            let byte = start[read]
            read += 1
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                base[count] = byte
                count += 1
            } else {
                guard byte != 0 else { return false }
                reserve(text.count - read + 16)
                escape(byte)
            }
        }
        base[count] = UInt8(ascii: "\"")
        count += 1
        return true
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): literal("\\\"")
        case UInt8(ascii: "\\"): literal("\\\\")
        case 0x08: literal("\\b")
        case 0x09: literal("\\t")
        case 0x0A: literal("\\n")
        case 0x0C: literal("\\f")
        case 0x0D: literal("\\r")
        default:
            literal(byte < 0x10 ? "\\u000" : "\\u001")
            let low = byte & 0x0F
            self.byte(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        }
    }
}
