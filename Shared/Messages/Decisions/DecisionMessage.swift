/// What stands on the topic `decisions`.
package enum DecisionMessage: TopicMessage {
    case returned(RequestReturned)
    case refused(RequestRefused)
    case lateAccepted(LateRequestAccepted)
    case opinionAsked(OpinionAsked)
    case opinionRecorded(OpinionRecorded)
    case speakerDecided(SpeakerDecided)
    case lecturerDecided(LecturerDecided)
    case validated(RequestValidated)
    case released(DecisionReleased)
    case dispositifNumbered(DispositifNumbered)
    case cancelled(RequestCancelled)

    package static let topic = ProductTopic.decisions
    package static let members: [Member<Self>] = [
        Member(RequestReturned.self, Self.returned),
        Member(RequestRefused.self, Self.refused),
        Member(LateRequestAccepted.self, Self.lateAccepted),
        Member(OpinionAsked.self, Self.opinionAsked),
        Member(OpinionRecorded.self, Self.opinionRecorded),
        Member(SpeakerDecided.self, Self.speakerDecided),
        Member(LecturerDecided.self, Self.lecturerDecided),
        Member(RequestValidated.self, Self.validated),
        Member(DecisionReleased.self, Self.released),
        Member(DispositifNumbered.self, Self.dispositifNumbered),
        Member(RequestCancelled.self, Self.cancelled),
    ]

    package var message: any Message {
        switch self {
        case .returned(let message): message
        case .refused(let message): message
        case .lateAccepted(let message): message
        case .opinionAsked(let message): message
        case .opinionRecorded(let message): message
        case .speakerDecided(let message): message
        case .lecturerDecided(let message): message
        case .validated(let message): message
        case .released(let message): message
        case .dispositifNumbered(let message): message
        case .cancelled(let message): message
        }
    }
}
