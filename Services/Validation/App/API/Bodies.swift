import Messages
import ValidationDomain
import Vocabulary

/// What examiners send, as JSON. `seenRevision` is the request's revision that they read.
enum Bodies {
    struct Seen: Decodable, Sendable { var seenRevision: Int64 }

    struct Settle: Decodable, Sendable {
        var themeClass: ThemeClassID
        var concernsSpecialNeeds: Bool
        var priority: Int
        var groups: [GroupSettled]
        var seenRevision: Int64
    }

    struct Refuse: Decodable, Sendable {
        /// Numbers of breaches from 0, or names of rules.
        var breaches: [BreachName]?
        var message: FreeText?
        var seenRevision: Int64
    }

    struct BreachName: Decodable, Sendable {
        var choice: BreachChoice

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let index = try? container.decode(Int.self) {
                choice = .index(index)
            } else {
                choice = .rule(try container.decode(RuleID.self))
            }
        }
    }

    struct GiveBack: Decodable, Sendable {
        var rules: [RuleID]?
        var message: FreeText?
        var answerBy: CivilDate?
        var seenRevision: Int64
    }

    struct Late: Decodable, Sendable {
        var accept: Bool
        var reason: FreeText
        var seenRevision: Int64
    }

    struct AskOpinion: Decodable, Sendable {
        var from: [Function]
        var question: FreeText?
        var answerBy: CivilDate?
        var seenRevision: Int64
    }

    struct RecordOpinion: Decodable, Sendable {
        var from: Function
        var opinion: Opinion
        var comment: FreeText?
        var seenRevision: Int64
    }

    struct Speaker: Decodable, Sendable {
        var isValidated: Bool
        var reason: FreeText?
        var seenRevision: Int64
    }

    struct Lecturer: Decodable, Sendable {
        var isAgreed: Bool
        var reason: FreeText?
        var seenRevision: Int64
    }

    struct Cancel: Decodable, Sendable {
        var reason: FreeText
        var seenRevision: Int64
    }

    struct Bulk: Decodable, Sendable {
        enum Action: String, Decodable, Sendable {
            case approve, refuse, release
            case giveBack = "return"
        }

        struct Item: Decodable, Sendable {
            var request: String
            var seenRevision: Int64
        }

        var action: Action
        var items: [Item]
        var message: FreeText?
    }

    struct PublishCampaign: Decodable, Sendable {
        var campaign: Campaign
        var changes: FreeText
        /// nil: none was seen, as for a campaign's first.
        var seenRevision: Int64?
    }
}
