import Foundation
import IntakeDomain
import Messages
import Pages
import ServiceKit
import Store
import Vocabulary

typealias Desk = CommandDesk<IntakeDefinition>

/// From what was decided to what a person is told. Refusals are answers: kept with the key like any other.
extension Answer {
    static func json(_ value: some Encodable, status: Int = 200) throws -> Answer {
        Answer(status: status, body: Array(try PageResponse.json(value).body))
    }

    init(_ refusal: Refusal) { self.init(refusal.problem) }

    init(_ problem: Problem) { self.init(status: problem.status, body: Array(problem.body)) }
}

extension Refusal {
    var problem: Problem {
        let error = Pages.FieldError(field: field, message: message, rule: rule?.rawValue)
        switch kind {
        case .conflict:
            return Problem(
                "conflict", title: "La demande ne le permet pas", status: 409, detail: message, errors: [error])
        case .invalid:
            return Problem(
                "invalid", title: "Certains champs ne peuvent pas être pris tels quels", status: 422, detail: message,
                errors: [error])
        case .gone:
            return Problem("gone", title: "Ce lien n'est plus valable", status: 410, detail: message)
        case .stale(let changes):
            return Problem(
                "stale", title: "La demande a changé depuis que vous l'avez lue", status: 409, detail: message,
                errors: changes.map { change in
                    Pages.FieldError(
                        field: field,
                        message:
                            "\(Texts.moment(change.at)) : \(Texts.change(change.what)) (\(Texts.role(change.role)))"
                    )
                })
        }
    }
}

extension Problem {
    /// No campaign stands at all: one will come, so the same request can succeed later.
    static var noCampaignYet: Problem {
        Problem(
            "no-campaign-yet", title: "Aucune campagne n'est publiée", status: 503, detail: Texts.noCampaignYet,
            headers: ["retry-after": "5"])
    }

    static var noOpenCampaign: Problem {
        Problem(
            "campaign-not-open", title: "La campagne n'est pas ouverte", status: 409, detail: Texts.noOpenCampaign,
            errors: [Pages.FieldError(field: "campaign", message: Texts.noOpenCampaign)])
    }

    static func notYours(_ message: String) -> Problem {
        Problem("forbidden", title: "Ce n'est pas de votre fonction", status: 403, detail: message)
    }
}

extension CommandOutcome {
    /// A kept refusal is a problem document, like one that is thrown.
    func answered() throws -> PageResponse {
        var response = try response()
        if response.status >= 400 { response.headers["content-type"] = Problem.mediaType }
        return response
    }
}

extension CommandDesk<IntakeDefinition> {
    /// Takes an act on a request and answers with where the request stands then, or with why nothing was done.
    ///
    /// - Parameters:
    ///   - status: where something happened.
    ///   - otherwise: where neither state nor input say why nothing happened: the campaign or the directory do.
    func take(
        _ act: RequestAct, on request: RequestID, _ asked: Asked, by acting: Acting, status: Int = 200,
        otherwise: Problem = .noOpenCampaign, linksURL: String?
    ) throws -> PageResponse {
        let input = IntakeInput.request(request, act)
        let decider = step.definition.decider
        let now = clock.now
        return try take(asked.command(on: request.text, input, by: acting, correlation: request.text)) {
            events, state, _ in
            guard events.isEmpty else {
                return try .json(
                    RequestAnswer(
                        request, state.request ?? RequestState(), linksURL: linksURL),
                    status: status)
            }
            return Answer(decider.refusal(of: input, on: state, now: now)?.problem ?? otherwise)
        }.answered()
    }

    /// A request that the caller may see; another's isn't there.
    func request(_ text: String, seenBy acting: Acting) throws -> (RequestID, RequestState) {
        guard let id = try? RequestID(text), let request = try state(of: id.text)?.state.request,
            acting.maySee(request)
        else { throw Problem.notFound }
        return (id, request)
    }

    func read<Value>(_ body: (any Transaction) throws -> Value) throws -> Value {
        guard isOpen else {
            throw Problem.unavailable("The store isn't open yet. Send the same request again.", retryAfter: .seconds(2))
        }
        return try step.database.read(body)
    }

    /// - Throws: `Problem` 503 where no campaign is known yet, and nothing is kept of the command.
    func requireCampaign() throws {
        guard try !read({ try CampaignTable.all(in: $0) }).isEmpty else { throw Problem.noCampaignYet }
    }
}
