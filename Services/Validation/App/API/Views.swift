import Messages
import Rulebook
import ValidationDomain
import Vocabulary

/// What is shown, as JSON. Keys are the words of the messages; texts for people are French.
enum Views {
    struct Queue: Encodable {
        var requests: [Line]
        /// For `after`; nil: that was all.
        var next: String?
    }

    struct Line: Encodable {
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
    struct Done: Encodable {
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
    }

    struct Duplicate: Encodable {
        var request: String
        var state: QueueState
        var stateText: String
    }

    struct HistoryLine: Encodable {
        var revision: Int64
        var at: Timestamp
        var type: String
        var what: String
        /// Role and function; never the person.
        var by: String?
    }

    struct Outcomes: Encodable {
        var outcomes: [Outcome]
    }

    struct Outcome: Encodable {
        var request: String
        var status: Int
        /// The act's own answer, where it was done.
        var revision: Int64?
        var state: QueueState?
        var problem: JSONTree?
    }

    struct Campaign: Encodable {
        var campaign: String
        var revision: Int64
        var isClosed: Bool
        var changes: FreeText
        var content: Vocabulary.Campaign
        var revisions: [HistoryLine]
    }

    struct CampaignRevision: Encodable {
        var campaign: String
        var revision: Revision
        var changes: FreeText
        var content: Vocabulary.Campaign
    }

    struct CampaignPreview: Encodable {
        var mode: String
        var campaign: String
        /// That it would be, or is.
        var revision: Int
        var differences: [CampaignDifference]
    }
}
