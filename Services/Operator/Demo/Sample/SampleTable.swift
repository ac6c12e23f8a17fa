/// A table of the sample, cut into records and cells: semicolons, quotes where a cell holds one of its marks.
///
/// The services judge the files; here it is enough to find what a record belongs to.
enum SampleTable {
    /// Each record as it stands, without the end of its line: a quoted cell may hold line ends.
    static func records(_ text: String) -> [String] {
        var records: [String] = []
        var isQuoted = false
        var record: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: "\n"), !isQuoted {
                if record.last == UInt8(ascii: "\r") { record.removeLast() }
                if !record.isEmpty { records.append(String(decoding: record, as: UTF8.self)) }
                record.removeAll(keepingCapacity: true)
            } else {
                record.append(byte)
            }
        }
        if !record.isEmpty { records.append(String(decoding: record, as: UTF8.self)) }
        return records
    }

    /// The cells of a record, without their quotes.
    static func cells(_ record: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var previous: Character?
        for character in record {
            switch character {
            case "\"":
                // A doubled quote stands for one.
                if !isQuoted, previous == "\"" { cell.append("\"") }
                isQuoted.toggle()
            case ";" where !isQuoted:
                cells.append(cell)
                cell = ""
            default: cell.append(character)
            }
            previous = character
        }
        return cells + [cell]
    }

    /// Cells by the names in the first record.
    static func rows(_ text: String) -> [[String: String]] {
        let records = records(text).map(cells)
        guard var heads = records.first else { return [] }
        if heads[0].hasPrefix("\u{FEFF}") { heads[0].removeFirst() }
        return records.dropFirst().map { Dictionary(zip(heads, $0)) { first, _ in first } }
    }
}
