/// Why a record is not a row. Holds no text of the record, since that may be personal data.
package struct CSVError: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// RFC 4180, 2.5: a cell that isn't quoted holds no quote.
        case quoteInCell
        /// RFC 4180, 2.5: a quote inside quotes is written twice.
        case textAfterQuote
        case unclosedQuote
        /// Longer than the reader's limit, in bytes.
        case tooLong(limit: Int)
        /// Not UTF-8, although what stood before was.
        case notUTF8
        /// Neither UTF-8 nor Windows-1252.
        case unknownEncoding
        case utf16
        /// PostgreSQL can't hold it, and no text needs it.
        case nul
        /// As many cells as the header has, and no more.
        case cellCount(expected: Int, found: Int)
        case emptyColumnName
        case duplicateColumn(String)
        case missingColumn(String)
        case noHeader
    }

    package var kind: Kind
    /// The line the record starts on, from 1.
    package var line: Int
    /// The number of the cell in its record, from 1, as a spreadsheet counts columns.
    package var column: Int

    package init(_ kind: Kind, line: Int, column: Int = 1) {
        self.kind = kind
        self.line = line
        self.column = column
    }
}

extension CSVError: CustomStringConvertible {
    package var description: String { "line \(line), column \(column): \(reason)" }

    /// Without the place.
    package var reason: String {
        switch kind {
        case .quoteInCell:
            "a quote inside a cell that isn't quoted; put the cell between quotes and write the inner quote twice"
        case .textAfterQuote:
            "text behind a closing quote; a quote inside a quoted cell is written twice"
        case .unclosedQuote: "a quote is opened and never closed"
        case .tooLong(let limit): "longer than \(limit) bytes; maybe a quote is missing"
        case .notUTF8: "bytes that are not UTF-8, in a file that is UTF-8 above; save the whole file as UTF-8"
        case .unknownEncoding: "bytes that are neither UTF-8 nor Windows-1252; save the file as UTF-8"
        case .utf16: "the file is UTF-16; save it as CSV in UTF-8"
        case .nul: "a NUL character; remove it"
        case .cellCount(let expected, let found):
            "\(found) cells where the header has \(expected) columns; maybe a separator is missing or not quoted"
        case .emptyColumnName: "a column without a name; name it or remove it"
        case .duplicateColumn(let name): "the column \(name) stands twice; keep one"
        case .missingColumn(let name): "the column \(name) is missing; add it"
        case .noHeader: "the file is empty; its first line names the columns"
        }
    }
}
