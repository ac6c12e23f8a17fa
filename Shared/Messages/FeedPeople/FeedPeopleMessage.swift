/// What stands on the topic `feedPeople`.
package enum FeedPeopleMessage: TopicMessage {
    case disclosed(PersonDisclosed)

    package static let topic = ProductTopic.feedPeople
    package static let members: [Member<Self>] = [
        Member(PersonDisclosed.self, Self.disclosed)
    ]

    package var message: any Message {
        switch self {
        case .disclosed(let message): message
        }
    }
}
