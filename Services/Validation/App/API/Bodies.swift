import Messages
import Pages
import ValidationDomain
import Vocabulary

// What examiners send, as JSON. `seenRevision` is the revision that they read. Each type's name stands once in the
// OpenAPI document.

struct SeenAsked: Decodable, Sendable {
    var seenRevision: Int64
}

struct SettleAsked: Decodable, Sendable {
    var themeClass: ThemeClassID
    var concernsSpecialNeeds: Bool
    var priority: Int
    var groups: [GroupSettled]
    var seenRevision: Int64
}

struct RefuseAsked: Decodable, Sendable {
    /// Among the verdict's: a number from 0, or the name of a rule for all that it found. None: what refuses.
    var breaches: [JSONTree]?
    var message: FreeText?
    var seenRevision: Int64
}

struct ReturnAsked: Decodable, Sendable {
    var rules: [RuleID]?
    var message: FreeText?
    var answerBy: CivilDate?
    var seenRevision: Int64
}

struct LateAsked: Decodable, Sendable {
    var accept: Bool
    var reason: FreeText
    var seenRevision: Int64
}

struct OpinionsAsked: Decodable, Sendable {
    var from: [Function]
    var question: FreeText?
    var answerBy: CivilDate?
    var seenRevision: Int64
}

struct OpinionToRecord: Decodable, Sendable {
    var from: Function
    var opinion: Opinion
    var comment: FreeText?
    var seenRevision: Int64
}

struct SpeakerAsked: Decodable, Sendable {
    var isValidated: Bool
    var reason: FreeText?
    var seenRevision: Int64
}

struct LecturerAsked: Decodable, Sendable {
    var isAgreed: Bool
    var reason: FreeText?
    var seenRevision: Int64
}

struct CancelAsked: Decodable, Sendable {
    var reason: FreeText
    var seenRevision: Int64
}

struct BulkAsked: Decodable, Sendable {
    enum Action: String, Decodable, Sendable, CaseIterable {
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

struct CampaignAsked: Decodable, Sendable {
    var campaign: Campaign
    var changes: FreeText
    /// nil: none was seen, as for a campaign's first.
    var seenRevision: Int64?
}

extension RefuseAsked {
    /// Throws `Problem` 422 where one is neither.
    func choices() throws -> [BreachChoice] {
        try (breaches ?? []).enumerated().map { place, tree in
            if let index = tree.integer { return .index(Int(clamping: index)) }
            if let rule = tree.text.flatMap({ RuleID(rawValue: $0) }) { return .rule(rule) }
            throw Problem.invalid([
                Pages.FieldError(
                    field: "breaches[\(place)]",
                    message: "On attend le numéro d'un manquement, à partir de 0, ou le nom d'une règle.")
            ])
        }
    }
}
