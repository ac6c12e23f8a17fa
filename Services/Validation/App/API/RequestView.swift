import Messages
import Rulebook
import ValidationDomain
import Vocabulary

/// All that an examiner needs to decide on one request.
struct RequestView: Codable, Sendable {
    var request: String
    var revision: Int64
    var state: QueueState
    var stateText: String
    var campaign: CampaignID
    var requestRevision: Revision
    var receivedAt: Timestamp
    var isLate: Bool
    var isLateAccepted: Bool
    var channel: Open<RequestChannel>
    var departements: [Departement]
    /// As it is judged: pilots' own words in the place of the form's flags (F5).
    var form: RequestForm
    /// nil while the campaign isn't known.
    var verdict: Judgement?
    var blocksExamination: [Breach]
    var settlement: Settlement?
    /// As the form proposes; nil where a theme class has to be chosen (H4).
    var proposedSettlement: Settlement?
    var votes: [VoteView]
    var missingVotes: [Function]
    var opinionsAsked: [OpinionWish]
    var opinions: [OpinionGiven]
    var speakers: [PersonDecision]
    var lecturers: [PersonDecision]
    /// Speakers and lecturers whom nobody has decided on (I2, I3).
    var undecidedPersons: [PersonID]
    var duplicates: [PossibleDuplicate]
    var validation: Revision?
    var isReleased: Bool
    var placement: Placement
    var refusal: RefusalGiven?
    var returned: ReturnGiven?
    var daysInExamination: Int
    var letters: [LetterFact]
    var history: [HistoryLine]

    /// By whom, without the person.
    struct VoteView: Codable, Sendable {
        var function: Function
        var approves: Bool
        var reason: FreeText?
        var campaignRevision: Revision
        var requestRevision: Revision
    }
}

extension RequestView {
    init(
        _ state: RequestState, request: String, revision: Int64, proposed: Settlement?,
        duplicates: [PossibleDuplicate], history: [HistoryLine], at now: Instant
    ) {
        self.request = request
        self.revision = revision
        self.state = state.queueState
        stateText = state.queueState.french
        campaign = state.campaign
        requestRevision = state.requestRevision
        receivedAt = Timestamp(state.receivedAt)
        isLate = !state.lateBreaches.isEmpty
        isLateAccepted = state.isLateAccepted
        channel = state.channel
        departements = state.departements
        form = state.effectiveForm
        verdict = state.judgement
        blocksExamination = state.blocksExamination
        settlement = state.settlement
        proposedSettlement = proposed
        votes = state.votes.map {
            VoteView(
                function: $0.function, approves: $0.approves, reason: $0.reason,
                campaignRevision: $0.campaignRevision, requestRevision: $0.requestRevision)
        }
        missingVotes = state.missingVotes
        opinionsAsked = state.asked
        opinions = state.opinions
        speakers = state.speakers
        lecturers = state.lecturers
        let decided = Set((state.speakers + state.lecturers).map(\.person))
        let named =
            state.form.intervenants.speakers.map(\.person) + state.form.intervenants.lecturers.map(\.person)
        undecidedPersons = named.filter { !decided.contains($0) }
        self.duplicates = duplicates
        validation = state.validation
        isReleased = state.isReleased
        placement = state.placement
        refusal = state.refusal
        returned = state.returned
        daysInExamination = state.clock.days(at: now)
        letters = state.letters
        self.history = history
    }
}
