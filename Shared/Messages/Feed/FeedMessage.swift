/// What stands on the topic `feed`.
package enum FeedMessage: TopicMessage {
    case validated(FeedValidated)
    case corrected(FeedCorrected)
    case cancelled(FeedCancelled)
    case checkpoint(FeedCheckpoint)
    case keyChanged(FeedKeyChanged)
    case notice(FeedNotice)
    case closed(FeedClosed)

    package static let topic = ProductTopic.feed
    package static let members: [Member<Self>] = [
        Member(FeedValidated.self, Self.validated),
        Member(FeedCorrected.self, Self.corrected),
        Member(FeedCancelled.self, Self.cancelled),
        Member(FeedCheckpoint.self, Self.checkpoint),
        Member(FeedKeyChanged.self, Self.keyChanged),
        Member(FeedNotice.self, Self.notice),
        Member(FeedClosed.self, Self.closed),
    ]

    package var message: any Message {
        switch self {
        case .validated(let message): message
        case .corrected(let message): message
        case .cancelled(let message): message
        case .checkpoint(let message): message
        case .keyChanged(let message): message
        case .notice(let message): message
        case .closed(let message): message
        }
    }
}
