import Tables
import Vocabulary

/// Reads a request from each row of a table; the first row names the columns.
struct RequestTable: Sendable {
    private var reader = CSVReader(limit: RequestReader.longestLine)
    private var plan: ColumnPlan?

    mutating func feed(_ chunk: [UInt8]) { reader.feed(chunk) }

    mutating func finish() { reader.finish() }

    mutating func next() throws(UnreadableFile) -> RequestLine? {
        while let record = reader.next() {
            let row: CSVRow
            do throws(CSVError) { row = try record.get() } catch {
                guard plan != nil else {
                    throw UnreadableFile(["ligne \(error.line), colonne \(error.column) de l'en-tête : \(error.french)"]
                    )
                }
                return .broken(broken(error))
            }
            if row.isBlank { continue }
            guard let plan else {
                if row.line == 1, Self.isSeparatorLine(row) { continue }
                plan = try ColumnPlan(row)
                continue
            }
            do throws(CSVError) {
                return CSVRequest.read(try plan.header.cells(of: row), line: row.line, plan)
            } catch {
                return .broken(broken(error))
            }
        }
        return nil
    }

    private func broken(_ error: CSVError) -> BrokenLine {
        let names = plan?.shown ?? []
        var place = names.indices.contains(error.column - 1) ? names[error.column - 1] : ""
        var message = error.french
        if case .cellCount = error.kind {
            place = ""
        } else if place.isEmpty {
            message = "cellule \(error.column) : \(message)"
        }
        return BrokenLine(line: error.line, id: nil, errors: [FieldError(place: place, message: message)])
    }

    /// Excel's `sep=;`, which names the separator: the reader has found it there as on any first line.
    private static func isSeparatorLine(_ row: CSVRow) -> Bool {
        row.fields.count == 2 && Nearest.folded(row.fields[0]) == "sep=" && row.fields[1].isEmpty
    }
}
