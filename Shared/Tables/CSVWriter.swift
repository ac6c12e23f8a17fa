/// Writes tables as RFC 4180 says, for spreadsheets: a cell that one of them would take for a formula is made text.
///
/// What ``CSVReader`` reads back is what was written, but for the apostrophe of such a cell, and NUL.
package struct CSVWriter: Sendable {
    /// First in a file, it makes spreadsheets read it as UTF-8.
    package static let byteOrderMark = "\u{FEFF}"

    private let separator: Unicode.Scalar
    private let newline: String

    package init(separator: CSVSeparator = .semicolon, newline: String = "\r\n") {
        self.separator = Unicode.Scalar(separator.rawValue)
        self.newline = newline
    }

    /// One record with its newline. A row needs a cell: without one, its line is blank and is passed over.
    package func line(_ cells: [String]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.unicodeScalars.append(separator) }
            append(Self.neutralised(cell), isAlone: cells.count == 1, to: &line)
        }
        return line + newline
    }

    /// With an apostrophe before it where a spreadsheet would compute it (OWASP, "CSV Injection"): cells that start
    /// with `=`, `+`, `-`, `@`, their full-width forms, a tab or a newline. NUL, which no reader takes, becomes U+FFFD.
    ///
    /// Judged by Unicode scalars: to Swift, `=` with a combining accent behind it is another character.
    package static func neutralised(_ cell: String) -> String {
        var cell = cell
        if cell.utf8.contains(0) {
            cell = String(String.UnicodeScalarView(cell.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
        }
        guard let first = cell.unicodeScalars.first, dangerous.contains(first) else { return cell }
        return "'" + cell
    }

    private static let dangerous: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    private func append(_ cell: String, isAlone: Bool, to line: inout String) {
        let scalars = cell.unicodeScalars
        // An empty cell alone would be a blank line; a mark at the start of the file would be taken for its own.
        let needsQuotes =
            isAlone && scalars.isEmpty || scalars.first == "\u{FEFF}"
            || scalars.contains { $0 == separator || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        guard needsQuotes else { return line.unicodeScalars.append(contentsOf: scalars) }
        line.unicodeScalars.append("\"")
        for scalar in scalars {
            if scalar == "\"" { line.unicodeScalars.append(scalar) }
            line.unicodeScalars.append(scalar)
        }
        line.unicodeScalars.append("\"")
    }
}
