import Tables
package import Vocabulary

/// Writes requests as ``RequestReader`` reads them: what it reads back is equal to what was written, but for what a
/// table can't tell apart (an optional text that is empty reads as absent, a group without numbers as one of 0 and 0).
package enum RequestWriter {
    /// One line with its newline.
    package static func jsonLine(_ request: ReceivedRequest) -> String {
        var text = JSONWriting()
        text.request(request)
        return text.text + "\n"
    }

    /// A whole table: as many numbered columns as the requests need. Begins with a byte order mark, for spreadsheets.
    package static func table(
        _ requests: [ReceivedRequest], separator: String = ";"
    ) -> String {
        let rows = requests.map(TableWriting.cells)
        let names = TableWriting.names(for: requests)
        let writer = CSVWriter(separator: separator == "," ? .comma : separator == "\t" ? .tab : .semicolon)
        return CSVWriter.byteOrderMark + writer.line(names)
            + rows.map { cells in writer.line(names.map { cells[$0] ?? "" }) }.joined()
    }
}
