/// What stands on the topic `campaigns`.
package enum CampaignMessage: TopicMessage {
    case published(CampaignPublished)
    case closed(CampaignClosed)

    package static let topic = ProductTopic.campaigns
    package static let members: [Member<Self>] = [
        Member(CampaignPublished.self, Self.published),
        Member(CampaignClosed.self, Self.closed),
    ]

    package var message: any Message {
        switch self {
        case .published(let message): message
        case .closed(let message): message
        }
    }
}
