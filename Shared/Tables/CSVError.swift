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

/// In French, for the person who gave the file.
extension CSVError: CustomStringConvertible {
    package var description: String { "ligne \(line), colonne \(column) : \(reason)" }

    /// Without the place, without a full stop.
    package var reason: String {
        switch kind {
        case .quoteInCell:
            "un guillemet dans une cellule sans guillemets ; mettez la cellule entre guillemets et doublez celui-ci"
        case .textAfterQuote:
            "du texte après un guillemet fermant ; dans une cellule entre guillemets, un guillemet se double"
        case .unclosedQuote: "un guillemet est ouvert et jamais fermé"
        case .tooLong(let limit): "plus de \(limit) octets ; il manque peut-être un guillemet"
        case .notUTF8:
            "ce n'est pas de l'UTF-8, contrairement à ce qui précède ; enregistrez tout le fichier en UTF-8"
        case .unknownEncoding: "ni UTF-8 ni Windows-1252 ; enregistrez le fichier en UTF-8"
        case .utf16: "le fichier est en UTF-16 ; enregistrez-le en CSV UTF-8"
        case .nul: "un caractère NUL ; enlevez-le"
        case .cellCount(let expected, let found):
            "\(found) cellules alors que l'en-tête a \(expected) colonnes ; "
                + "il manque peut-être un séparateur ou des guillemets"
        case .emptyColumnName: "une colonne sans nom ; nommez-la ou enlevez-la"
        case .duplicateColumn(let name): "la colonne \(Self.shown(name)) figure deux fois ; gardez-en une"
        case .missingColumn(let name): "la colonne \(name) manque ; ajoutez-la"
        case .noHeader: "le fichier est vide ; sa première ligne nomme les colonnes"
        }
    }

    /// Fit to stand on one line of a report, whatever the file holds.
    private static func shown(_ name: String) -> String {
        let good = name.unicodeScalars.filter { scalar in
            !scalar.properties.isBidiControl && scalar.properties.generalCategory != .control
        }
        return String(String(String.UnicodeScalarView(good)).prefix(60))
    }
}
