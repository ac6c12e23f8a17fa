import Deciding
import Foundation
import Imports
import IntakeDomain
import Pages
import RequestFiles
import ServiceKit
import Store
import Tables
import Vocabulary

/// Requests of a file, line by line: a wrong one is told and stops no other.
struct RequestImport {
    let desk: Desk
    let acting: Acting
    let asked: Asked
    let mode: ImportMode

    func run(_ bytes: [UInt8], _ format: RequestFormat) throws -> ImportAnswer {
        if let reason = FirstBytes.notText(bytes) { throw Problem.unreadable([reason]) }
        let columns = format == .csv ? try columns(of: bytes) : []
        var answer = ImportAnswer(mode: mode)
        for line in try lines(of: bytes, format) {
            switch line {
            case .broken(let broken):
                answer.count(
                    .rejected(
                        broken.errors.map { error in
                            RejectedLine(
                                line: broken.line, column: columns.firstIndex(of: error.place).map { $0 + 1 },
                                field: error.place, message: error.message)
                        }))
            case .request(let request, let number): answer.count(try take(request, line: number))
            }
        }
        return answer
    }

    /// The names of a table's columns. - Throws: `Problem` 422 where the table as a whole can't be read.
    private func columns(of bytes: [UInt8]) throws -> [String] {
        let records = CSVReader.records(of: bytes)
        if let fault = WholeTable.fault(in: records, of: bytes) { throw Problem.unreadable([fault]) }
        guard case .success(let row)? = records.first, let header = try? CSVHeader(row) else { return [] }
        return header.names
    }

    private func lines(of bytes: [UInt8], _ format: RequestFormat) throws -> [RequestLine] {
        var reader = RequestReader(format)
        reader.feed(bytes)
        reader.finish()
        var lines: [RequestLine] = []
        do throws(UnreadableFile) {
            while let line = try reader.next() { lines.append(line) }
        } catch {
            throw Problem.unreadable(error.reasons)
        }
        return lines
    }

    private func take(_ request: ReceivedRequest, line: Int) throws -> ImportAnswer.Outcome {
        func rejected(_ field: String, _ message: String) -> ImportAnswer.Outcome {
            .rejected([RejectedLine(line: line, column: nil, field: field, message: message)])
        }
        guard (try? Function(request.id.text)) == nil else {
            return rejected("id", "« \(request.id) » est le nom d'une fonction : donnez un autre numéro.")
        }
        let departements = desk.step.definition.decider.departements(of: request.form)
        guard acting.concerns(departements) else {
            return rejected(
                "id", "La demande ne concerne pas votre département : le service concerné ou la Dfie l'apporte.")
        }
        if let standing = try desk.state(of: request.id.text)?.state.request, standing.phase != .none,
            !acting.concerns(standing.departements)
        {
            return rejected("id", "Ce numéro est celui d'une demande d'un autre département : donnez-en un autre.")
        }
        var random = SystemRandomNumberGenerator()
        let tracking = TrackingNumber(
            of: (0..<TrackingNumber.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        let bringing = Bringing(
            form: request.form, receivedAt: request.receivedAt, tracking: tracking,
            acts: Acts(actor: acting.actor, functions: []))
        let input = IntakeInput.request(request.id, .bring(bringing))
        let result = try mode == .preview ? preview(input, request.id) : apply(input, request.id, line: line)
        if let refusal = result.refusal { return rejected(refusal.field, refusal.message) }
        switch result.outcome {
        case .created: return .created
        case .changed: return .changed
        case .unchanged: return .unchanged
        }
    }

    /// What is kept of a line's command, so that the same file sent again with the same key tells the same.
    struct LineAnswer: Codable {
        enum Outcome: String, Codable { case created, changed, unchanged }

        var outcome = Outcome.unchanged
        var refusal: Told?

        struct Told: Codable {
            var field: String
            var message: String
        }

        init(_ events: [IntakeEvent], _ refusal: Refusal?) {
            if let refusal {
                self.refusal = Told(field: refusal.field, message: refusal.message)
            } else if case .drafted? = events.first {
                outcome = .created
            } else if !events.isEmpty {
                outcome = .changed
            }
        }
    }

    private func refusal(
        of input: IntakeInput, on before: IntakeState, events: [IntakeEvent], now: Instant
    ) -> Refusal? {
        guard events.isEmpty else { return nil }
        let decider = desk.step.definition.decider
        if let refusal = decider.refusal(of: input, on: before, now: now) { return refusal }
        // Nothing to do where the file says what stands; else it is the campaign that isn't open.
        return before.request?.phase == RequestState.Phase.none ? Refusal(.conflict, Texts.noOpenCampaign) : nil
    }

    private func preview(_ input: IntakeInput, _ id: RequestID) throws -> LineAnswer {
        let definition = desk.step.definition
        let state = try desk.state(of: id.text)?.state ?? .nothing
        let world = try desk.read { try definition.world(for: input, aggregate: id.text, in: $0) }
        let now = desk.clock.now
        let events = try definition.decider.decide(
            input, on: state, given: Facts(aggregate: id.text, now: now, world: world))
        return LineAnswer(events, refusal(of: input, on: state, events: events, now: now))
    }

    private func apply(_ input: IntakeInput, _ id: RequestID, line: Int) throws -> LineAnswer {
        let now = desk.clock.now
        let outcome = try desk.take(
            asked.command(on: id.text, input, by: acting, part: "\(line)", correlation: id.text)
        ) { events, state, _ in
            try .json(LineAnswer(events, refusal(of: input, on: state, events: events, now: now)))
        }
        guard let answer = try? outcome.response() else {
            throw Problem.conflict("Cette clé d'idempotence a servi pour un autre fichier : prenez-en une nouvelle.")
        }
        return try JSONDecoder().decode(LineAnswer.self, from: answer.body)
    }
}
