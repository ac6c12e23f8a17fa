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
        let names = plan?.header.names ?? []
        let name = names.indices.contains(error.column - 1) ? names[error.column - 1] : ""
        let place = name.isEmpty ? "\(error.column)" : name
        return BrokenLine(line: error.line, id: nil, errors: [FieldError(place: place, message: error.french)])
    }
}
