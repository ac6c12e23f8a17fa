import Messages
import Pages
import Reference
import ServiceKit
import Store
import ValidationDomain
import Vocabulary

/// Campaigns: seen by everyone who has a token, published by the Dfie, shown as a difference before.
struct CampaignAPI: Sendable {
    let desk: ValidationDesk
    /// The files that a campaign has to be made for.
    let reference: ReferenceSet

    func add(to routes: inout RouteTable) {
        let name = RouteParameter.path("campaign", CampaignID.self, "The campaign.")
        routes.post(
            "/campaigns/{campaign}/revisions", access: .any(of: .dfie),
            describing: RouteNote(
                summary: "Publishes a revision of a campaign, or shows what it would change.",
                detail: "The first makes the campaign. A preview writes nothing and needs no key.",
                parameters: [
                    name,
                    .query("mode", oneOf: ["preview", "apply"], "What to do with it.", isRequired: true),
                ], body: .json(CampaignAsked.self, "The whole campaign."),
                answers: [.json(200, "What it changes, value by value.", CampaignPreview.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie])
            try request.query.only("mode")
            let mode = request.query["mode"]
            guard mode == "preview" || mode == "apply" else {
                throw Problem.invalid([
                    Pages.FieldError(field: "mode", value: mode, message: "On attend preview ou apply.")
                ])
            }
            let name = request.parameter("campaign")
            guard mode == "apply" else {
                let body = try await request.json(CampaignAsked.self)
                return try await request.blocking { try preview(name, body, by: acting) }
            }
            let (body, asked) = try await request.asked(CampaignAsked.self)
            return try await request.blocking { try apply(name, body, asked, by: acting) }
        }
        routes.get(
            "/campaigns/{campaign}", access: .anyCaller,
            describing: RouteNote(
                summary: "A campaign as it stands, and its revisions.", parameters: [name],
                answers: [.json(200, "The campaign.", CampaignStanding.self)])
        ) { request in
            let name = request.parameter("campaign")
            return try await request.blocking { try .json(view(name)) }
        }
        routes.get(
            "/campaigns/{campaign}/revisions/{revision}", access: .anyCaller,
            describing: RouteNote(
                summary: "One revision of a campaign, whole.",
                parameters: [name, .path("revision", Revision.self, "1, 2, 3 …")],
                answers: [.json(200, "The revision.", CampaignRevisionShown.self)])
        ) { request in
            let (name, text) = (request.parameter("campaign"), request.parameter("revision"))
            guard let revision = Int64(text) else { throw Problem.notFound }
            return try await request.blocking {
                guard let published = try desk.opened({ try CampaignTable.published(name, revision: revision, in: $0) })
                else { throw Problem.notFound }
                return try .json(
                    CampaignRevisionShown(
                        campaign: name, revision: published.campaignRevision, changes: published.changes,
                        content: published.campaign))
            }
        }
    }

    private func preview(_ name: String, _ body: CampaignAsked, by acting: Acting) throws -> PageResponse {
        let aggregate = try judged(name, body)
        let standing = try desk.state(of: aggregate)?.state ?? ValidationState()
        let input = ValidationInput.publish(
            CampaignDraft(campaign: body.campaign, changes: body.changes), by: acting.actor)
        // That nothing differs is what a preview is there to show; to publish it is refused.
        if standing.campaign?.campaign != body.campaign,
            let objection = desk.decider.objection(to: input, on: standing, in: ValidationWorld(), at: desk.clock.now)
        {
            throw Problem(objection)
        }
        return try .json(
            CampaignPreview(
                mode: "preview", campaign: name, revision: (standing.campaign?.revision.number ?? 0) + 1,
                differences: try CampaignDifference.between(standing.campaign?.campaign, body.campaign)))
    }

    private func apply(
        _ name: String, _ body: CampaignAsked, _ asked: Asked, by acting: Acting
    ) throws -> PageResponse {
        let aggregate = try judged(name, body)
        let before = try desk.state(of: aggregate)?.state.campaign?.campaign
        let input = ValidationInput.publish(
            CampaignDraft(campaign: body.campaign, changes: body.changes), by: acting.actor)
        let now = desk.clock.now
        let response = try desk.answer(
            asked.command(on: aggregate, seen: body.seenRevision ?? 0, AddressedInput(aggregate, input), by: acting),
            telling: { History.french($0.type) }
        ) { events, state, _ in
            guard !events.isEmpty, let campaign = state.campaign else {
                let objection = desk.decider.objection(to: input, on: state, in: ValidationWorld(), at: now)
                return Answer(objection ?? .conflict("La campagne vient de changer."))
            }
            return try Answer(
                CampaignPreview(
                    mode: "apply", campaign: name, revision: campaign.revision.number,
                    differences: try CampaignDifference.between(before, body.campaign)))
        }
        return response.asProblemIfRefused
    }

    /// What no revision is needed for: the name, the files it was made for, and its days.
    private func judged(_ name: String, _ body: CampaignAsked) throws -> String {
        guard let id = try? CampaignID(name) else { throw Problem.notFound }
        var errors: [Pages.FieldError] = []
        if body.campaign.id != id {
            errors.append(
                Pages.FieldError(
                    field: "campaign.id", value: body.campaign.id.text, message: "L'adresse nomme la campagne \(id)."))
        }
        if body.campaign.reference != reference.version {
            errors.append(
                Pages.FieldError(
                    field: "campaign.reference", value: body.campaign.reference,
                    message: "Le service connaît les fichiers de référence \(reference.version)."))
        }
        for day in reference.calendar.wronglyOpen(in: body.campaign).prefix(20) {
            errors.append(
                Pages.FieldError(
                    field: "campaign.calendar", value: day.date.text,
                    message: "Ce jour est fermé (\(day.name)) : ajoutez-le au calendrier.", rule: "T2"))
        }
        for fault in try CampaignBounds.faults(in: body.campaign) {
            errors.append(
                Pages.FieldError(field: "campaign.\(fault.path)", value: fault.value, message: fault.message))
        }
        guard errors.isEmpty else { throw Problem.invalid(errors) }
        return Aggregate.campaign(id)
    }

    private func view(_ name: String) throws -> CampaignStanding {
        guard let id = try? CampaignID(name), let found = try desk.state(of: Aggregate.campaign(id)),
            let campaign = found.state.campaign
        else { throw Problem.notFound }
        return CampaignStanding(
            campaign: name, revision: found.revision, isClosed: campaign.isClosed, changes: campaign.changes,
            content: campaign.campaign,
            revisions: try desk.opened { try desk.history(of: Aggregate.campaign(id), in: $0) })
    }
}
