/// What stands on the topic `letters`.
package enum LetterMessage: TopicMessage {
    case prepared(LetterPrepared)
    case released(LettersReleased)
    case sent(LetterSent)
    case failed(LetterFailed)

    package static let topic = ProductTopic.letters
    package static let members: [Member<Self>] = [
        Member(LetterPrepared.self, Self.prepared),
        Member(LettersReleased.self, Self.released),
        Member(LetterSent.self, Self.sent),
        Member(LetterFailed.self, Self.failed),
    ]

    package var message: any Message {
        switch self {
        case .prepared(let message): message
        case .released(let message): message
        case .sent(let message): message
        case .failed(let message): message
        }
    }
}
