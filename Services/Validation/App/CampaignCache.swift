import Messages
import Store
import Synchronization
import ValidationDomain
import Vocabulary

/// Campaigns as they were published. A revision never changes once it stands, so its decoded form is kept; which one is
/// the last is asked of the store each time.
final class CampaignCache: Sendable {
    private let known = Mutex<[String: KnownCampaign]>([:])

    func current(_ campaign: String, in transaction: any Transaction) throws -> KnownCampaign? {
        guard let last = try CampaignTable.last(of: campaign, in: transaction) else { return nil }
        if let kept = known.withLock({ $0[campaign] }), kept.revision.number == Int(last) { return kept }
        guard let read = try CampaignTable.read(campaign, revision: last, in: transaction) else { return nil }
        let fresh = KnownCampaign(revision: read.revision, campaign: read.campaign)
        known.withLock { $0[campaign] = fresh }
        return fresh
    }
}
