/// What stands on the topic `sessions`.
package enum SessionMessage: TopicMessage {
    case proposed(SessionsProposed)
    case confirmed(SessionsConfirmed)
    case declined(SessionsDeclined)
    case published(SessionsPublished)
    case moved(SessionMoved)
    case trainerReplaced(TrainerReplaced)
    case freed(SessionsFreed)
    case notPlaced(SessionsNotPlaced)

    package static let topic = ProductTopic.sessions
    package static let members: [Member<Self>] = [
        Member(SessionsProposed.self, Self.proposed),
        Member(SessionsConfirmed.self, Self.confirmed),
        Member(SessionsDeclined.self, Self.declined),
        Member(SessionsPublished.self, Self.published),
        Member(SessionMoved.self, Self.moved),
        Member(TrainerReplaced.self, Self.trainerReplaced),
        Member(SessionsFreed.self, Self.freed),
        Member(SessionsNotPlaced.self, Self.notPlaced),
    ]

    package var message: any Message {
        switch self {
        case .proposed(let message): message
        case .confirmed(let message): message
        case .declined(let message): message
        case .published(let message): message
        case .moved(let message): message
        case .trainerReplaced(let message): message
        case .freed(let message): message
        case .notPlaced(let message): message
        }
    }
}
