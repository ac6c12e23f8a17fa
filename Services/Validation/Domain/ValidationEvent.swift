package import Messages
package import Vocabulary

/// What happened, as it is journalled: a message that other services read, or a note of our own.
package enum ValidationEvent: Hashable, Sendable {
    /// On `alp.campaigns.v1`.
    case campaign(CampaignMessage)
    /// On `alp.decisions.v1`.
    case decision(DecisionMessage)
    /// Journalled and folded, never published.
    case note(Note)
}

extension ValidationEvent {
    /// Whether a decision can depend on it: an approval by who hadn't read it is stale.
    package var isSeen: Bool {
        switch self {
        case .note(.letter), .note(.passedOver): false
        case .campaign, .decision, .note: true
        }
    }
}

/// What the examination remembers beside its decisions: facts of other services as they were taken, and what follows
/// from them.
package enum Note: Codable, Hashable, Sendable {
    case submitted(SubmittedFact)
    case amended(AmendedFact)
    case consented(Consent)
    case withdrawn(FreeText)
    /// The campaign that it names isn't known yet, or not at that revision: kept, and judged once it is.
    case awaitsCampaign(CampaignID, Revision)
    case judged(Judgement)
    /// Days in examination are counted from here.
    case clockStarted(Instant)
    /// Days in examination aren't counted from here.
    case clockStopped(Instant)
    case settled(Settlement, by: MessageActor)
    case votesVoided(VoidCause)
    case sessions(SessionFact)
    case letter(LetterFact)
    /// A fact that changes nothing, and why.
    case passedOver(String, PassedOver)
}

/// A request as it came.
package struct SubmittedFact: Codable, Hashable, Sendable {
    package var campaign: CampaignID
    /// That the request names: at least this one has to be known before it is judged.
    package var campaignRevision: Revision
    package var requestRevision: Revision
    package var receivedAt: Instant
    package var channel: Open<RequestChannel>
    package var departements: [Departement]
    package var form: RequestForm

    package init(
        campaign: CampaignID, campaignRevision: Revision, requestRevision: Revision, receivedAt: Instant,
        channel: Open<RequestChannel>, departements: [Departement], form: RequestForm
    ) {
        self.campaign = campaign
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.receivedAt = receivedAt
        self.channel = channel
        self.departements = departements
        self.form = form
    }
}

/// A request as the pilots changed it. F6 goes on being judged by the day on which it first came.
package struct AmendedFact: Codable, Hashable, Sendable {
    package var campaignRevision: Revision
    package var requestRevision: Revision
    package var departements: [Departement]
    package var form: RequestForm

    package init(
        campaignRevision: Revision, requestRevision: Revision, departements: [Departement], form: RequestForm
    ) {
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.departements = departements
        self.form = form
    }
}

/// F5: a pilot's own word, which counts over the form's.
package struct Consent: Codable, Hashable, Sendable {
    package var function: Function
    package var agrees: Bool

    package init(function: Function, agrees: Bool) {
        self.function = function
        self.agrees = agrees
    }
}

package enum VoidCause: String, Codable, Hashable, Sendable, CaseIterable {
    /// The pilots changed the request.
    case amended
    /// Judged by another revision of the campaign, the verdict is another.
    case campaignChanged
    /// Something else was settled than what had been voted on.
    case settledAnew
}

package enum PassedOver: String, Codable, Hashable, Sendable, CaseIterable {
    /// It names an older revision of the request, or an older validation.
    case outdated
    /// The request is withdrawn, cancelled, or its refusal told.
    case afterTheEnd
    /// Nothing was submitted before it.
    case beforeSubmission
    /// It is there already.
    case again
    /// A pilot who isn't one of the request's.
    case notAPilot
    /// Nothing is validated that it could be about.
    case notValidated
}
