import Messages

/// A request as a line of Validation's queue: only what the play acts on.
struct QueueEntry: Sendable, Equatable {
    /// The words of the queue.
    enum State: String, Sendable {
        case awaitingCampaign, examination, awaitingConsents, late, refusalProposed, returned, validated, notPlaced
        case released, refused, refusalReleased, withdrawn, cancelled
    }

    var request: String
    /// That the acts name as seen.
    var revision: Int64
    var state: State
    /// Nil where a person has to choose one (H4).
    var themeClass: String?
    /// `none`, `proposed`, `confirmed`, `notPlaced`, `published`; as Validation knows it.
    var placement: String

    /// Nil for what isn't a line of the queue.
    init?(_ tree: JSONTree) {
        guard let request = tree["request"]?.text, let state = tree["state"]?.text.flatMap(State.init),
            let revision = tree["revision"]?.integer
        else { return nil }
        self.request = request
        self.state = state
        self.revision = revision
        themeClass = tree["themeClass"]?.text
        placement = tree["placement"]?.text ?? "none"
    }

    /// Both authorities said yes.
    var isValidated: Bool { [.validated, .notPlaced, .released].contains(state) }
    var isReleased: Bool { state == .released || state == .refusalReleased }

    /// As expectations name an end.
    var phase: String {
        switch state {
        case .validated, .notPlaced, .released: "validated"
        case .refused, .refusalReleased: "refused"
        default: state.rawValue
        }
    }
}
