import Deciding
import Messages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary
import WireJSON

/// Scheduling to the heart: from records to inputs, from events to journal, topic and own tables.
struct SchedulingDefinition: ServiceDefinition {
    typealias Logic = SchedulingDecider

    static let inputs = [ProductTopic.campaigns, .requests, .decisions, .contracts].map(\.rawValue)

    let decider: SchedulingDecider
    private let reader = SnapshotReader()

    init(decider: SchedulingDecider) { self.decider = decider }

    func input(from record: ReadRecord) throws -> SchedulingInput? {
        guard let value = record.value, let topic = ProductTopic(name: record.envelope.topic) else { return nil }
        let type = record.envelope.type
        switch topic {
        case .campaigns:
            guard case .published(let message) = try CampaignMessage(type: type, value: value) else { return nil }
            return .campaign(message)
        case .requests:
            return try request(try RequestID(record.envelope.key), try RequestMessage(type: type, value: value))
        case .decisions:
            return try decision(try RequestID(record.envelope.key), try DecisionMessage(type: type, value: value))
        case .contracts:
            // Read, so that a type that isn't known waits for the program that knows it.
            _ = try ContractMessage(type: type, value: value)
            return nil
        case .directory, .sessions, .schedulingJobs, .rosters, .feed, .feedPeople, .letters: return nil
        }
    }

    private func request(_ request: RequestID, _ message: RequestMessage) throws -> SchedulingInput? {
        switch message {
        case .submitted(let submitted):
            .form(
                request,
                KnownForm(
                    requestRevision: submitted.requestRevision, isLate: submitted.isLate,
                    departements: submitted.departements, form: try submitted.form.required()))
        case .amended(let amended): .amended(request, amended)
        case .withdrawn(let withdrawn): .decided(request, .withdrawn(withdrawn))
        case .consented, .handedOver: nil
        }
    }

    private func decision(_ request: RequestID, _ message: DecisionMessage) throws -> SchedulingInput? {
        switch message {
        case .validated(let validated): .decided(request, .validated(validated))
        case .released(let released): .decided(request, .released(released))
        case .returned(let returned): .decided(request, .returned(returned))
        case .refused(let refused): .decided(request, .refused(refused))
        case .cancelled(let cancelled): .decided(request, .cancelled(cancelled))
        case .lateAccepted, .opinionAsked, .opinionRecorded, .speakerDecided, .lecturerDecided, .dispositifNumbered:
            nil
        }
    }

    func input(from timer: DueTimer) throws -> SchedulingInput { throw CannotHandle("scheduling sets no timers") }

    func route(_ input: SchedulingInput) -> [String] {
        switch input {
        case .campaign: [AggregateName.campaign]
        case .form(let request, _), .amended(let request, _), .decided(let request, _), .acted(let request, _, _):
            [AggregateName.action(request)]
        case .plan(let plan): plan.parts.map { AggregateName.action($0.request) }
        case .noPlace(let answer): [AggregateName.action(answer.request)]
        case .trainers(let trainers): trainers.map { AggregateName.trainer($0.id) }
        case .absences(let absences, _): absences.map { AggregateName.trainer($0.trainer) }
        case .quotas(let quotas, _): quotas.map { AggregateName.quota($0.departement) }
        }
    }

    func world(
        for input: SchedulingInput, aggregate: String, in transaction: any Transaction
    ) throws -> SchedulingWorld {
        switch input {
        case .campaign: return .none
        case .trainers, .absences, .noPlace:
            try Bookings.takeTurn(in: transaction)
            return .none
        case .quotas:
            try Bookings.takeTurn(in: transaction)
            return .booked(try Bookings.booked(quota: aggregate, in: transaction))
        case .plan(let plan):
            try Bookings.takeTurn(in: transaction)
            return .plan(isCurrent: try isCurrent(plan, in: transaction))
        case .form(_, let known): return try again(aggregate, known.form, in: transaction)
        case .amended(_, let message): return try again(aggregate, message.form.value, in: transaction)
        case .decided(_, .validated(let message)):
            guard let row = try ActionRows.row(aggregate, in: transaction), row.hasForm else { return .none }
            return .snapshot(try placing(row, message.departements, in: transaction))
        case .decided(_, .released), .acted(_, _, .confirm):
            return .snapshot(Snapshot(campaign: try reader.campaign(in: transaction)))
        case .decided:
            try Bookings.takeTurn(in: transaction)
            return .snapshot(Snapshot(campaign: try reader.campaign(in: transaction)))
        case .acted:
            guard let row = try ActionRows.row(aggregate, in: transaction) else { return .none }
            return .snapshot(try placing(row, in: transaction))
        }
    }

