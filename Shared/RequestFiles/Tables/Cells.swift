import Vocabulary

/// The cells of one row while they are read; every fault is noted with its column's name.
struct Cells {
    let faults: Faults
    private let cells: [String]
    private let plan: ColumnPlan

    init(_ cells: [String], _ plan: ColumnPlan, _ faults: Faults) {
        self.cells = cells
        self.plan = plan
        self.faults = faults
    }

    /// As it stands; empty where the table has no such column.
    func raw(_ column: Column, at number: Int = 1) -> String {
        plan.index(of: column, number).map { cells[$0] } ?? ""
    }

    /// Without white space around it.
    func cell(_ column: Column, at number: Int = 1) -> String { CellText.trimmed(raw(column, at: number)) }

    /// The numbers of a numbered column for which one of the columns has something in its cell.
    func numbers(_ columns: [Column]) -> [Int] {
        guard let first = columns.first else { return [] }
        return plan.numbers(of: first).filter { number in columns.contains { !cell($0, at: number).isEmpty } }
    }

    func value<Value>(
        _ column: Column, at number: Int = 1, _ read: (String) throws(ValueError) -> Value
    ) -> Value? {
        let text = cell(column, at: number)
        guard !text.isEmpty else {
            faults.add(column.name(number), "la cellule est vide : on attend \(column.accepted)")
            return nil
        }
        return faults.value(column.name(number)) { () throws(ValueError) in try read(text) }
    }

    /// Nil where the cell is empty.
    func optional<Value>(
        _ column: Column, at number: Int = 1, _ read: (String) throws(ValueError) -> Value
    ) -> Value? {
        let text = cell(column, at: number)
        guard !text.isEmpty else { return nil }
        return faults.value(column.name(number)) { () throws(ValueError) in try read(text) }
    }

    /// As it stands, spaces and line breaks included; an empty one is an empty answer, for the rules to judge.
    func freeText(_ column: Column, at number: Int = 1) -> FreeText? {
        faults.value(column.name(number)) { () throws(ValueError) in
            try FreeText(CellText.withoutApostrophe(raw(column, at: number)))
        }
    }

    func optionalFreeText(_ column: Column) -> FreeText? { raw(column).isEmpty ? nil : freeText(column) }

    /// Every part of a cell that could be read.
    func list<Value>(
        _ column: Column, at number: Int = 1, separators: String = ",;\n\r", atMost limit: Int,
        _ read: (String) throws(ValueError) -> Value
    ) -> [Value] {
        let parts = raw(column, at: number).split { separators.contains($0) || $0.isNewline }
            .map { CellText.trimmed(String($0)) }.filter { !$0.isEmpty }
        guard parts.count <= limit else {
            faults.add(column.name(number), "une liste de \(parts.count) : on attend une liste d'au plus \(limit)")
            return []
        }
        return parts.compactMap { part in faults.value(column.name(number)) { () throws(ValueError) in try read(part) }
        }
    }
}

enum CellText {
    static func trimmed(_ text: String) -> String {
        guard let first = text.first, first.isWhitespace || text.last?.isWhitespace == true else { return text }
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Without the apostrophe by which a writer made a formula text (`'=…`); of several, with one fewer.
    static func withoutApostrophe(_ text: String) -> String {
        isGuarded(text) ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// With one apostrophe more where reading would take one away. The table's writer guards formulas themselves.
    static func withApostrophe(_ text: String) -> String { isGuarded(text) ? "'" + text : text }

    private static func isGuarded(_ text: String) -> Bool {
        guard text.unicodeScalars.first == "'", let next = text.unicodeScalars.first(where: { $0 != "'" }) else {
            return false
        }
        return formulas.contains(next)
    }

    private static let formulas: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
}
