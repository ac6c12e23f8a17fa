/// What the first bytes of a file say of it.
enum ByteOrderMark {
    case none
    case utf8
    case utf16

    /// Nil where more bytes are needed to tell.
    init?(_ bytes: [UInt8], ended: Bool) {
        let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .utf16
        } else if bytes.starts(with: utf8) {
            self = .utf8
        } else if !ended, bytes.isEmpty || utf8.starts(with: bytes) || bytes == [0xFF] || bytes == [0xFE] {
            return nil
        } else {
            self = .none
        }
    }
}

/// Counts separators outside quotes on the first line, which names the columns; the most frequent is the file's, on a
/// tie in the order of ``CSVSeparator``. A first line without any has one column.
struct SeparatorVote: Sendable {
    /// The next byte to look at.
    var position = 0
    private var counts = [Int](repeating: 0, count: CSVSeparator.allCases.count)
    private var isQuoted = false
    private var hasText = false

    /// Nil where the first line has not come to its end.
    mutating func decide(_ buffer: [UInt8], limit: Int, ended: Bool) -> CSVSeparator? {
        while position < buffer.count, position <= limit {
            let byte = buffer[position]
            if byte == ASCII.quote { isQuoted.toggle() }
            if !isQuoted, byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                if hasText { return winner }
            } else {
                hasText = true
            }
            if !isQuoted, let separator = CSVSeparator(rawValue: byte),
                let index = CSVSeparator.allCases.firstIndex(of: separator)
            {
                counts[index] += 1
            }
            position += 1
        }
        return ended || position > limit ? winner : nil
    }

    private var winner: CSVSeparator {
        var best = CSVSeparator.semicolon
        var most = 0
        for (separator, count) in zip(CSVSeparator.allCases, counts) where count > most {
            best = separator
            most = count
        }
        return best
    }
}
