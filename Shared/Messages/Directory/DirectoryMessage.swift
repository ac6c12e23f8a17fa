/// What stands on the topic `directory`.
package enum DirectoryMessage: TopicMessage {
    case held(FunctionHeld)
    case ended(FunctionEnded)
    case personErased(FunctionPersonErased)

    package static let topic = ProductTopic.directory
    package static let members: [Member<Self>] = [
        Member(FunctionHeld.self, Self.held),
        Member(FunctionEnded.self, Self.ended),
        Member(FunctionPersonErased.self, Self.personErased),
    ]

    package var message: any Message {
        switch self {
        case .held(let message): message
        case .ended(let message): message
        case .personErased(let message): message
        }
    }
}
