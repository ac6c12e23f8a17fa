import Foundation
import Messages
import Pages
import Reference
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// The store's state as an instance and a plan.
struct Export {
    var instance: InstanceDocument
    var plan: PlanDocument

    /// - Throws: `Problem` 409 where there is no campaign or no reference folder yet.
    static func read(_ database: any Database, _ decider: SchedulingDecider, _ now: Instant) throws -> Export {
        let (snapshot, states) = try database.read { transaction in
            let requests = try ActionRows.requests(where: "validation > 0", in: transaction)
            let states = try requests.compactMap { request -> (RequestID, ActionState)? in
                guard let bytes = try Aggregates.read(AggregateName.action(request), in: transaction)?.state,
                    let action = try StateCoding.decode(SchedulingState.self, from: bytes).action
                else { return nil }
                return (request, action)
            }
            return (try SnapshotReader().snapshot(nil, in: transaction), states)
        }
        guard let campaign = snapshot.campaign, let reference = decider.reference else {
            throw Problem(
                "not-ready", title: "Le calendrier n'est pas prêt", status: 409,
                detail: "La campagne ou les fichiers de référence manquent.")
        }
        let reading = DemandReading(reference: reference, campaign: campaign)
        let ground = PlanGround(campaign, trainers: snapshot.trainers, quotas: snapshot.quotas) {
            reading.point(ofBase: $0)
        }
        var demands: [RequestID: [GroupDemand]] = [:]
        var standing: [RequestID: (groups: [GroupPlacement], isTold: Bool)] = [:]
        var kinds: [RequestID: String] = [:]
        let first = campaign.campaign.rules.T2.window.value.first
        for (request, state) in states {
            // Judged as of the day before planning could have begun: what stands was planned with its lead then.
            guard let form = state.form, let validated = state.validated, state.phase != .ended,
                let wanted = try? reading.demands(
                    of: request, form.form, validated, isLate: form.isLate,
                    today: first.adding(days: -campaign.scheduling.leadDays.value))
            else { continue }
            demands[request] = wanted
            kinds[request] = form.form.origin == .renewal ? "renewal" : "newTheme"
            let placements = state.shown.filter { !$0.sessions.isEmpty }
            if placements.count == wanted.count { standing[request] = (placements, state.phase == .published) }
        }
        let name = "\(campaign.campaign.id)-\(Paris.date(at: now))"
        return Export(
            instance: InstanceWriting.instance(
                named: name, ground, trainers: snapshot.trainers, quotas: snapshot.quotas,
                zones: reference.circonscriptions.map(\.id), demands: demands, kinds: kinds, standing: standing),
            plan: PlanDocument(
                instance: name,
                actions: Dictionary(
                    uniqueKeysWithValues: standing.map {
                        ($0.key.text, InstanceWriting.plan($0.value.groups, ground))
                    })))
    }
}
