import Tables
import Vocabulary

/// Which cell of a row holds which column; made from the header.
struct ColumnPlan: Sendable {
    struct Place: Hashable, Sendable {
        let column: Column
        /// 1 where the column isn't numbered.
        let number: Int
    }

    let header: CSVHeader
    /// Of each column, its name as docs/formats.md writes it; of one that is passed over, as it was typed.
    let shown: [String]
    private let indices: [String: Int]
    /// Numbers that the header has of any column whose name begins so.
    private let numbers: [String: [Int]]

    /// A header of a mebibyte could hold a hundred thousand unknown names.
    private static let mostReasons = 50

    /// Throws what is wrong with the header, all of it but for the crowd behind the first fifty.
    init(_ row: CSVRow) throws(UnreadableFile) {
        do throws(CSVError) {
            header = try CSVHeader(CSVRow(line: row.line, fields: row.fields.map(Nearest.folded)))
        } catch {
            // Names are compared folded, but shown as they were typed.
            var error = error
            if case .duplicateColumn = error.kind, row.fields.indices.contains(error.column - 1) {
                let typed = CellText.trimmed(row.fields[error.column - 1])
                error = CSVError(.duplicateColumn(typed), line: error.line, column: error.column)
            }
            throw UnreadableFile(["ligne \(error.line), colonne \(error.column) de l'en-tête : \(error.french)"])
        }
        var reasons: [String] = []
        var indices: [String: Int] = [:]
        var numbers: [String: Set<Int>] = [:]
        for (index, name) in header.names.enumerated() where !name.hasPrefix(Column.remark) {
            guard reasons.count < Self.mostReasons else { break }
            guard let place = Self.place(of: name) else {
                let shown = ValueError.shown(row.fields[index])
                reasons.append("colonne \(index + 1) inconnue « \(shown) »\(Self.hint(name))")
                continue
            }
            indices[place.column.name(place.number)] = index
            if place.column.isNumbered { numbers[Self.family(place.column), default: []].insert(place.number) }
        }
        guard !indices.isEmpty else {
            let reason = "la première ligne ne nomme aucune colonne connue ; docs/formats.md les décrit toutes"
            throw UnreadableFile([reason])
        }
        for column in Column.all where column.isNeeded && indices[column.name(1)] == nil {
            reasons.append("colonne manquante « \(column.name(1)) » : \(column.meaning)")
        }
        guard reasons.isEmpty else { throw UnreadableFile(reasons) }
        shown = header.names.enumerated().map { index, name in
            Self.place(of: name).map { $0.column.name($0.number) } ?? CellText.trimmed(row.fields[index])
        }
        self.indices = indices
        self.numbers = numbers.mapValues { $0.sorted() }
    }

    func index(of column: Column, _ number: Int) -> Int? { indices[column.name(number)] }

    func numbers(of column: Column) -> [Int] { numbers[Self.family(column)] ?? [] }

    /// « groupe » of « groupe N hôte ».
    private static func family(_ column: Column) -> String { String(column.name.prefix { $0 != " " }) }

    private static let byFoldedName = Dictionary(
        uniqueKeysWithValues: Column.all.map { (Nearest.folded($0.name), $0) })

    private static func place(of folded: String) -> Place? {
        if let column = byFoldedName[folded], !column.isNumbered { return Place(column: column, number: 1) }
        var words = folded.split(separator: " ")
        guard words.count >= 2, let number = Int(words[1]), String(number) == words[1],
            (1...Column.mostNumber).contains(number)
        else { return nil }
        words[1] = "n"
        return byFoldedName[words.joined(separator: " ")].map { Place(column: $0, number: number) }
    }

    private static func hint(_ folded: String) -> String {
        let number = folded.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 1
        let names = Column.all.map { $0.name(min(max(number, 1), Column.mostNumber)) }
        let remark = "une colonne dont le nom commence par « \(Column.remark) » est passée"
        return Nearest.word(to: folded, among: names).map { " ; peut-être « \($0) »" } ?? " ; \(remark)"
    }
}

extension CSVError {
    /// What is wrong, for the person who keeps the table.
    var french: String {
        switch kind {
        case .quoteInCell:
            "un guillemet dans une cellule qui n'est pas entre guillemets : mettez la cellule entre guillemets et doublez "
                + "celui du dedans"
        case .textAfterQuote:
            "du texte suit un guillemet fermant : un guillemet dans une cellule s'écrit deux fois"
        case .unclosedQuote: "un guillemet est ouvert et jamais fermé ; le fichier est peut-être tronqué"
        case .tooLong(let limit): "la ligne dépasse \(limit) octets ; il manque peut-être un guillemet"
        case .notUTF8: "des octets qui ne sont pas de l'UTF-8 ; enregistrez tout le fichier en UTF-8"
        case .unknownEncoding: "des octets qui ne sont ni de l'UTF-8 ni du Windows-1252 ; enregistrez en UTF-8"
        case .utf16: "le fichier est en UTF-16 ; enregistrez-le au format CSV en UTF-8"
        case .nul: "un caractère nul (NUL) ; ôtez-le"
        case .cellCount(let expected, let found):
            "\(found) \(found > 1 ? "cellules" : "cellule") là où l'en-tête a \(expected) "
                + "\(expected > 1 ? "colonnes" : "colonne") ; il manque peut-être un séparateur ou des "
                + "guillemets, ou la ligne est tronquée"
        case .emptyColumnName: "une colonne sans nom ; donnez-lui un nom ou ôtez-la"
        case .duplicateColumn(let name): "la colonne « \(ValueError.shown(name)) » est là deux fois ; gardez-en une"
        case .missingColumn(let name): "la colonne « \(ValueError.shown(name)) » manque ; ajoutez-la"
        case .noHeader: "le fichier est vide ; sa première ligne nomme les colonnes"
        }
    }
}
