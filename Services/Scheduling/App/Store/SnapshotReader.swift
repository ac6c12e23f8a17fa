import Messages
import SchedulingDomain
import ServiceKit
import Store
import Synchronization
import Vocabulary

/// Reads what decisions are made on. Documents are decoded once: equal bytes are the same value.
final class SnapshotReader: Sendable {
    private struct Kept {
        var campaign: (bytes: [UInt8], value: NumberedCampaign)?
        var trainers: [String: (bytes: [UInt8], value: TrainerState)] = [:]
        var quotas: [String: (bytes: [UInt8], value: QuotaState)] = [:]
    }

    private let kept = Mutex(Kept())

    func campaign(in transaction: any Transaction) throws -> NumberedCampaign? {
        guard
            let bytes = try transaction.query(
                "SELECT document FROM plan_campaign WHERE id = $1", [.text(AggregateName.campaign)]
            ).first?.bytes(0)
        else { return nil }
        if let same = kept.withLock({ $0.campaign }), same.bytes == bytes { return same.value }
        let value = try StateCoding.decode(NumberedCampaign.self, from: bytes)
        kept.withLock { $0.campaign = (bytes, value) }
        return value
    }

    /// Trainers of a département, or all.
    func trainers(_ departements: Set<Departement>?, in transaction: any Transaction) throws -> [TrainerState] {
        let rows: [Row]
        if let departements {
            rows = try transaction.queryEach(
                """
                SELECT t.trainer, t.document FROM plan_trainer_departement d
                JOIN plan_trainer t ON t.trainer = d.trainer WHERE d.departement = $1
                """, departements.sorted().map { [.text($0.text)] }
            ).flatMap(\.self)
        } else {
            rows = try transaction.query("SELECT trainer, document FROM plan_trainer")
        }
        var states: [String: TrainerState] = [:]
        for row in rows {
            let id = try row.text(0)
            guard states[id] == nil else { continue }
            let bytes = try row.bytes(1)
            if let same = kept.withLock({ $0.trainers[id] }), same.bytes == bytes {
                states[id] = same.value
            } else {
                let value = try StateCoding.decode(TrainerState.self, from: bytes)
                kept.withLock { $0.trainers[id] = (bytes, value) }
                states[id] = value
            }
        }
        return states.sorted { $0.key < $1.key }.map(\.value)
    }

    func quotas(_ departements: Set<Departement>?, in transaction: any Transaction) throws -> [Departement: QuotaState]
    {
        var quotas: [Departement: QuotaState] = [:]
        for row in try transaction.query("SELECT departement, document FROM plan_quota") {
            let departement = try Departement(try row.text(0))
            guard departements?.contains(departement) ?? true else { continue }
            let bytes = try row.bytes(1)
            if let same = kept.withLock({ $0.quotas[departement.text] }), same.bytes == bytes {
                quotas[departement] = same.value
            } else {
                let value = try StateCoding.decode(QuotaState.self, from: bytes)
                kept.withLock { $0.quotas[departement.text] = (bytes, value) }
                quotas[departement] = value
            }
        }
        return quotas
    }

    /// All that concerns some départements; nil is all.
    ///
    /// - Parameter establishments: whose weeks are asked for; nil is all.
    func snapshot(
        _ departements: Set<Departement>?, visiting establishments: Set<UAI>? = nil, in transaction: any Transaction
    ) throws -> Snapshot {
        let trainers = try trainers(departements, in: transaction)
        var snapshot = Snapshot(
            campaign: try campaign(in: transaction), trainers: trainers,
            quotas: try quotas(departements, in: transaction))
        let bookings = try transaction.queryEach(
            "SELECT trainer, half_day, request, host FROM plan_booking WHERE trainer = $1",
            trainers.compactMap { $0.trainer.map { [.text($0.id.text)] } })
        snapshot.bookings = try bookings.flatMap(\.self).map { row in
            Booking(
                trainer: try TrainerID(try row.text(0)), halfDay: try HalfDay(try row.text(1)),
                request: try RequestID(try row.text(2)), host: try UAI(try row.text(3)))
        }
        for row in try transaction.query("SELECT departement, half_day, used FROM plan_replaced WHERE used > 0") {
            let departement = try Departement(try row.text(0))
            guard snapshot.quotas[departement] != nil else { continue }
            snapshot.replaced[departement, default: [:]][try HalfDay(try row.text(1))] = Int(try row.integer(2))
        }
        for row in try visits(establishments, in: transaction) {
            snapshot.visits[try UAI(try row.text(0)), default: [:]][try CivilDate(try row.text(1))] =
                Int(try row.integer(2))
        }
        return snapshot
    }

    private func visits(_ establishments: Set<UAI>?, in transaction: any Transaction) throws -> [Row] {
        let all = "SELECT establishment, monday, used FROM plan_visit WHERE used > 0"
        guard let establishments else { return try transaction.query(all) }
        return try transaction.queryEach(
            "\(all) AND establishment = $1", establishments.sorted().map { [.text($0.text)] }
        ).flatMap(\.self)
    }
}
