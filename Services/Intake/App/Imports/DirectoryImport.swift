import Deciding
import Foundation
import Imports
import IntakeDomain
import Messages
import Pages
import ServiceKit
import Store
import Tables
import Vocabulary

/// Terms of a table, line by line.
struct DirectoryImport {
    let routes: IntakeRoutes
    let acting: Acting
    let asked: Asked
    let mode: ImportMode

    private var desk: Desk { routes.desk }

    func run(_ bytes: [UInt8]) throws -> ImportAnswer {
        let records = CSVReader.records(of: bytes)
        if let fault = WholeTable.fault(in: records, of: bytes) { throw Problem.unreadable([fault]) }
        var table: TermTable?
        var answer = ImportAnswer(mode: mode)
        var seen: [String: Int] = [:]
        for record in records {
            switch record {
            case .failure(let error):
                if table == nil { throw Problem.unreadable([error.description]) }
                answer.count(
                    .rejected([
                        RejectedLine(line: error.line, column: error.column, field: "", message: error.reason)
                    ]))
            case .success(let row):
                if row.isBlank { continue }
                guard let table else {
                    table = try TermTable(header: row)
                    continue
                }
                answer.count(try take(table.term(of: row, by: acting.actor), line: row.line, &seen))
            }
        }
        if table == nil { throw Problem.unreadable(["le fichier est vide ; sa première ligne nomme les colonnes"]) }
        return answer
    }

    private func take(
        _ read: TermTable.Line, line: Int, _ seen: inout [String: Int]
    ) throws -> ImportAnswer.Outcome {
        guard case .term(let held) = read else {
            if case .faults(let faults) = read { return .rejected(faults) }
            return .unchanged
        }
        func rejected(_ field: String, _ message: String) -> ImportAnswer.Outcome {
            .rejected([RejectedLine(line: line, column: nil, field: field, message: message)])
        }
        let key = "\(held.function) \(held.from)"
        if let first = seen[key] {
            return rejected(
                "du", "Cette fonction est déjà tenue à partir de ce jour à la ligne \(first) : ôtez l'une des deux.")
        }
        seen[key] = line
        guard routes.keeps(acting, held.function) else {
            return rejected(
                "fonction", "« \(held.function) » n'est pas de votre département : la Dfie tient cette ligne.")
        }
        let input = IntakeInput.function(held.function, .hold(held))
        let state = try desk.state(of: held.function.text)?.state ?? .nothing
        if let refusal = desk.step.definition.decider.refusal(of: input, on: state, now: desk.clock.now) {
            return rejected(refusal.field == "until" ? "au" : refusal.field, refusal.message)
        }
        guard mode == .preview else { return try hold(held, line: line) }
        guard try wouldChange(input, state, held) else { return .unchanged }
        return state.function?.terms.contains { $0.from == held.from } == true ? .changed : .created
    }

    private func wouldChange(_ input: IntakeInput, _ state: IntakeState, _ held: FunctionHeld) throws -> Bool {
        let definition = desk.step.definition
        let world = try desk.read { try definition.world(for: input, aggregate: held.function.text, in: $0) }
        return try !definition.decider.decide(
            input, on: state, given: Facts(aggregate: held.function.text, now: desk.clock.now, world: world)
        ).isEmpty
    }

    private func hold(_ held: FunctionHeld, line: Int) throws -> ImportAnswer.Outcome {
        guard let response = try? desk.hold(held, asked, acting, part: "\(line)").response() else {
            throw Problem.conflict("Cette clé d'idempotence a servi pour un autre fichier : prenez-en une nouvelle.")
        }
        let answer = try JSONDecoder().decode(TermAnswer.self, from: response.body)
        return answer.created ? .created : answer.changed ? .changed : .unchanged
    }
}
