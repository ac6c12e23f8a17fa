package import Messages
package import Rulebook
package import Vocabulary

/// What the examiners know of one request.
package struct RequestState: Codable, Hashable, Sendable {
    package var phase: Phase
    package var campaign: CampaignID
    /// That the request names; the campaign has to be known at least at this one.
    package var namedCampaignRevision: Revision
    package var requestRevision: Revision
    /// F6: when it first came.
    package var receivedAt: Instant
    package var channel: Open<RequestChannel>
    /// Concerned: the service of each votes (Y2).
    package var departements: [Departement]
    /// As the pilots sent it.
    package var form: RequestForm
    /// F5: what pilots said themselves on this revision.
    package var consents: [Consent] = []
    /// nil while the campaign isn't known.
    package var judgement: Judgement?
    /// F6: the Dfie admitted it; stays when the request is amended.
    package var isLateAccepted = false
    /// nil: as the form proposes (H4, F7).
    package var settlement: Settlement?
    /// Y2: on this revision of the request and this verdict; one a function.
    package var votes: [Vote] = []
    package var asked: [OpinionWish] = []
    package var opinions: [OpinionGiven] = []
    /// I2, on this revision of the request.
    package var speakers: [PersonDecision] = []
    /// I3, on this revision of the request.
    package var lecturers: [PersonDecision] = []
    package var clock = ExaminationClock()
    /// Validations so far; the last one's number.
    package var validations = 0
    /// Y3.
    package var isReleased = false
    package var placement = Placement()
    /// While refused.
    package var refusal: RefusalGiven?
    /// While returned.
    package var returned: ReturnGiven?
    package var letters: [LetterFact] = []

    init(_ fact: SubmittedFact) {
        phase = .awaitingCampaign
        campaign = fact.campaign
        namedCampaignRevision = fact.campaignRevision
        requestRevision = fact.requestRevision
        receivedAt = fact.receivedAt
        channel = fact.channel
        departements = fact.departements
        form = fact.form
    }
}

/// Where a request stands. `decide` refuses every act that isn't among these:
///
/// | from | by | to |
/// | --- | --- | --- |
/// | – | submitted | awaitingCampaign, and on at once where the campaign is known |
/// | awaitingCampaign | campaign published | examination, or returned by the automatic check |
/// | examination | consent, late accepted, settled, a vote, an opinion | examination |
/// | examination | amended, campaign changed | examination, or returned by the automatic check |
/// | examination | a pilot's no (F5) | returned |
/// | examination | last approval (Y2) | validated |
/// | examination | one authority's refusal (Y2), late not accepted (F6) | refused |
/// | examination, validated, refused and not released | given back | returned |
/// | returned | amended | examination, or returned again |
/// | validated | could not be placed, settled anew (T8) | validated, with the next number |
/// | validated, refused and not released | an amendment that crossed it | examination, or returned |
/// | validated, refused | released (Y3) | the same, released |
/// | all but the ends | withdrawn by the pilots | withdrawn |
/// | all but refused and the ends | cancelled | cancelled |
///
/// The ends: withdrawn, cancelled, refused and released.
package enum Phase: String, Codable, Hashable, Sendable, CaseIterable {
    case awaitingCampaign
    case examination
    case returned
    case validated
    case refused
    case withdrawn
    case cancelled
}

/// A verdict of the Rulebook, and what it was given on.
package struct Judgement: Codable, Hashable, Sendable {
    package var campaignRevision: Revision
    package var requestRevision: Revision
    package var verdict: Verdict

    package init(campaignRevision: Revision, requestRevision: Revision, verdict: Verdict) {
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.verdict = verdict
    }
}

/// An authority's yes or no (Y2). On an outdated revision it is void, and then it isn't here any more.
package struct Vote: Codable, Hashable, Sendable {
    /// `dfie` or `service`.
    package var function: Function
    package var approves: Bool
    package var campaignRevision: Revision
    package var requestRevision: Revision
    package var reason: FreeText?
    package var by: MessageActor
}

package struct OpinionWish: Codable, Hashable, Sendable {
    package var from: Function
    package var question: FreeText?
    package var answerBy: CivilDate?
    package var requestRevision: Revision
}

package struct OpinionGiven: Codable, Hashable, Sendable {
    package var from: Function
    package var opinion: Open<Opinion>
    package var comment: FreeText?
    package var requestRevision: Revision
}

/// I2, I3.
package struct PersonDecision: Codable, Hashable, Sendable {
    package var person: PersonID
    package var isYes: Bool
    package var reason: FreeText?
}

package struct RefusalGiven: Codable, Hashable, Sendable {
    package var by: MessageActor?
    package var breaches: [Open<Breach>]
    package var reason: FreeText?
}

package struct ReturnGiven: Codable, Hashable, Sendable {
    package var by: MessageActor?
    package var breaches: [Open<Breach>]
    package var message: FreeText?
    package var answerBy: CivilDate?
}
