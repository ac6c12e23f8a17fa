import ServiceKit
import Store
import ValidationDomain

/// Judges what waits for a campaign, and again what was judged by an older revision: a campaign is another aggregate
/// than its requests, so that its publication can't decide on them in one step.
enum JudgeDuty {
    static let duty = Duty<ValidationDefinition>(name: "judge", every: .seconds(1)) { desk in try run(desk) }

    static func run(_ desk: CommandDesk<ValidationDefinition>) throws {
        let campaigns = try desk.step.database.read { try CampaignTable.all(in: $0) }
        for (campaign, revision) in campaigns {
            try judge(campaign, revision, desk)
        }
    }

    private static func judge(
        _ campaign: String, _ revision: Int64, _ desk: CommandDesk<ValidationDefinition>
    ) throws {
        while desk.isOpen {
            let waiting = try desk.step.database.read {
                try QueueQuery.toJudge(campaign: campaign, revision: revision, limit: 100, in: $0)
            }
            var isAllNew = true
            for (request, requestRevision) in waiting where desk.isOpen {
                let outcome = try desk.take(
                    Command(
                        idempotencyKey: "judge/\(request)/\(requestRevision)/\(revision)", bodySHA256: [],
                        aggregate: request, input: AddressedInput(request, .judge), actor: "validation",
                        correlation: request)
                ) { _, _, _ in Answer(status: 200, body: Array("{}".utf8)) }
                if case .again = outcome { isAllNew = false }
            }
            // What was judged before and stands here still is left for the next turn, and not asked in a circle.
            guard waiting.count == 100, isAllNew else { return }
        }
    }
}
