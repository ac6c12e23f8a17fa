import Foundation
import IntakeDomain
import Messages
import Pages
import ServiceKit
import Store
import Vocabulary

struct ConsentBody: Codable {
    /// Six digits, as the second letter gives them.
    var code: String
    var agrees: Bool
}

/// F5: the other pilots' agreement, each by their own link: GET shows, POST acts, once (SECURITY, "Links").
extension IntakeRoutes {
    func addConsents(to routes: inout RouteTable) {
        routes.get(
            "/accord/{token}", access: .open,
            describing: RouteNote(
                summary: "What a pilot is asked to agree to (F5).",
                parameters: [.path("token", "As the letter's link has it.")],
                answers: [
                    .json(200, "The whole form; a page with a form to a browser.", ConsentView.self, or: "text/html"),
                    .problem(410, "The link serves no more."),
                ])
        ) { request in
            try request.query.only()
            let token = request.parameter("token")
            let wantsPage = request.wantsPage
            return try await request.blocking {
                let (id, state, found) = try link(of: token)
                if let answer = found.flatMap({ state.answer(by: $0) }) {
                    guard wantsPage else { throw Refusal(.gone, Texts.answered(answer)).problem }
                    return PageResponse.html(ConsentPage.answered(answer)).unshared
                }
                guard let link = found, !link.isUsed, link.codeHash != nil, link.wrongCodes < ConsentLink.triesAllowed,
                    desk.clock.now < link.expires.instant, !state.phase.isFinal,
                    try state.formHash() == link.documentHash
                else { throw Refusal(.gone, Texts.linkIsDead).problem }
                if wantsPage {
                    return PageResponse.html(ConsentPage(id, state, link, ground.places).html()).unshared
                }
                return try PageResponse.json(
                    ConsentView(
                        request: id, requestRevision: state.requestRevision, function: link.function,
                        expires: link.expires, form: state.form)
                ).unshared
            }
        }
        routes.post(
            "/accord/{token}", access: .open,
            describing: RouteNote(
                summary: "Agrees, or says no, with the code that came apart: once, five tries, fourteen days (F5).",
                detail:
                    "The page's own form posts application/x-www-form-urlencoded, without a key, and is answered by a page.",
                parameters: [.path("token", "As the letter's link has it.")], body: .json(ConsentBody.self),
                answers: [
                    .json(200, "What was said; a page to a browser.", ConsentAnswer.self, or: "text/html"),
                    .problem(410, "The link serves no more."),
                ])
        ) { request in
            if request.header("content-type")?.lowercased().hasPrefix(ConsentForm.mediaType) == true {
                return try await typed(request)
            }
            let (body, asked) = try await request.asked(ConsentBody.self, limit: 4096)
            let token = request.parameter("token")
            return try await request.blocking {
                let (id, state, link) = try link(of: token)
                return try consent(body, token, id, state, link) { input in
                    asked.command(on: id.text, input, by: nil, correlation: id.text)
                }.unshared
            }
        }
    }

    /// From the page's own form: a page comes back. A repeat of the same answer with the same code is the same command.
    private func typed(_ request: PageRequest) async throws -> PageResponse {
        let form = try ConsentForm(await request.body(accepting: [ConsentForm.mediaType], limit: 4096))
        let token = request.parameter("token")
        return try await request.blocking {
            let (id, state, found) = try link(of: token)
            let body = ConsentBody(code: form.code, agrees: form.agrees)
            let hash = sha256(Array("\(token)\n\(form.code)\n\(form.agrees)".utf8))
            let answer = try consent(body, token, id, state, found) { input in
                Command(
                    idempotencyKey: "accord/\(hexadecimal(hash))", bodySHA256: hash, aggregate: id.text, input: input,
                    actor: "anonymous", correlation: id.text)
            }
            let (_, after, link) = try self.link(of: token)
            if let said = link.flatMap({ after.answer(by: $0) }) {
                return PageResponse.html(ConsentPage.answered(said)).unshared
            }
            let problem = try? JSONDecoder().decode(Problem.self, from: answer.body)
            let told = problem?.detail ?? Texts.linkIsDead
            guard answer.status == 422, let link, link.wrongCodes < ConsentLink.triesAllowed else {
                return PageResponse.html(ConsentPage.dead(told), status: answer.status).unshared
            }
            let page = ConsentPage(id, after, link, ground.places).html(told)
            return PageResponse.html(page, status: answer.status).unshared
        }
    }

    /// A token that none of our letters carries isn't there; a link that died has no line in the request more.
    private func link(of token: String) throws -> (RequestID, RequestState, ConsentLink?) {
        let hash = try ContentHash(ofUTF8: token)
        guard let id = try desk.read({ try RequestTable.request(ofToken: hash, in: $0) }),
            let state = try desk.state(of: id.text)?.state.request
        else { throw Problem.notFound }
        let today = state.standing(on: Paris.date(at: desk.clock.now))
        return (id, today, today.links.first { $0.tokenHash == hash })
    }

    private func consent(
        _ body: ConsentBody, _ token: String, _ id: RequestID, _ seen: RequestState, _ link: ConsentLink?,
        command: (IntakeInput) -> Command<IntakeInput>
    ) throws -> PageResponse {
        guard let revision = seen.requestRevision else { throw Refusal(.gone, Texts.linkIsDead).problem }
        let consenting = Consenting(
            tokenHash: try ContentHash(ofUTF8: token), codeHash: try ContentHash(ofUTF8: token + body.code),
            agrees: body.agrees,
            formHash: try seen.formHash(), requestRevision: revision)
        let input = IntakeInput.request(id, .consent(consenting))
        let decider = desk.step.definition.decider
        let now = desk.clock.now
        var command = command(input)
        command.actor = link.map { "\($0.function.role.rawValue) \($0.function) link" } ?? "anonymous"
        return try desk.take(command) { events, state, _ in
            let request = state.request ?? RequestState()
            if case .codeRefused? = events.first {
                let wrong = request.links.first { $0.tokenHash == consenting.tokenHash }?.wrongCodes ?? 0
                let message = Texts.triesLeft(max(ConsentLink.triesAllowed - wrong, 0))
                return Answer(Refusal(.invalid, field: "code", message).problem)
            }
            guard !events.isEmpty else {
                return Answer(
                    decider.refusal(of: input, on: state, now: now) ?? Refusal(.gone, Texts.linkIsDead))
            }
            return try .json(
                ConsentAnswer(request: id, function: link?.function, agrees: body.agrees, stage: request.stage))
        }.answered()
    }
}

extension RequestState {
    /// SHA-256 of the form's JSON as it stands on the topic: what links are bound to.
    func formHash() throws -> ContentHash { try ContentHash(of: MessageJSON.encode(form)) }
}

extension ContentHash {
    init(of bytes: [UInt8]) throws { try self.init(hexadecimal(sha256(bytes))) }

    init(ofUTF8 text: String) throws { try self.init(of: Array(text.utf8)) }
}

/// Two small digits a byte.
private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

extension PageRequest {
    /// A browser asks for a page before anything else, as the face itself tells it.
    var wantsPage: Bool { header("accept")?.lowercased().hasPrefix("text/html") ?? false }
}

extension PageResponse {
    /// No cache keeps it, and no link on it tells where it was: its address is a secret.
    var unshared: PageResponse {
        var response = self
        response.headers["cache-control"] = "no-store"
        response.headers["referrer-policy"] = "no-referrer"
        return response
    }
}
