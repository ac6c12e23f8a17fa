import Deciding
import IntakeDomain
import Messages
import Rulebook
import ServiceKit
import Store
import Vocabulary

/// Intake to the heart: which records are which inputs, which events leave on which topic.
struct IntakeDefinition: ServiceDefinition {
    static let inputs = [
        ProductTopic.campaigns, .decisions, .sessions, .contracts, .letters,
    ].map(\.rawValue)

    let decider: IntakeDecider

    init(places: any Places) { decider = IntakeDecider(places: places) }

    func input(from record: ReadRecord) throws -> IntakeInput? { try RecordReading.input(from: record) }

    func input(from timer: DueTimer) throws -> IntakeInput { throw CannotHandle("intake sets no timers") }

    func route(_ input: IntakeInput) -> [String] { [Self.aggregate(of: input)] }

    /// A request by its number, a function by its text: both are keys of the topics. A campaign's can be neither: no
    /// number and no function holds such a colon.
    static func aggregate(of input: IntakeInput) -> String {
        switch input {
        case .request(let request, _): request.text
        case .function(let function, _): function.text
        case .campaign(let campaign, _): "campaign:\(campaign)"
        }
    }

    func world(
        for input: IntakeInput, aggregate: String, in transaction: any Transaction
    ) throws -> IntakeWorld {
        switch input {
        case .campaign: return IntakeWorld()
        case .function(let function, .hold(let held)):
            return IntakeWorld(standing: try DirectoryTable.standing(function, from: held.from, in: transaction))
        case .request(_, let act):
            let functions = try functions(of: act, request: aggregate, in: transaction)
            return IntakeWorld(
                campaigns: try CampaignTable.all(in: transaction),
                terms: try DirectoryTable.terms(of: functions, in: transaction))
        }
    }

    private func functions(
        of act: RequestAct, request: String, in transaction: any Transaction
    ) throws -> [Function] {
        switch act {
        case .draft, .revise, .withdraw: []
        case .submit, .consent: try RequestTable.pilots(of: request, in: transaction)
        case .bring(let brought): brought.form.pilots.map(\.function)
        case .amend(let form, _, _): form.pilots.map(\.function)
        case .handOver(let handing, _, _): [handing.function]
        case .fact(let fact): if case .link(let link) = fact.what { [link.function] } else { [] }
        }
    }

    func publication(of event: IntakeEvent, aggregate: String) throws -> Publication {
        switch event {
        case .request(let message):
            Publication(
                .own(topic: ProductTopic.requests.rawValue), type: message.type, payload: try message.value())
        case .directory(let message):
            Publication(
                .own(topic: ProductTopic.directory.rawValue), type: message.type, payload: try message.value())
        case .drafted(let drafted): try kept("intake.drafted.v1", drafted)
        case .draftRevised(let revised): try kept("intake.draftRevised.v1", revised)
        case .recorded(let change): try kept("intake.recorded.v1", change)
        case .codeRefused(let refused): try kept("intake.codeRefused.v1", refused)
        case .noted(let fact): try kept("intake.noted.v1", fact)
        case .campaign(let noted): try kept("intake.campaignNoted.v1", noted)
        }
    }

    private func kept(_ type: String, _ value: some Encodable) throws -> Publication {
        Publication(.journalOnly, type: type, payload: try MessageJSON.encode(value))
    }

    func event(type: String, payload: [UInt8]) throws -> IntakeEvent {
        switch type {
        case "intake.drafted.v1": .drafted(try MessageJSON.decode(Drafted.self, from: payload))
        case "intake.draftRevised.v1": .draftRevised(try MessageJSON.decode(DraftRevised.self, from: payload))
        case "intake.recorded.v1": .recorded(try MessageJSON.decode(Change.self, from: payload))
        case "intake.codeRefused.v1": .codeRefused(try MessageJSON.decode(CodeRefused.self, from: payload))
        case "intake.noted.v1": .noted(try MessageJSON.decode(Fact.self, from: payload))
        case "intake.campaignNoted.v1": .campaign(try MessageJSON.decode(CampaignNoted.self, from: payload))
        case _ where DirectoryMessage.members.contains { $0.message.type == type }:
            .directory(try DirectoryMessage(type: type, value: payload))
        default: .request(try RequestMessage(type: type, value: payload))
        }
    }

    func project(
        _ event: IntakeEvent, aggregate: String, state: IntakeState, in transaction: any Transaction
    ) throws {
        switch event {
        case .campaign(let noted): try CampaignTable.save(noted, in: transaction)
        case .directory(let message): try DirectoryTable.save(message, places: decider.places, in: transaction)
        case .recorded(let change):
            guard let request = state.request else { return }
            try RequestTable.save(request, id: aggregate, decider, formIsNew: change.isOfForm, in: transaction)
        case .noted(let fact):
            if case .link(let link) = fact.what {
                try RequestTable.save(link, request: aggregate, in: transaction)
            }
            guard let request = state.request, request.phase != .none else { return }
            try RequestTable.save(request, id: aggregate, decider, formIsNew: false, in: transaction)
        // What follows in the same decision is recorded, and saved then.
        case .drafted, .draftRevised, .request, .codeRefused: break
        }
    }

    var migrations: Migrations { IntakeTables.migrations }
}

extension Change {
    /// Whether pilots, départements and sectors may have changed with it.
    fileprivate var isOfForm: Bool {
        switch what {
        case .drafted, .draftRevised, .submitted, .amended: true
        default: false
        }
    }
}
