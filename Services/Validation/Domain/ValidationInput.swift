package import Messages
package import Vocabulary

/// What comes, and to which aggregate.
package struct AddressedInput: Hashable, Sendable {
    /// As `Aggregate` names it.
    package var aggregate: String
    package var input: ValidationInput

    package init(_ aggregate: String, _ input: ValidationInput) {
        self.aggregate = aggregate
        self.input = input
    }
}

/// What Validation decides on.
package enum ValidationInput: Hashable, Sendable {
    /// A record of `alp.requests.v1`.
    case request(RequestMessage)
    /// A record of `alp.sessions.v1`.
    case sessions(SessionMessage)
    /// A record of `alp.letters.v1`.
    case letter(LetterMessage)
    /// The campaign has come, or has another revision: what waits for it is judged, what is examined is judged again.
    case judge
    /// An examiner's, who read that revision of what is shown; nil where nothing depends on one.
    case act(ExaminerAct, by: Examiner, seen: Int64? = nil)
    /// A revision of a campaign, by the Dfie.
    case publish(CampaignDraft, by: MessageActor)
}

/// Who acts, from the token.
package struct Examiner: Hashable, Sendable {
    /// As messages name them.
    package var actor: MessageActor
    /// All that the token lets them act in.
    package var functions: Set<Function>

    package init(actor: MessageActor, functions: Set<Function>) {
        self.actor = actor
        self.functions = functions
    }

    package var isDfie: Bool { functions.contains(.dfie) }
    package var isPole: Bool { functions.contains(.pole) }
}

/// What an examiner can do with a request.
package enum ExaminerAct: Hashable, Sendable {
    case settle(Settlement)
    case approve
    case refuse(breaches: [BreachChoice], message: FreeText?)
    case giveBack(rules: [RuleID], message: FreeText?, answerBy: CivilDate?)
    case late(accept: Bool, reason: FreeText)
    case askOpinion(from: [Function], question: FreeText?, answerBy: CivilDate?)
    case recordOpinion(from: Function, Opinion, comment: FreeText?)
    case decideSpeaker(PersonID, isValidated: Bool, reason: FreeText?)
    case decideLecturer(PersonID, isAgreed: Bool, reason: FreeText?)
    case cancel(reason: FreeText)
    case release
}

/// A reason for a refusal, among the breaches of the verdict.
package enum BreachChoice: Hashable, Sendable {
    /// From 0, in the verdict's order.
    case index(Int)
    /// All that this rule found.
    case rule(RuleID)
}

/// What the Dfie wants to publish.
package struct CampaignDraft: Hashable, Sendable {
    package var campaign: Campaign
    /// What is new in it, in French.
    package var changes: FreeText

    package init(campaign: Campaign, changes: FreeText) {
        self.campaign = campaign
        self.changes = changes
    }
}
