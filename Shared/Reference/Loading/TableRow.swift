import Foundation
import Tables
import Vocabulary

/// A row of a reference file whose cells are read by their columns' names; what can't be read becomes a problem.
struct TableRow {
    let file: String
    let line: Int
    private let header: CSVHeader
    private let cells: [String]

    /// All rows that have as many cells as the header; none where one of `columns` is missing. Further columns are
    /// notes for people.
    static func read(
        _ table: ReferenceFolder.Table, _ data: Data, columns: [String], problems: inout ReferenceError
    ) -> [TableRow] {
        let file = table.rawValue
        func problem(_ error: CSVError) -> ReferenceProblem {
            ReferenceProblem(file: file, line: error.line, column: error.column, message: error.reason + ".")
        }
        var reader = CSVReader()
        reader.feed(data)
        reader.finish()
        var header: CSVHeader?
        var rows: [TableRow] = []
        while let record = reader.next() {
            do throws(CSVError) {
                let row = try record.get()
                guard let header else {
                    let made = try CSVHeader(row)
                    let missing = made.missing(columns)
                    for error in missing { problems.add(problem(error)) }
                    guard missing.isEmpty else { return [] }
                    header = made
                    continue
                }
                if row.isBlank { continue }
                rows.append(TableRow(file: file, line: row.line, header: header, cells: try header.cells(of: row)))
            } catch {
                problems.add(problem(error))
                guard header != nil else { return [] }
            }
        }
        if header == nil { problems.add(problem(CSVError(.noHeader, line: 1))) }
        return rows
    }

    /// The cell; empty where the column isn't there, which ``read(_:_:columns:problems:)`` rules out.
    subscript(column: String) -> String { header.index(of: column).map { cells[$0] } ?? "" }

    func problem(_ column: String, _ message: String) -> ReferenceProblem {
        ReferenceProblem(
            file: file, line: line, column: header.index(of: column).map { $0 + 1 }, columnName: column,
            message: message)
    }

    func problem(_ column: String, _ error: ValueError) -> ReferenceProblem { problem(column, error.sentence) }

    /// Reads a cell; nil with a problem where it isn't a value.
    func value<Value>(
        _ column: String, _ problems: inout ReferenceError, _ read: (String) throws(ValueError) -> Value
    ) -> Value? {
        do {
            return try read(self[column])
        } catch {
            problems.add(problem(column, error))
            return nil
        }
    }

    /// One of the words that an enumeration knows.
    func word<Value: RawRepresentable<String> & CaseIterable>(
        _ column: String, _ problems: inout ReferenceError, as _: Value.Type = Value.self
    ) -> Value? {
        value(column, &problems) { text throws(ValueError) in
            guard let value = Value(rawValue: text) else {
                let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValueError(kind: "une valeur de \(column)", value: text, expected: words)
            }
            return value
        }
    }

    /// A text that says something.
    func text(_ column: String, _ problems: inout ReferenceError) -> String? {
        value(column, &problems) { text throws(ValueError) in
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw ValueError(kind: "un nom", value: text, expected: "un texte")
            }
            return text
        }
    }

    /// `latitude` and `longitude`, in decimal degrees, within metropolitan France: there Lambert-93 holds.
    func position(_ problems: inout ReferenceError) -> GeographicPosition? {
        let latitude = degrees("latitude", 41...51.5, &problems)
        let longitude = degrees("longitude", -5.5...10, &problems)
        guard let latitude, let longitude else { return nil }
        return GeographicPosition(latitude: latitude, longitude: longitude)
    }

    private func degrees(
        _ column: String, _ allowed: ClosedRange<Double>, _ problems: inout ReferenceError
    ) -> Double? {
        value(column, &problems) { text throws(ValueError) in
            guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 || $0 == 46 }), let number = Double(text),
                allowed.contains(number)
            else {
                throw ValueError(
                    kind: "une \(column) en degrés", value: text,
                    expected: "un nombre de \(allowed.lowerBound) à \(allowed.upperBound), avec un point (45.75)")
            }
            return number
        }
    }
}
