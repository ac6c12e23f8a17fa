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
        // Approves, refuses, returns or releases many, with an outcome each.
        routes.post("/bulk", access: .examiners) { request in
            let acting = try request.acting(as: Acting.examiners)
            let (body, asked) = try await request.asked(Bodies.Bulk.self)
            guard (1...mostItems).contains(body.items.count) else {
                throw Problem.invalid([
                    Pages.FieldError(field: "items", message: "Donnez de 1 à \(mostItems) demandes.")
                ])
            }
            return try await request.blocking {
                try .json(Views.Outcomes(outcomes: body.items.map { desk.outcome($0, body, asked, by: acting) }))
            }
        }
    }
}

extension CommandDesk<ValidationDefinition> {
    fileprivate func outcome(
        _ item: Bodies.Bulk.Item, _ body: Bodies.Bulk, _ asked: Asked, by acting: Acting
    ) -> Views.Outcome {
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
            return Self.outcome(item.request, status: problem.status, body: problem.body)
        } catch {
            // Its kind is logged where it arose; nothing of it is for the caller.
            return Self.outcome(item.request, status: 500, body: Problem.unexpected.body)
        }
    }

    private static func outcome(_ request: String, status: Int, body: Data) -> Views.Outcome {
        let tree = try? MessageJSON.decode(JSONTree.self, from: Array(body))
        guard status < 400 else { return Views.Outcome(request: request, status: status, problem: tree) }
        return Views.Outcome(
            request: request, status: status, revision: tree?["revision"]?.integer,
            state: tree?["state"]?.text.flatMap { QueueState(rawValue: $0) })
    }
}
