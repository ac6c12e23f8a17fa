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
        return (request, found.revision)
    }

    func act(
        _ act: ExaminerAct, on request: String, seen: Int64, _ asked: Asked, by acting: Acting, part: String? = nil
    ) throws -> PageResponse {
        _ = try self.request(request, by: acting)
        let input = ValidationInput.act(act, by: acting.examiner)
        let world = try step.database.read { try step.definition.world(ofRequest: request, in: $0) }
        let now = clock.now
        let response = try answer(
            asked.command(
                on: request, seen: seen, AddressedInput(request, input), by: acting, part: part, correlation: request),
            telling: { History.french($0.type) }
        ) { events, state, revision in
            guard !events.isEmpty else {
                return Answer(decider.objection(to: input, on: state, in: world, at: now) ?? Self.overtaken)
            }
            guard let examined = state.request else { throw CannotHandle("an act led to no request") }
            return try Answer(ActDone(examined, request: request, revision: revision))
        }
        return response.asProblemIfRefused
    }

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
    fileprivate var errors: [Pages.FieldError] {
        lines.map { Pages.FieldError(field: $0.field, message: $0.message, rule: $0.rule?.rawValue) }
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
