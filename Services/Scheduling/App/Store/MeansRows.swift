import Messages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// Campaign, trainers and quotas as decisions read them.
enum MeansRows {
    /// Nothing can be planned without a campaign, trainers and quotas.
    static func areThere(in transaction: any Transaction) throws -> Bool {
        try ["plan_campaign", "plan_trainer", "plan_quota"].allSatisfy { table in
            try !transaction.query("SELECT 1 FROM \(table) LIMIT 1").isEmpty
        }
    }

    static func save(_ campaign: NumberedCampaign, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO plan_campaign (id, document) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document
            """, [.text(AggregateName.campaign), .bytes(try StateCoding.encode(campaign))])
    }

    static func save(_ state: TrainerState, _ aggregate: String, in transaction: any Transaction) throws {
        // Absences may come before their trainer, who then leads nothing yet.
        guard let trainer = state.trainer else { return }
        try transaction.execute(
            """
            INSERT INTO plan_trainer (trainer, turns, document) VALUES ($1, 0, $2)
            ON CONFLICT (trainer) DO UPDATE SET document = excluded.document, turns = plan_trainer.turns + 1
            """, [.text(trainer.id.text), .bytes(try StateCoding.encode(state))])
        try transaction.execute("DELETE FROM plan_trainer_departement WHERE trainer = $1", [.text(trainer.id.text)])
        try transaction.executeEach(
            "INSERT INTO plan_trainer_departement (departement, trainer) VALUES ($1, $2)",
            trainer.departements.sorted().map { [.text($0.text), .text(trainer.id.text)] })
    }

    /// Refused where more is booked than could be replaced: somebody booked meanwhile.
    static func save(_ departement: Departement, _ quota: QuotaState, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO plan_quota (departement, turns, document) VALUES ($1, 0, $2)
            ON CONFLICT (departement) DO UPDATE SET document = excluded.document, turns = plan_quota.turns + 1
            """, [.text(departement.text), .bytes(try StateCoding.encode(quota))])
        let booked = try Bookings.booked(quota: AggregateName.quota(departement), in: transaction)
        guard Means.below(quota, booked).isEmpty else {
            throw StoreError(.guardRefused, operation: "set a quota", detail: "more is booked than it would allow")
        }
    }
}
