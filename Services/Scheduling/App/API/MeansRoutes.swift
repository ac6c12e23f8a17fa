import Foundation
import Messages
import Pages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// Trainers and quotas: Scheduling's own reference data.
enum MeansRoutes {
    struct TrainerView: Codable, Sendable {
        var trainer: Trainer?
        var absences: [Absence]
        var revision: Int64
    }

    struct TrainerPage: Codable, Sendable {
        var trainers: [TrainerView]
        var next: String?
    }

    /// A trainer as they are to be; absences stay as they are where none are given.
    struct TrainerBody: Codable, Sendable {
        var trainer: Trainer
        var absences: [Absence]?
        /// Needed where the trainer is known already.
        var seenRevision: Int64?
    }

    struct QuotaView: Codable, Sendable {
        var departement: Departement
        var base: [QuotaBase]
        var periods: [QuotaPeriod]
        var revision: Int64
    }

    struct QuotaBody: Codable, Sendable {
        var base: [QuotaBase]
        var periods: [QuotaPeriod]
        /// Needed where the quota is known already.
        var seenRevision: Int64?
    }

    static func add(to routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        trainers(&routes, desk)
        putTrainer(&routes, desk)
        quotas(&routes, desk)
    }

    // MARK: Trainers

    private static func trainers(_ routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        routes.get(
            "/trainers", access: .any(of: .dfie, .service, .director, .pole),
            describing: RouteNote(
                summary: "Trainers with their skills, freed half-days and absences.",
                parameters: [
                    .query("departement", Departement.self, "Where they may train; of those that are one's own."),
                    .query("limit", in: 1...500, "How many, 100 if not given."),
                    .query("after", "The last trainer of the page before."),
                ], answers: [.json(200, "In the order of their identifiers.", TrainerPage.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service, .director, .pole])
            try request.query.only("departement", "limit", "after")
            let departements = try ActionRoutes.departements(request, acting)
            let (after, limit) = try request.page()
            return try await request.blocking {
                let states = try desk.step.database.read { transaction in
                    try SnapshotReader().trainers(departements, in: transaction)
                }
                let ids = states.compactMap(\.trainer?.id.text).filter { $0 > after }.prefix(Int(limit))
                let views = try ids.compactMap { try view(of: $0, desk) }
                return try .json(TrainerPage(trainers: views, next: ids.count == Int(limit) ? ids.last : nil))
            }
        }
        routes.get(
            "/trainers/{trainer}", access: .any(of: .dfie, .service, .director, .pole, .trainer),
            describing: RouteNote(
                summary: "A trainer.", parameters: [.path("trainer", TrainerID.self, "As in the directory.")],
                answers: [.json(200, "The trainer.", TrainerView.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service, .director, .pole, .trainer])
            let id = request.parameter("trainer")
            return try await request.blocking {
                guard let view = try view(of: id, desk), isSeen(view, id, by: acting) else { throw Problem.notFound }
                return try .json(view)
            }
        }
    }

    static func view(of id: String, _ desk: CommandDesk<SchedulingDefinition>) throws -> TrainerView? {
        guard let id = try? TrainerID(id), let found = try desk.state(of: AggregateName.trainer(id)),
            let state = found.state.trainer
        else { return nil }
        return TrainerView(trainer: state.trainer, absences: state.absences, revision: found.revision)
    }

    static func isSeen(_ view: TrainerView, _ id: String, by acting: Acting) -> Bool {
        if acting.role == .trainer {
            return acting.functions.contains { function in
                if case .trainer(let own) = function { own.text == id } else { false }
            }
        }
        return acting.concerns(view.trainer?.departements ?? [])
    }

    private static func putTrainer(_ routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        routes.put(
            "/trainers/{trainer}", access: .any(of: .dfie, .service),
            describing: RouteNote(
                summary: "Sets a trainer, and their absences where these are given.",
                detail: "A service sets those who train in its own département alone.",
                parameters: [.path("trainer", TrainerID.self, "As in the directory.")], body: .json(TrainerBody.self),
                answers: [
                    .json(200, "The trainer after it.", TrainerView.self),
                    .problem(409, "The trainer has changed since; says what."),
                ])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service])
            let id = request.parameter("trainer")
            let (body, asked) = try await request.asked(TrainerBody.self)
            return try await request.blocking {
                let known = try view(of: id, desk)
                if let known, !isSeen(known, id, by: acting) { throw Problem.notFound }
                guard body.trainer.id.text == id else {
                    throw Problem.invalid([
                        Pages.FieldError(
                            field: "trainer.id", value: body.trainer.id.text, message: "Le même que dans l'adresse.")
                    ])
                }
                try mayWrite(body.trainer.departements.union(known?.trainer?.departements ?? []), acting)
                try check(body.trainer)
                let name = AggregateName.trainer(body.trainer.id)
                let answer = try put(
                    asked, on: name, seen: body.seenRevision, .trainers([body.trainer]), acting, desk,
                    telling: { _ in "formateur modifié" }
                ) { _, state, revision in
                    let state = state.trainer ?? TrainerState(trainer: body.trainer)
                    return try .json(
                        TrainerView(trainer: state.trainer, absences: state.absences, revision: revision))
                }
                guard let absences = body.absences, answer.status < 400 else { return answer }
                return try desk.answer(
                    asked.command(
                        on: name,
                        .absences([TrainerAbsences(trainer: body.trainer.id, absences: absences)], replaces: true),
                        by: acting, part: "absences"), telling: { _ in nil }
                ) { _, state, revision in
                    let state = state.trainer ?? TrainerState(trainer: body.trainer)
                    return try .json(
                        TrainerView(trainer: state.trainer, absences: state.absences, revision: revision))
                }
            }
        }
    }

