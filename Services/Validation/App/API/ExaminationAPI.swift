import Pages
import ServiceKit
import ValidationDomain
import Vocabulary

/// What examiners do with one request.
enum ExaminationAPI {
    static func add(to routes: inout RouteTable, _ desk: ValidationDesk) {
        // Theme class, trainers asked and priority are settled (H4, F7, T5).
        post("settle", Bodies.Settle.self, \.seenRevision, &routes, desk) { body, _ in
            .settle(
                Settlement(
                    themeClass: body.themeClass, concernsSpecialNeeds: body.concernsSpecialNeeds,
                    priority: body.priority, groups: body.groups))
        }
        // An authority approves (Y2); the last one validates.
        post("approve", Bodies.Seen.self, \.seenRevision, &routes, desk) { _, _ in .approve }
        // An authority refuses, with reasons built from breaches (Y2).
        post("refuse", Bodies.Refuse.self, \.seenRevision, &routes, desk) { body, _ in
            .refuse(breaches: body.breaches?.map(\.choice) ?? [], message: body.message)
        }
        // Back to the pilots for correction: days in examination stop.
        post("return", Bodies.GiveBack.self, \.seenRevision, &routes, desk) { body, _ in
            .giveBack(rules: body.rules ?? [], message: body.message, answerBy: body.answerBy)
        }
        // A late request is taken to examination, or not (F6).
        post("late", Bodies.Late.self, \.seenRevision, as: [.dfie], &routes, desk) { body, _ in
            .late(accept: body.accept, reason: body.reason)
        }
        // An opinion is asked (H3).
        post("opinions", Bodies.AskOpinion.self, \.seenRevision, &routes, desk) { body, _ in
            .askOpinion(from: body.from, question: body.question, answerBy: body.answerBy)
        }
        // An opinion is recorded, by who was asked or by the Dfie.
        post("opinions/record", Bodies.RecordOpinion.self, \.seenRevision, as: Acting.readers, &routes, desk) {
            body, _ in .recordOpinion(from: body.from, body.opinion, comment: body.comment)
        }
        // The Dfie decides on an outside speaker (I2).
        post("speakers/{person}", Bodies.Speaker.self, \.seenRevision, as: [.dfie], &routes, desk) { body, request in
            .decideSpeaker(try person(request), isValidated: body.isValidated, reason: body.reason)
        }
        // The Pôle, or the Dfie for it, decides on a lecturer (I3).
        post("lecturers/{person}", Bodies.Lecturer.self, \.seenRevision, as: [.dfie, .pole], &routes, desk) {
            body, request in .decideLecturer(try person(request), isAgreed: body.isAgreed, reason: body.reason)
        }
        // Cancelled, at any step; final.
        post("cancel", Bodies.Cancel.self, \.seenRevision, &routes, desk) { body, _ in .cancel(reason: body.reason) }
        // The decision is let out (Y3).
        post("release", Bodies.Seen.self, \.seenRevision, as: [.dfie], &routes, desk) { _, _ in .release }
    }

    private static func person(_ request: PageRequest) throws -> PersonID {
        guard let person = try? PersonID(request.parameter("person")) else { throw Problem.notFound }
        return person
    }

    private static func post<Body: Decodable & Sendable>(
        _ path: String, _ type: Body.Type, _ seen: @escaping @Sendable (Body) -> Int64,
        as roles: [BusinessRole] = Acting.examiners, _ routes: inout RouteTable, _ desk: ValidationDesk,
        _ act: @escaping @Sendable (Body, PageRequest) throws -> ExaminerAct
    ) {
        routes.post("/queue/{request}/\(path)", access: .roles(roles.map(\.rawValue))) { request in
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
