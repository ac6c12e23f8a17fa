/// What a reader gives for each record: a row, or why it can't be one.
package typealias CSVRecord = Result<CSVRow, CSVError>

/// One record of a table, the header included.
package struct CSVRow: Equatable, Sendable {
    /// The line the record starts on, from 1; a record with quoted newlines goes over several.
    package var line: Int
    package var fields: [String]

    package init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }

    /// Spreadsheets write such rows (`;;;`) for lines that were once used.
    package var isBlank: Bool { fields.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}

/// What stands between two cells.
package enum CSVSeparator: UInt8, CaseIterable, Sendable {
    /// What French spreadsheets write, since their decimal sign is the comma.
    case semicolon = 0x3B
    case tab = 0x09
    case comma = 0x2C
}

package enum CSVEncoding: Equatable, Sendable {
    case utf8
    /// What older spreadsheets write under Windows.
    case windows1252
}
