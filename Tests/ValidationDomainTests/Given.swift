import Deciding
import Messages
import Rulebook
import TestKit
import Testing
import ValidationDomain
import Vocabulary

/// given what happened before, when an input comes, then these events.
struct Given {
    let decider = ValidationDecider(places: SamplePlaces(), earlierActions: nil)
    var world = ValidationWorld()
    var state = ValidationState()
    var now = Sample.june
    /// Of the last input.
    var events: [ValidationEvent] = []

    /// A campaign at revision 1, nothing else.
    init() throws { world.campaign = KnownCampaign(revision: .first, campaign: try .lyon2020()) }

    /// And these inputs.
    init(_ inputs: ValidationInput...) throws {
        try self.init()
        for input in inputs { try when(input) }
    }

    @discardableResult
    mutating func when(_ input: ValidationInput, at instant: Instant? = nil) throws -> [ValidationEvent] {
        now = instant ?? now
        let facts = Facts(aggregate: Sample.request, now: now, world: world)
        let before = state
        let addressed = AddressedInput(Sample.request, input)
        events = try decider.decide(addressed, on: before, given: facts)
        #expect(try decider.decide(addressed, on: before, given: facts) == events, "it is pure")
        for event in events { state = decider.evolve(state, by: event) }
        if events.isEmpty { #expect(state == before) }
        return events
    }

    @discardableResult
    mutating func when(_ act: ExaminerAct, by examiner: Examiner = Sample.dfie) throws -> [ValidationEvent] {
        try when(.act(act, by: examiner))
    }

    func objection(_ act: ExaminerAct, by examiner: Examiner = Sample.dfie) -> Objection? {
        decider.objection(to: .act(act, by: examiner), on: state, in: world, at: now)
    }

    /// The campaign gets its next revision, changed so.
    mutating func campaign(_ change: (inout Campaign) throws -> Void) throws {
        guard var known = world.campaign else { return }
        try change(&known.campaign)
        known.revision = known.revision.next
        world.campaign = known
    }

    var request: RequestState {
        get throws { try #require(state.request) }
    }

    /// Messages of the last input.
    var decisions: [DecisionMessage] {
        events.compactMap { if case .decision(let message) = $0 { message } else { nil } }
    }

    var types: [String] {
        events.map { event in
            switch event {
            case .campaign(let message): message.type
            case .decision(let message): message.type
            case .note(let note): note.type
            }
        }
    }
}

extension Objection {
    var rules: [RuleID] { lines.compactMap(\.rule) }
}
