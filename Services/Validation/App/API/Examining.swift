import Foundation
import Messages
import Pages
import ServiceKit
import Store
import ValidationDomain
import Vocabulary

typealias ValidationDesk = CommandDesk<ValidationDefinition>

/// An act of an examiner, through the step, and its answer. Blocks.
extension CommandDesk<ValidationDefinition> {
    var decider: ValidationDecider { step.definition.decider }

    /// A request that the person sees; 404 for all others.
    func request(_ id: String, by acting: Acting) throws -> (state: RequestState, revision: Int64) {
        guard (try? RequestID(id)) != nil, let found = try state(of: id), let request = found.state.request,
            acting.sees(request, decider)
        else { throw Problem.notFound }
        return (request, found.state.revision)
    }

    func act(
        _ act: ExaminerAct, on request: String, seen: Int64, _ asked: Asked, by acting: Acting, part: String? = nil
    ) throws -> PageResponse {
        let isUntold = try !self.request(request, by: acting).state.isReleased && acting.learnsAtRelease
        let input = ValidationInput.act(act, by: acting.examiner, seen: seen)
        let world = try step.database.read { try step.definition.world(ofRequest: request, in: $0) }
        let now = clock.now
        let outcome = try take(
            asked.command(on: request, AddressedInput(request, input), by: acting, part: part, correlation: request)
        ) { events, state, _ in
            guard !events.isEmpty else {
                // Thrown, so that the answer isn't kept with the key.
                guard state.revision == seen else {
                    throw StepError.staleRevision(seen: seen, current: state.revision)
                }
                if isUntold, state.request?.phase == .refused { return Answer(.conflict(Self.opinionsAreIn)) }
                return Answer(decider.objection(to: input, on: state, in: world, at: now) ?? Self.overtaken)
            }
            guard let examined = state.request else { throw CannotHandle("an act led to no request") }
            var done = ActDone(examined, request: request, revision: state.revision)
            if isUntold { done.hideDecision() }
            return try Answer(done)
        }
        guard case .stale(let current) = outcome else { return try outcome.response() }
        throw Problem.stale(seen: seen, current: current, changes: try isUntold ? [] : told(of: request, since: seen))
    }

    /// What a decision can depend on and happened after a revision, oldest first, without persons.
    private func told(of request: String, since seen: Int64) throws -> [Pages.FieldError] {
        try opened { try history(of: request, in: $0) }.filter {
            $0.revision > seen && !History.unseen.contains($0.type)
        }.prefix(50).map { line in
            let minutes = Paris.minutes(at: line.at.instant)
            let padded = minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)"
            let day = Paris.date(at: line.at.instant).french
            let who = line.by.flatMap { $0.split(separator: " ").first }.map { " (\($0))" } ?? ""
            return Pages.FieldError(
                field: "seenRevision", message: "le \(day) à \(minutes / 60) h \(padded) : \(line.what)\(who)")
        }
    }

    private static let opinionsAreIn = "Les avis ne sont plus recueillis sur cette demande."

    /// The campaign has moved between the two looks at it.
    private static var overtaken: Objection {
        .conflict("La campagne vient de changer : relisez la demande, puis décidez.")
    }
}

extension Answer {
    init(_ value: some Encodable) throws {
        self.init(status: 200, body: Array(try PageResponse.json(value).body))
    }

    /// Why nothing is done; kept with the idempotency key.
    init(_ objection: Objection) { self.init(problem: Problem(objection)) }

    private init(problem: Problem) { self.init(status: problem.status, body: Array(problem.body)) }
}

extension Problem {
    init(_ objection: Objection) {
        switch objection.kind {
        case .notFound: self = .notFound
        case .conflict:
            self.init(
                "not-now", title: "La demande ne le permet pas", status: 409,
                detail: objection.lines.map(\.message).joined(separator: " "), errors: objection.errors)
        case .invalid:
            self.init(
                "invalid-act", title: "Ce qui est demandé ne peut pas être pris tel quel", status: 422,
                detail: objection.lines.map(\.message).joined(separator: " "), errors: objection.errors)
        }
    }
}

extension Objection {
    /// What is said of a field or by a rule; of the whole, under the name that the request has in the address. One line
    /// that has neither is the detail already.
    fileprivate var errors: [Pages.FieldError]? {
        if lines.count == 1, lines[0].field.isEmpty, lines[0].rule == nil { return nil }
        return lines.map { line in
            Pages.FieldError(
                field: line.field.isEmpty ? "request" : line.field, message: line.message, rule: line.rule?.rawValue)
        }
    }
}

extension PageResponse {
    /// A refusal that was kept is told as a problem, as one that is thrown.
    var asProblemIfRefused: PageResponse {
        guard status >= 400 else { return self }
        var response = self
        response.headers["content-type"] = Problem.mediaType
        return response
    }
}
