import Foundation
import Messages
import Pages
import ServiceKit
import ValidationDomain
import Vocabulary

/// The same act on many requests: each is done or refused by itself, and told so.
enum BulkAPI {
    static let mostItems = 500

    static func add(to routes: inout RouteTable, _ desk: ValidationDesk) {
        routes.post(
            "/bulk", access: .examiners,
            describing: RouteNote(
                summary: "Approves, refuses, returns or releases many requests, each by itself.",
                detail: "Repeated with its key, what was done is told again, and what wasn't is done.",
                body: .json(BulkAsked.self, "1 to 500 requests, each with the revision that was read."),
                answers: [.json(200, "What came of each; the whole never fails for one.", BulkOutcomes.self)])
        ) { request in
            let acting = try request.acting(as: Acting.examiners)
            let (body, asked) = try await request.asked(BulkAsked.self)
            guard (1...mostItems).contains(body.items.count) else {
                throw Problem.invalid([
                    Pages.FieldError(field: "items", message: "Donnez de 1 à \(mostItems) demandes.")
                ])
            }
            return try await request.blocking {
                let outcomes = body.items.map { item in
                    desk.outcome(item, body, asked, by: acting).told(in: request.identifier)
                }
                return try .json(BulkOutcomes(outcomes: outcomes))
            }
        }
    }
}

extension BulkOutcome {
    /// As the face tells a problem: in French, with the identifier under which the log has it.
    fileprivate func told(in identifier: String) -> BulkOutcome {
        guard var problem else { return self }
        problem.instance = problem.instance ?? "urn:alp:request:\(identifier)"
        var told = self
        told.problem = problem
        return told
    }
}

extension Problem {
    /// The face says its own problems in French once they are thrown; here they are part of an answer.
    fileprivate var inFrench: Problem {
        var told = self
        switch type.dropFirst(Self.typePrefix.count) {
        case "not-found": told.title = "Il n'y a pas de demande de ce numéro que vous voyiez"
        case "conflict": told.title = "La demande contredit l'état actuel"
        case "unavailable": told.title = "Momentanément indisponible"
        case "unexpected": told.title = "Un incident inattendu s'est produit"
        default: break
        }
        if let text { told.detail = text.text(in: .french) }
        return told
    }
}

extension CommandDesk<ValidationDefinition> {
    fileprivate func outcome(
        _ item: BulkAsked.Item, _ body: BulkAsked, _ asked: Asked, by acting: Acting
    ) -> BulkOutcome {
        let act: ExaminerAct =
            switch body.action {
            case .approve: .approve
            case .refuse: .refuse(breaches: [], message: body.message)
            case .giveBack: .giveBack(rules: [], message: body.message, answerBy: nil)
            case .release: .release
            }
        do {
            let response = try self.act(
                act, on: item.request, seen: item.seenRevision, asked, by: acting, part: item.request)
            return Self.outcome(item.request, status: response.status, body: response.body)
        } catch let problem as Problem {
            return Self.outcome(item.request, status: problem.status, body: problem.inFrench.body)
        } catch {
            // Its kind is logged where it arose; nothing of it is for the caller.
            return Self.outcome(item.request, status: 500, body: Problem.unexpected.inFrench.body)
        }
    }

    private static func outcome(_ request: String, status: Int, body: Data) -> BulkOutcome {
        let decoder = JSONDecoder()
        guard status < 400 else {
            return BulkOutcome(request: request, status: status, problem: try? decoder.decode(Problem.self, from: body))
        }
        let done = try? decoder.decode(ActDone.self, from: body)
        return BulkOutcome(request: request, status: status, revision: done?.revision, state: done?.state)
    }
}
