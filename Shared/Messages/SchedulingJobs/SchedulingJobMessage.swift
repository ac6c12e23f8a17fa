/// What stands on the topic `schedulingJobs`.
package enum SchedulingJobMessage: TopicMessage {
    case pieceAsked(PieceAsked)
    case pieceDone(PieceDone)
    case ended(JobEnded)

    package static let topic = ProductTopic.schedulingJobs
    package static let members: [Member<Self>] = [
        Member(PieceAsked.self, Self.pieceAsked),
        Member(PieceDone.self, Self.pieceDone),
        Member(JobEnded.self, Self.ended),
    ]

    package var message: any Message {
        switch self {
        case .pieceAsked(let message): message
        case .pieceDone(let message): message
        case .ended(let message): message
        }
    }
}
