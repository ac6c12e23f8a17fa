import Messages
import Pages
import Rulebook
import ValidationDomain
import Vocabulary

// What is shown, as JSON. Keys are the words of the messages; texts for people are French. Each type's name stands once
// in the OpenAPI document.

/// A page of the queue, in the order in which requests came.
struct QueuePage: Codable, Sendable {
    var requests: [QueueLine]
    /// For `after`; nil: that was all.
    var next: String?
}

/// A request as the queue lists it.
struct QueueLine: Codable, Sendable {
    var request: String
    var revision: Int64
    var state: QueueState
    var stateText: String
    var requestRevision: Int64
    var receivedAt: Timestamp
    var title: String
    var outcome: String?
    var themeClass: String?
    var priority: Int64?
    var placement: String
    var isLate: Bool
    var hasDuplicates: Bool
    var daysInExamination: Int

    init(_ row: QueueRow, at now: Instant) {
        request = row.request
        revision = row.revision
        state = row.state
        stateText = row.state.french
        requestRevision = row.requestRevision
        receivedAt = Timestamp(row.receivedAt)
        title = row.title
        outcome = row.outcome
        themeClass = row.themeClass
        priority = row.priority
        placement = row.placement
        isLate = row.isLate
        hasDuplicates = row.hasDuplicates
        daysInExamination = row.clock.days(at: now)
    }
}

/// What an act led to.
struct ActDone: Codable, Sendable {
    var request: String
    var revision: Int64
    var state: QueueState
    var stateText: String
    var requestRevision: Revision
    var validation: Revision?
    var missingVotes: [Function]

    init(_ state: RequestState, request: String, revision: Int64) {
        self.request = request
        self.revision = revision
        self.state = state.queueState
        stateText = state.queueState.french
        requestRevision = state.requestRevision
        validation = state.validation
        missingVotes = state.phase == .examination ? state.missingVotes : []
    }

    /// For those who learn a decision at its release (Y3).
    mutating func hideDecision() {
        state = state.untold
        stateText = state.french
        validation = nil
        missingVotes = []
    }
}

/// Another open request of a sector that this one is of too; never merged.
struct PossibleDuplicate: Codable, Sendable {
    var request: String
    var state: QueueState
    var stateText: String
}

/// Something that happened.
struct HistoryLine: Codable, Sendable {
    var revision: Int64
    var at: Timestamp
    var type: String
    var what: String
    /// Role and function; never the person.
    var by: String?
}

/// In the order of what was asked.
struct BulkOutcomes: Codable, Sendable {
    var outcomes: [BulkOutcome]
}

/// What came of one request of a bulk.
struct BulkOutcome: Codable, Sendable {
    var request: String
    var status: Int
    /// The act's own answer, where it was done.
    var revision: Int64?
    var state: QueueState?
    var problem: Problem?
}

/// A campaign as it stands.
struct CampaignStanding: Codable, Sendable {
    var campaign: String
    var revision: Int64
    var isClosed: Bool
    var changes: FreeText
    var content: Campaign
    var revisions: [HistoryLine]
}

/// One revision of a campaign, whole.
struct CampaignRevisionShown: Codable, Sendable {
    var campaign: String
    var revision: Revision
    var changes: FreeText
    var content: Campaign
}

/// What a revision of a campaign changes.
struct CampaignPreview: Codable, Sendable {
    var mode: String
    var campaign: String
    /// That it would be, or is.
    var revision: Int
    var differences: [CampaignDifference]
}
