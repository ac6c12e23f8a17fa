import Foundation
import Pages
import ServiceKit
import Tables
import Vocabulary

enum ImportMode: String, Codable, CaseIterable, Sendable {
    /// Says what would happen, and writes nothing.
    case preview
    case apply
}

/// What an import did, or would do.
struct ImportAnswer: Codable, Hashable, Sendable {
    var mode: ImportMode
    /// Lines that weren't blank.
    var read = 0
    var created = 0
    var changed = 0
    var unchanged = 0
    var rejected: [RejectedLine] = []

    enum Outcome: Hashable {
        case created, changed, unchanged
        case rejected([RejectedLine])
    }

    mutating func count(_ outcome: Outcome) {
        read += 1
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        case .rejected(let lines): rejected += lines
        }
    }
}

/// Why a line wasn't taken: one for each fault.
struct RejectedLine: Codable, Hashable, Sendable {
    /// From 1.
    var line: Int
    /// From 1, where the file is a table and the fault stands in one cell.
    var column: Int?
    /// The column's name, or the place in the form.
    var field: String
    var message: String
}

extension ImportAnswer {
    /// JSON, or with `Accept: text/csv` the reject file: line, column, field, message. Cells that a spreadsheet would
    /// compute are made text.
    func response(to request: PageRequest) throws -> PageResponse {
        guard request.header("accept")?.lowercased().hasPrefix("text/csv") == true else { return try .json(self) }
        let writer = CSVWriter()
        let rows = rejected.map { [String($0.line), $0.column.map(String.init) ?? "", $0.field, $0.message] }
        let text = ([["ligne", "colonne", "champ", "motif"]] + rows).map(writer.line).joined()
        var response = PageResponse.text(CSVWriter.byteOrderMark + text, type: "text/csv; charset=utf-8")
        response.headers["content-disposition"] = "attachment; filename=\"rejets.csv\""
        return response
    }
}

extension PageRequest {
    func importMode() throws -> ImportMode {
        try query.only("mode")
        guard let mode = query["mode"].flatMap(ImportMode.init) else {
            throw Problem.invalid([
                Pages.FieldError(field: "mode", value: query["mode"], message: "On attend preview ou apply.")
            ])
        }
        return mode
    }
}

extension Problem {
    /// Nothing of the file is taken.
    static func unreadable(_ reasons: [String]) -> Problem {
        Problem(
            "unreadable-file", title: "Le fichier ne peut pas être lu", status: 422,
            detail: "Rien n'a été pris de ce fichier : corrigez-le, puis recommencez.",
            errors: reasons.map { Pages.FieldError(field: "", message: $0) })
    }
}

/// What a table must be as a whole before any of its lines is taken.
enum WholeTable {
    /// Why nothing of it can be: a quote that is never closed is a cut file, and its lines can't be told apart.
    static func fault(in records: [CSVRecord]) -> CSVError? {
        for case .failure(let error) in records {
            switch error.kind {
            case .unclosedQuote, .tooLong, .utf16: return error
            case .quoteInCell, .textAfterQuote, .nul, .cellCount, .emptyColumnName, .duplicateColumn, .missingColumn,
                .noHeader, .unknownEncoding, .notUTF8:
                continue
            }
        }
        return nil
    }
}
