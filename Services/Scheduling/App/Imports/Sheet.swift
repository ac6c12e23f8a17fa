import Foundation
import Imports
import Pages
import Tables
import Vocabulary

/// A table as it was sent: its rows by column, and the lines that can't be rows.
struct Sheet {
    struct Line {
        var line: Int
        fileprivate var cells: [String]
        fileprivate var header: CSVHeader
    }

    var lines: [Line] = []
    var broken: [RejectedLine] = []
    var read: Int { lines.count + broken.count }

    /// - Throws: `Problem` 422 where the header can't be used, or a quote is never closed: then nothing is applied.
    init(_ data: Data, columns: [String]) throws {
        let all = CSVReader.records(of: data)
        if let fault = WholeTable.fault(in: all, of: data) { throw Problem.unreadable([fault]) }
        var records = all.makeIterator()
        guard let first = records.next() else { throw Problem.unreadable(["le fichier est vide"]) }
        let header: CSVHeader
        do throws(CSVError) {
            header = try CSVHeader(first.get())
        } catch {
            throw Problem.unreadable(["\(error)"])
        }
        let missing = header.missing(columns)
        guard missing.isEmpty else { throw Problem.unreadable(missing.map { "\($0)" }) }
        while let record = records.next() {
            do throws(CSVError) {
                let row = try record.get()
                if row.isBlank { continue }
                lines.append(Line(line: row.line, cells: try header.cells(of: row), header: header))
            } catch {
                broken.append(
                    RejectedLine(line: error.line, column: error.column, field: "", message: error.reason))
            }
        }
    }
}

/// Reads the cells of one line, every fault of it at once.
struct LineReading {
    private let line: Sheet.Line
    private(set) var faults: [RejectedLine] = []

    init(_ line: Sheet.Line) { self.line = line }

    mutating func value<Value>(_ column: String, _ read: (String) throws -> Value) -> Value? {
        let text = text(column)
        do {
            return try read(text)
        } catch let error as ValueError {
            fault(column, error.sentence)
        } catch {
            fault(column, "\(error)")
        }
        return nil
    }

    func text(_ column: String) -> String {
        guard let index = line.header.index(of: column), index < line.cells.count else { return "" }
        return line.cells[index].trimmingCharacters(in: .whitespaces)
    }

    mutating func number(_ column: String, _ allowed: ClosedRange<Int>) -> Int? {
        value(column) { text in
            guard let number = Int(text), allowed.contains(number) else {
                throw ValueError(
                    kind: "un nombre admis", value: text,
                    expected: "un nombre entier de \(allowed.lowerBound) à \(allowed.upperBound)")
            }
            return number
        }
    }

    /// Words separated by commas.
    mutating func list<Value: Hashable>(_ column: String, _ read: (String) throws -> Value) -> [Value]? {
        value(column) { text in
            let values = try text.split(separator: ",").map {
                try read($0.trimmingCharacters(in: .whitespaces))
            }
            guard Set(values).count == values.count else {
                throw ValueError(kind: "une liste", value: text, expected: "chaque valeur une seule fois")
            }
            return values
        }
    }

    mutating func choice<Value>(_ column: String, _ choices: [String: Value]) -> Value? {
        value(column) { text in
            guard let value = choices[text] else {
                throw ValueError(
                    kind: "une valeur admise", value: text, expected: choices.keys.sorted().joined(separator: " ou "))
            }
            return value
        }
    }

    /// `15/10/2020`.
    mutating func date(_ column: String) -> CivilDate? {
        value(column) { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.map(\.utf8.count) == [2, 2, 4], let day = Int(parts[0]), let month = Int(parts[1]),
                let year = Int(parts[2]), let date = CivilDate(year: year, month: month, day: day)
            else {
                throw ValueError(kind: "une date", value: text, expected: "une date écrite JJ/MM/AAAA (15/10/2020)")
            }
            return date
        }
    }

    /// Columns « du » and « au ».
    mutating func range() -> DateRange? {
        guard let first = date("du"), let last = date("au") else { return nil }
        return value("au") { _ in try DateRange(first, last) }
    }

    mutating func fault(_ column: String, _ message: String) {
        faults.append(
            RejectedLine(
                line: line.line, column: line.header.index(of: column).map { $0 + 1 }, field: column,
                message: message))
    }
}

extension ImportAnswer {
    init(_ mode: ImportMode, _ sheet: Sheet) { self.init(mode: mode, read: sheet.read, rejected: sheet.broken) }

    mutating func count<Value: Equatable>(_ old: Value?, _ new: Value) {
        if let old { if old == new { unchanged += 1 } else { changed += 1 } } else { created += 1 }
    }
}
