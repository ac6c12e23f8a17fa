package import Pages
import Tables

extension ImportAnswer {
    /// JSON, or with `Accept: text/csv` the reject file: line, column, field, message. Cells that a spreadsheet would
    /// compute are made text.
    package func response(to request: PageRequest) throws -> PageResponse {
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
    package func importMode() throws -> ImportMode {
        try query.only("mode")
        guard let mode = query["mode"].flatMap(ImportMode.init) else {
            throw Problem.invalid([
                FieldError(field: "mode", value: query["mode"], message: "On attend preview ou apply.")
            ])
        }
        return mode
    }
}

extension Problem {
    /// Nothing of the file is taken.
    package static func unreadable(_ reasons: [String]) -> Problem {
        Problem(
            "unreadable-file", title: "Le fichier ne peut pas être lu", status: 422,
            detail: "Rien n'a été pris de ce fichier : corrigez-le, puis recommencez.",
            errors: reasons.map { FieldError(field: "", message: $0) })
    }
}
