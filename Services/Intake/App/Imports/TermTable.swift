import Imports
import IntakeDomain
import Messages
import Pages
import Tables
import Vocabulary

/// The directory as a French spreadsheet has it: fonction, personne, nom, prénom, courriel, du, au. A delegate's order
/// (référence) is passed over: delegations are Approval's to keep.
struct TermTable {
    enum Line {
        case term(FunctionHeld)
        case faults([RejectedLine])
    }

    static let needed = ["fonction", "personne", "nom", "prénom", "du"]
    static let known = needed + ["courriel", "au", "référence"]

    private let header: CSVHeader

    /// - Throws: `Problem` 422 where a column is missing, doubled, or unknown: nothing of the table is taken.
    init(header row: CSVRow) throws {
        do {
            let header = try CSVHeader(row)
            let unknown = header.names.filter { !Self.known.contains($0) }.map { name in
                "la colonne « \(ValueError.shown(name)) » est inconnue"
                    + (Nearest.word(to: name, among: Self.known).map { " ; peut-être « \($0) »" } ?? "")
            }
            let missing = header.missing(Self.needed).map(\.description)
            guard unknown.isEmpty, missing.isEmpty else { throw Problem.unreadable(missing + unknown) }
            self.header = header
        } catch let error as CSVError {
            throw Problem.unreadable([error.description])
        }
    }

    /// All faults of a row at once.
    func term(of row: CSVRow, by actor: MessageActor) -> Line {
        let cells: [String]
        do {
            cells = try header.cells(of: row)
        } catch {
            return .faults([
                RejectedLine(line: error.line, column: error.column, field: "", message: error.reason)
            ])
        }
        var faults: [RejectedLine] = []
        func cell(_ name: String) -> String { header.index(of: name).map { cells[$0] } ?? "" }
        func read<Value>(_ name: String, _ make: (String) throws(ValueError) -> Value) -> Value? {
            do throws(ValueError) {
                return try make(cell(name))
            } catch {
                faults.append(
                    RejectedLine(
                        line: row.line, column: header.index(of: name).map { $0 + 1 }, field: name,
                        message: error.sentence))
                return nil
            }
        }
        func optional<Value>(_ name: String, _ make: (String) throws(ValueError) -> Value) -> Value? {
            cell(name).isEmpty ? nil : read(name, make)
        }
        let function = read("fonction") { text throws(ValueError) in try Function(text) }
        let person = read("personne") { text throws(ValueError) in try PersonID(text) }
        let name = read("nom") { text throws(ValueError) in
            try PersonName([cell("prénom"), text].filter { !$0.isEmpty }.joined(separator: " "))
        }
        let mail = optional("courriel") { text throws(ValueError) in try MailAddress(text) }
        let from = read("du", Self.date)
        let until = optional("au", Self.date)
        guard faults.isEmpty, let function, let person, let name, let from else { return .faults(faults) }
        return .term(
            FunctionHeld(
                actor: actor, function: function, person: person, name: Personal(name),
                mail: mail.map { Personal($0) }, from: from, until: until))
    }

    /// `jj/mm/aaaa`, or as messages write it.
    private static func date(_ text: String) throws(ValueError) -> CivilDate {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 2, parts[1].utf8.count == 2 else { return try CivilDate(text) }
        do throws(ValueError) {
            return try CivilDate("\(parts[2])-\(parts[1])-\(parts[0])")
        } catch {
            throw ValueError(kind: "une date", value: text, expected: "un jour écrit jj/mm/aaaa (15/10/2020)")
        }
    }
}
