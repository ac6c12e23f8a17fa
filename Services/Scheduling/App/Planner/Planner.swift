import Foundation
import Messages
import Pages
import Reference
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// The duty that looks for what no single decision finds: for each action that seeks a place it moves a few proposals,
/// or says why there is none. An optimiser of whole plans fits the same command later.
enum Planner {
    static func duty(_ decider: SchedulingDecider) -> Duty<SchedulingDefinition> {
        let reader = SnapshotReader()
        return Duty(name: "planner", every: .seconds(1)) { desk in try round(desk, decider, reader) }
    }

    /// Seeks a place for every action that has none, one after the other, each on what the one before left. One that
    /// can't be sought doesn't keep the others waiting.
    ///
    /// - Throws: `StoreError` at once where the store is away; what else failed at the end.
    static func round(
        _ desk: CommandDesk<SchedulingDefinition>, _ decider: SchedulingDecider,
        _ reader: SnapshotReader = SnapshotReader()
    ) throws {
        guard let reference = decider.reference else { return }
        let seeking = try desk.step.database.read { transaction in
            try MeansRows.areThere(in: transaction)
                ? try ActionRows.requests(where: "phase = 'seeking'", in: transaction) : []
        }
        var failure: (any Error)?
        for request in seeking {
            guard desk.isOpen else { return }
            do {
                try seek(request, desk, reference, reader)
            } catch let problem as Problem where problem.text == .storeAway {
                // A guard said no, or others were faster: the next round looks anew. Where the store is away indeed,
                // the next reading says so.
            } catch let error as StoreError where error.isOutage {
                throw error
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private static func seek(
        _ request: RequestID, _ desk: CommandDesk<SchedulingDefinition>, _ reference: ReferenceSet,
        _ reader: SnapshotReader
    ) throws {
        let search = JointReading(desk: desk, reader: reader)
        guard let (state, revision) = try search.action(request), state.phase == .seeking,
            let (snapshot, others) = try search.surroundings(of: request, state)
        else { return }
        let found = JointSearch(
            reference: reference, snapshot: snapshot, today: Paris.date(at: desk.clock.now)
        ).search(request, state, among: others)
        switch found {
        case .plan(let plan): try send(.plan(plan), request, revision, "\(plan)", desk)
        case .nowhere(let answer): try send(.noPlace(answer), request, revision, "\(answer)", desk)
        case nil: break
        }
    }

    /// The key holds the revision that was seen: what was refused because something moved is sent anew, and what was
    /// sent before a crash isn't taken twice.
    private static func send(
        _ input: SchedulingInput, _ request: RequestID, _ revision: Int64, _ text: String,
        _ desk: CommandDesk<SchedulingDefinition>
    ) throws {
        let hash = sha256(Array(text.utf8))
        let key = "planner/\(request)/\(revision)/\(hash.prefix(8).map { String($0, radix: 16) }.joined())"
        _ = try desk.take(
            Command(
                idempotencyKey: key, bodySHA256: hash, aggregate: AggregateName.action(request), input: input,
                actor: "scheduling")
        ) { _, _, _ in Answer(status: 200, body: Array("{}".utf8)) }
    }
}

/// Reads what a search looks at.
struct JointReading {
    let desk: CommandDesk<SchedulingDefinition>
    let reader: SnapshotReader

    func action(_ request: RequestID) throws -> (state: ActionState, revision: Int64)? {
        guard let found = try desk.state(of: AggregateName.action(request)), let action = found.state.action else {
            return nil
        }
        return (action, found.revision)
    }

    /// nil where nothing can be planned yet.
    func surroundings(
        of request: RequestID, _ state: ActionState
    ) throws -> (snapshot: Snapshot, others: [RequestID: ActionState])? {
        let (snapshot, movable) = try desk.step.database.read { transaction in
            (
                try reader.snapshot(nil, in: transaction),
                try ActionRows.requests(where: "is_movable = 1", in: transaction)
            )
        }
        guard let validated = state.validated, snapshot.isReady(for: validated.departements) else { return nil }
        var others: [RequestID: ActionState] = [:]
        for other in movable where other != request {
            if let found = try action(other)?.state { others[other] = found }
        }
        return (snapshot, others)
    }
}