    /// A form places anew where its action was validated before.
    private func again(
        _ aggregate: String, _ form: RequestForm?, in transaction: any Transaction
    ) throws -> SchedulingWorld {
        guard let row = try ActionRows.row(aggregate, in: transaction), row.validation > 0 else { return .none }
        return .snapshot(try placing(row, form: form, in: transaction))
    }

    /// Whoever takes or gives back has the turn first, after the locks of all aggregates and before any other row: so
    /// that two transactions can't wait for each other, and whoever decides has seen what the others took. The guards
    /// in `project` would find it out too, but a record has few attempts.
    private func placing(
        _ row: ActionRows.Found, _ departements: [Departement] = [], form: RequestForm? = nil,
        in transaction: any Transaction
    ) throws -> Snapshot {
        try Bookings.takeTurn(in: transaction)
        let visited = row.establishments?.union(form?.groups.flatMap(\.establishments) ?? [])
        return try reader.snapshot(row.departements.union(departements), visiting: visited, in: transaction)
    }

    /// All aggregates of the plan are locked by now.
    private func isCurrent(_ plan: JointPlan, in transaction: any Transaction) throws -> Bool {
        try plan.parts.allSatisfy { part in
            guard let bytes = try Aggregates.read(AggregateName.action(part.request), in: transaction)?.state else {
                return false
            }
            let state = try StateCoding.decode(SchedulingState.self, from: bytes)
            guard let action = state.action, part.stands(action) else { return false }
            return part.request != plan.target || action.search == plan.search
        }
    }

    func publication(of event: SchedulingEvent, aggregate: String) throws -> Publication {
        switch event {
        case .session(let message):
            Publication(.own(topic: ProductTopic.sessions.rawValue), type: message.type, payload: try message.value())
        case .noted(let noted):
            Publication(.journalOnly, type: noted.type, payload: try MessageJSON.encode(noted))
        }
    }

    func event(type: String, payload: [UInt8]) throws -> SchedulingEvent {
        if type.hasPrefix("scheduling.") {
            return .noted(try MessageJSON.decode(SchedulingEvent.Noted.self, from: payload))
        }
        return .session(try SessionMessage(type: type, value: payload))
    }

    func project(
        _ event: SchedulingEvent, aggregate: String, state: SchedulingState, in transaction: any Transaction
    ) throws {
        switch event {
        case .noted(.campaignKnown(let campaign)): try MeansRows.save(campaign, in: transaction)
        case .noted(.trainerSet(let trainer)): try MeansRows.save(trainer, aggregate, in: transaction)
        case .noted(.quotaSet(let set)): try MeansRows.save(set.departement, set.state, in: transaction)
        case .noted(.ejected(let requests)):
            for request in requests { try Bookings.release(request.text, keeping: [], in: transaction) }
        case .noted(.voided), .noted(.refused): break
        case .noted, .session(.confirmed), .session(.declined), .session(.published), .session(.notPlaced):
            if let action = state.action { try ActionRows.save(aggregate, action, in: transaction) }
        case .session(.proposed), .session(.moved), .session(.trainerReplaced), .session(.freed):
            guard let action = state.action else { break }
            try Bookings.update(
                aggregate, action, try reader.campaign(in: transaction), kilometres: decider.kilometres,
                in: transaction)
            try ActionRows.save(aggregate, action, in: transaction)
        }
    }

    var migrations: Migrations { .scheduling }
}