    /// Who names no revision has seen none. That is judged after the kept answer was looked for: the first command of
    /// a key may be what made the thing.
    private static func put(
        _ asked: Asked, on name: String, seen: Int64?, _ input: SchedulingInput, _ acting: Acting,
        _ desk: CommandDesk<SchedulingDefinition>, telling tell: (JournalledChange) -> String?,
        reply: ([SchedulingEvent], SchedulingState, Int64) throws -> Answer
    ) throws -> PageResponse {
        let command = asked.command(on: name, seen: seen ?? 0, input, by: acting)
        guard seen == nil else { return try desk.answer(command, telling: tell, reply: reply) }
        let outcome = try desk.take(command, reply: reply)
        if case .stale = outcome { throw Problem.needsRevision }
        return try outcome.response()
    }

    /// As an import's line is judged: plans count with these numbers.
    private static func check(_ trainer: Trainer) throws {
        var errors = [
            ("mostPerWeek", trainer.mostPerWeek, 10), ("mostPerYear", trainer.mostPerYear, 400),
            ("wishedPerWeek", trainer.wishedPerWeek, 10),
        ].filter { !(0...$0.2).contains($0.1) }.map { name, value, most in
            Pages.FieldError(field: "trainer.\(name)", value: "\(value)", message: "De 0 à \(most).")
        }
        if trainer.zones.isEmpty {
            errors.append(
                Pages.FieldError(
                    field: "trainer.zones", message: "Donnez au moins un département ou une circonscription."))
        }
        guard errors.isEmpty else { throw Problem.invalid(errors) }
    }

    /// The Dfie writes all, a service what is its own alone.
    static func mayWrite(_ departements: Set<Departement>, _ acting: Acting) throws {
        guard acting.role == .dfie || departements.isSubset(of: acting.departements) else {
            let others = departements.subtracting(acting.departements).map(\.text).sorted().joined(separator: ", ")
            throw Problem(
                "another-departement", title: "Ce département n'est pas le vôtre", status: 403,
                detail: "Votre jeton ne vaut pas pour le département \(others) ; la Dfie peut le faire.")
        }
    }

    // MARK: Quotas

    private static func quotas(_ routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        routes.get(
            "/quotas/{departement}", access: .any(of: .dfie, .service, .director),
            describing: RouteNote(
                summary: "What a département can replace (T7).",
                parameters: [.path("departement", Departement.self, "INSEE's code.")],
                answers: [.json(200, "The quota.", QuotaView.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service, .director])
            let text = request.parameter("departement")
            return try await request.blocking {
                guard let departement = try? Departement(text), acting.concerns([departement]),
                    let found = try desk.state(of: AggregateName.quota(departement)), let quota = found.state.quota
                else { throw Problem.notFound }
                return try .json(
                    QuotaView(
                        departement: departement, base: quota.base, periods: quota.periods, revision: found.revision))
            }
        }
        routes.put(
            "/quotas/{departement}", access: .any(of: .dfie, .service),
            describing: RouteNote(
                summary: "Sets what a département can replace (T7).",
                parameters: [.path("departement", Departement.self, "INSEE's code.")], body: .json(QuotaBody.self),
                answers: [
                    .json(200, "The quota after it.", QuotaView.self),
                    .problem(
                        409, "It would fall below what is booked (names half-days and sessions), or it has changed."),
                ])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service])
            let text = request.parameter("departement")
            let (body, asked) = try await request.asked(QuotaBody.self)
            return try await request.blocking {
                guard let departement = try? Departement(text), acting.concerns([departement]) else {
                    throw Problem.notFound
                }
                try check(body)
                let name = AggregateName.quota(departement)
                let change = QuotaChange(departement: departement, base: body.base, periods: body.periods)
                let page = try put(
                    asked, on: name, seen: body.seenRevision, .quotas([change], replaces: true), acting, desk,
                    telling: { $0.type.contains("refused") ? nil : "quota modifié" }
                ) { events, state, revision in
                    if case .noted(.refused(let refusal))? = events.first {
                        return Answer(status: refusal.status, body: Array(Problem(refusal).body))
                    }
                    let quota = state.quota ?? QuotaState()
                    return try .json(
                        QuotaView(
                            departement: departement, base: quota.base, periods: quota.periods, revision: revision))
                }
                return page.asProblemPage
            }
        }
    }

    private static func check(_ body: QuotaBody) throws {
        var errors: [Pages.FieldError] = []
        for (index, entry) in body.base.enumerated() where !(0...2000).contains(entry.replacements) {
            errors.append(
                Pages.FieldError(
                    field: "base.\(index).replacements", value: "\(entry.replacements)", message: "De 0 à 2000."))
        }
        for (index, period) in body.periods.enumerated() where !(0...100).contains(period.percent) {
            errors.append(
                Pages.FieldError(
                    field: "periods.\(index).percent", value: "\(period.percent)", message: "De 0 à 100."))
        }
        guard errors.isEmpty else { throw Problem.invalid(errors) }
    }
}

extension Answer {
    static func json(_ value: some Encodable) throws -> Answer {
        Answer(status: 200, body: Array(try PageResponse.json(value).body))
    }
}

extension PageResponse {
    var asProblemPage: PageResponse {
        var page = self
        if page.status >= 400 { page.headers["content-type"] = Problem.mediaType }
        return page
    }
}

extension Problem {
    /// What depends on what was seen says so.
    static var needsRevision: Problem {
        .invalid([
            Pages.FieldError(field: "seenRevision", message: "Donnez la révision que vous avez lue.")
        ])
    }
}
