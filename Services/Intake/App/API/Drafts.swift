import Foundation
import IntakeDomain
import Pages
import Rulebook
import ServiceKit
import Store
import Vocabulary

struct DraftBody: Codable {
    var form: RequestForm
    /// Absent: the campaign that is open.
    var campaign: CampaignID?
}

struct RevisedDraftBody: Codable {
    var form: RequestForm
    var seenRevision: Int64
}

struct SeenBody: Codable {
    var seenRevision: Int64
}

struct RenewalBody: Codable {
    var earlierAction: EarlierActionID
}

/// Drafts and what becomes of them (Y1, F2).
extension IntakeRoutes {
    func addDrafts(to routes: inout RouteTable) {
        routes.post(
            "/drafts", access: .pilots,
            describing: RouteNote(
                summary: "Begins a draft.",
                detail:
                    "Repeated with the same key, it is the same draft. GET shows what the rules would find in it.",
                body: .json(DraftBody.self), answers: [.json(201, "The draft.", RequestAnswer.self)])
        ) { request in
            let acting = try request.acting(as: [.pilot])
            let (body, asked) = try await request.asked(DraftBody.self, limit: Self.formLimit)
            try body.form.checkBounds()
            return try await request.blocking { try draft(body.form, body.campaign, asked, acting) }
        }
        routes.post(
            "/renewals", access: .pilots,
            describing: RouteNote(
                summary: "Begins a draft with the fields of an action of the year before (F2).",
                detail:
                    "From a request of an earlier campaign, or from the list of earlier actions; one that isn't the pilot's is 404.",
                body: .json(RenewalBody.self), answers: [.json(201, "The draft.", RequestAnswer.self)])
        ) { request in
            let acting = try request.acting(as: [.pilot])
            let (body, asked) = try await request.asked(RenewalBody.self)
            return try await request.blocking {
                try draft(try renewed(body.earlierAction, acting), nil, asked, acting)
            }
        }
        addStandingDrafts(to: &routes)
    }

    private func addStandingDrafts(to routes: inout RouteTable) {
        routes.get(
            "/drafts/{request}", access: .pilots,
            describing: RouteNote(
                summary: "A draft as it stands, with what the rules would find in it.",
                parameters: [.path("request", RequestID.self, "The request's number.")],
                answers: [.json(200, "The draft.", RequestView.self)])
        ) { request in
            let acting = try request.acting(as: [.pilot])
            try request.query.only()
            let text = request.parameter("request")
            return try await request.blocking {
                let (id, state) = try desk.request(text, seenBy: acting)
                guard state.phase == .draft else { throw Problem.notFound }
                return try .json(try view(id, state, by: acting))
            }
        }
        routes.put(
            "/drafts/{request}", access: .pilots,
            describing: RouteNote(
                summary: "Changes a draft's form.",
                parameters: [.path("request", RequestID.self, "The request's number.")],
                body: .json(RevisedDraftBody.self), answers: [.json(200, "The draft after it.", RequestAnswer.self)])
        ) { request in
            let acting = try request.acting(as: [.pilot])
            let (body, asked) = try await request.asked(RevisedDraftBody.self, limit: Self.formLimit)
            try body.form.checkBounds()
            let text = request.parameter("request")
            return try await request.blocking {
                let (id, _) = try desk.request(text, seenBy: acting)
                return try desk.take(
                    .revise(body.form, seen: body.seenRevision, by: acting.acts(on: body.form)), on: id, asked,
                    by: acting, linksURL: ground.linksURL)
            }
        }
        routes.post(
            "/drafts/{request}/submit", access: .pilots,
            describing: RouteNote(
                summary:
                    "Sends a draft (Y1): the sender's own agreement comes with it, the other pilots are asked by link (F5).",
                parameters: [.path("request", RequestID.self, "The request's number.")], body: .json(SeenBody.self),
                answers: [.json(200, "The request after it.", RequestAnswer.self)])
        ) { request in
            let acting = try request.acting(as: [.pilot])
            let (body, asked) = try await request.asked(SeenBody.self)
            let text = request.parameter("request")
            return try await request.blocking {
                let (id, state) = try desk.request(text, seenBy: acting)
                try desk.requireCampaign()
                return try desk.take(
                    .submit(seen: body.seenRevision, by: acting.acts(on: state.form)), on: id, asked, by: acting,
                    linksURL: ground.linksURL)
            }
        }
    }

    private func draft(
        _ form: RequestForm, _ campaign: CampaignID?, _ asked: Asked, _ acting: Acting
    ) throws -> PageResponse {
        try desk.requireCampaign()
        let id = try requestID(for: form, asked)
        var random = SystemRandomNumberGenerator()
        let tracking = TrackingNumber(
            of: (0..<TrackingNumber.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        let drafting = Drafting(form: form, campaign: campaign, tracking: tracking, acts: acting.acts(on: form))
        return try desk.take(
            .draft(drafting), on: id, asked, by: acting, status: 201,
            linksURL: ground.linksURL)
    }

    /// `ALP-69-` and eight letters of the hash of who asks and their key: a repeated POST meets the same aggregate,
    /// even after its answer is no longer kept.
    private func requestID(for form: RequestForm, _ asked: Asked) throws -> RequestID {
        let decider = desk.step.definition.decider
        let seat = form.groups.first.flatMap { ground.places.departement(of: .head($0.host)) }
        let departement = seat ?? decider.departements(of: form).first
        let letters = Base32.letters(of: sha256(Array(asked.idempotencyKey.utf8))).prefix(8)
        return try RequestID("ALP-\(departement?.text ?? "00")-\(String(letters))")
    }

    /// As it stands; whoever examines it is told of other open requests of its sectors, whose numbers are no pilot's
    /// affair.
    func view(_ id: RequestID, _ state: RequestState, by acting: Acting) throws -> RequestView {
        let state = state.standing(on: Paris.date(at: desk.clock.now))
        let examines = acting.role != .pilot && acting.role != .referent
        return RequestView(
            id, state, duplicates: examines ? try duplicates(of: state, id) : [],
            findings: state.phase == .draft ? try state.form.flatMap { try findings(in: $0, id, state.campaign) } : nil,
            linksURL: ground.linksURL)
    }

    private func duplicates(of state: RequestState, _ id: RequestID) throws -> [RequestID] {
        guard let form = state.form else { return [] }
        let sectors = desk.step.definition.decider.sectors(of: form)
        return try desk.read { transaction in
            let campaigns = IntakeWorld(campaigns: try CampaignTable.all(in: transaction))
            return try RequestTable.duplicates(
                of: sectors, campaign: state.campaign ?? campaigns.campaign(named: nil)?.id, but: id, in: transaction)
        }
    }

    /// What the rules would say if it came now; nil where no reference files are at hand. Agreements that are asked by
    /// link are no fault of a draft (F5).
    private func findings(in form: RequestForm, _ id: RequestID, _ named: CampaignID?) throws -> [Breach]? {
        guard ground.knowsPlaces else { return nil }
        let campaign = try desk.read { transaction -> Campaign? in
            let known = IntakeWorld(campaigns: try CampaignTable.all(in: transaction))
            guard let campaign = known.campaign(named: named) else { return nil }
            return try CampaignTable.campaign(campaign.id, in: transaction)
        }
        guard let campaign else { return nil }
        let subject = RequestSubject(
            ReceivedRequest(id: id, receivedAt: desk.clock.now, form: form), campaign: campaign,
            places: ground.places, earlierActions: ground.earlierActions?.numbers)
        return Rules.judge(subject).breaches.filter { !($0.rule == .F5 && $0.severity == .blocks(.examination)) }
    }
}
