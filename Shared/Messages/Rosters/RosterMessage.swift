/// What stands on the topic `rosters`.
package enum RosterMessage: TopicMessage {
    case settled(RosterSettled)
    case substituted(RosterSubstituted)
    case personErased(RosterPersonErased)

    package static let topic = ProductTopic.rosters
    package static let members: [Member<Self>] = [
        Member(RosterSettled.self, Self.settled),
        Member(RosterSubstituted.self, Self.substituted),
        Member(RosterPersonErased.self, Self.personErased),
    ]

    package var message: any Message {
        switch self {
        case .settled(let message): message
        case .substituted(let message): message
        case .personErased(let message): message
        }
    }
}
