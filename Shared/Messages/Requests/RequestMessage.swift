/// What stands on the topic `requests`.
package enum RequestMessage: TopicMessage {
    case submitted(RequestSubmitted)
    case consented(RequestConsented)
    case amended(RequestAmended)
    case withdrawn(RequestWithdrawn)
    case handedOver(RequestHandedOver)

    package static let topic = ProductTopic.requests
    package static let members: [Member<Self>] = [
        Member(RequestSubmitted.self, Self.submitted),
        Member(RequestConsented.self, Self.consented),
        Member(RequestAmended.self, Self.amended),
        Member(RequestWithdrawn.self, Self.withdrawn),
        Member(RequestHandedOver.self, Self.handedOver),
    ]

    package var message: any Message {
        switch self {
        case .submitted(let message): message
        case .consented(let message): message
        case .amended(let message): message
        case .withdrawn(let message): message
        case .handedOver(let message): message
        }
    }
}
