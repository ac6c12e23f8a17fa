/// The columns of a table by name, from its first row. Names are taken as they stand, but for spaces around them.
package struct CSVHeader: Equatable, Sendable {
    package let names: [String]
    private let indices: [String: Int]
    private let line: Int

    /// Throws where a column has no name or two have one. Columns behind the last named one are the spreadsheet's.
    package init(_ row: CSVRow) throws(CSVError) {
        var names = row.fields.map(Self.trimmed)
        while names.last?.isEmpty == true { names.removeLast() }
        var indices: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            guard !name.isEmpty else { throw CSVError(.emptyColumnName, line: row.line, column: index + 1) }
            guard indices.updateValue(index, forKey: name) == nil else {
                throw CSVError(.duplicateColumn(name), line: row.line, column: index + 1)
            }
        }
        guard !names.isEmpty else { throw CSVError(.noHeader, line: row.line) }
        self.names = names
        self.indices = indices
        line = row.line
    }

    /// From 0; nil where there is no such column.
    package func index(of name: String) -> Int? { indices[name] }

    /// One error for each of `required` that is missing.
    package func missing(_ required: [String]) -> [CSVError] {
        required.filter { indices[$0] == nil }.map { CSVError(.missingColumn($0), line: line, column: names.count + 1) }
    }

    /// The row's cells, as many as there are columns. Throws where the row has fewer, or more that aren't empty.
    package func cells(of row: CSVRow) throws(CSVError) -> [String] {
        let more = row.fields.dropFirst(names.count)
        guard row.fields.count >= names.count, more.allSatisfy(\.isEmpty) else {
            throw CSVError(
                .cellCount(expected: names.count, found: row.fields.count), line: row.line,
                column: min(row.fields.count, names.count) + 1)
        }
        return Array(row.fields.prefix(names.count))
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
