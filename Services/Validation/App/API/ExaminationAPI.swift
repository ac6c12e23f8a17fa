import Pages
import ServiceKit
import ValidationDomain
import Vocabulary

/// What examiners do with one request.
struct ExaminationAPI {
    let desk: ValidationDesk
    private(set) var routes: RouteTable

    init(_ desk: ValidationDesk, adding routes: RouteTable) {
        self.desk = desk
        self.routes = routes
        addDecisions()
        addOpinions()
        addEndings()
    }

    private mutating func addDecisions() {
        post("settle", SettleAsked.self, \.seenRevision, "Settles theme class, trainers and priority (H4, F7, T5).") {
            body, _ in
            .settle(
                Settlement(
                    themeClass: body.themeClass, concernsSpecialNeeds: body.concernsSpecialNeeds,
                    priority: body.priority, groups: body.groups))
        }
        post("approve", SeenAsked.self, \.seenRevision, "Approves; the last authority's approval validates (Y2).") {
            _, _ in .approve
        }
        post("refuse", RefuseAsked.self, \.seenRevision, "Refuses, with reasons among the verdict's breaches (Y2).") {
            body, _ in .refuse(breaches: try body.choices(), message: body.message)
        }
        post("return", ReturnAsked.self, \.seenRevision, "Gives it back to the pilots; days in examination stop.") {
            body, _ in .giveBack(rules: body.rules ?? [], message: body.message, answerBy: body.answerBy)
        }
        post("late", LateAsked.self, \.seenRevision, as: [.dfie], "Takes a late request to examination, or not (F6).") {
            body, _ in .late(accept: body.accept, reason: body.reason)
        }
    }

    private mutating func addOpinions() {
        post("opinions", OpinionsAsked.self, \.seenRevision, "Asks for opinions (H3).") { body, _ in
            .askOpinion(from: body.from, question: body.question, answerBy: body.answerBy)
        }
        post(
            "opinions/record", OpinionToRecord.self, \.seenRevision, as: Acting.readers,
            "Records an opinion, by whoever was asked or by the Dfie for them."
        ) { body, _ in .recordOpinion(from: body.from, body.opinion, comment: body.comment) }
        post(
            "speakers/{person}", SpeakerAsked.self, \.seenRevision, as: [.dfie], "Decides on an outside speaker (I2)."
        ) { body, request in
            .decideSpeaker(try Self.person(request), isValidated: body.isValidated, reason: body.reason)
        }
        post(
            "lecturers/{person}", LecturerAsked.self, \.seenRevision, as: [.dfie, .pole],
            "Records the Pôle's decision on a lecturer (I3)."
        ) { body, request in
            .decideLecturer(try Self.person(request), isAgreed: body.isAgreed, reason: body.reason)
        }
    }

    private mutating func addEndings() {
        post("cancel", CancelAsked.self, \.seenRevision, "Cancels the action, at any step; final.") { body, _ in
            .cancel(reason: body.reason)
        }
        post(
            "release", SeenAsked.self, \.seenRevision, as: [.dfie],
            "Lets the decision out; a validation once every session is confirmed (Y3)."
        ) { _, _ in .release }
    }

    private static func person(_ request: PageRequest) throws -> PersonID {
        guard let person = try? PersonID(request.parameter("person")) else { throw Problem.notFound }
        return person
    }

    private mutating func post<Body: Decodable & Sendable>(
        _ path: String, _ type: Body.Type, _ seen: @escaping @Sendable (Body) -> Int64,
        as roles: [BusinessRole] = Acting.examiners, _ summary: String,
        _ act: @escaping @Sendable (Body, PageRequest) throws -> ExaminerAct
    ) {
        var parameters = [RouteParameter.path("request", RequestID.self, "The request's number.")]
        if path.hasSuffix("{person}") {
            parameters.append(.path("person", PersonID.self, "As the form names them."))
        }
        let note = RouteNote(
            summary: summary, parameters: parameters, body: .json(type),
            answers: [
                .json(200, "The request after it.", ActDone.self),
                .problem(409, "The request doesn't allow it, or has changed: `errors` says by which rule, or what."),
            ])
        routes.post(
            "/queue/{request}/\(path)", access: .roles(roles.map(\.rawValue)), describing: note
        ) { [desk] request in
            let acting = try request.acting(as: roles)
            let (body, asked) = try await request.asked(type)
            let act = try act(body, request)
            let id = request.parameter("request")
            return try await request.blocking {
                try desk.act(act, on: id, seen: seen(body), asked, by: acting)
            }
        }
    }
}
