import Messages
import NotificationsDomain
import ServiceKit
import Store
import Vocabulary

/// Notifications to the heart: seven topics in, letters out, reminders and digests by timers.
struct NotificationsDefinition: ServiceDefinition {
    static let name = "notifications"
    static let inputs: [ProductTopic] = [
        .campaigns, .requests, .directory, .decisions, .sessions, .contracts, .rosters,
    ]

    let decider: NotificationsDecider
    private let campaigns = CampaignCache()

    init(decider: NotificationsDecider) { self.decider = decider }

    // MARK: In

    func input(from record: ReadRecord) throws -> NotificationsInput? {
        guard let value = record.value, let topic = ProductTopic(rawValue: record.envelope.topic) else { return nil }
        let (type, key) = (record.envelope.type, record.envelope.key)
        do {
            switch topic {
            case .campaigns:
                guard case .published(let message) = try CampaignMessage(type: type, value: value) else { return nil }
                return NotificationsInput(AggregateName.campaign(message.campaign.id), .campaign(message))
            case .directory:
                let message = try DirectoryMessage(type: type, value: value)
                return NotificationsInput("directory/\(key)", .directory(message))
            case .requests:
                return NotificationsInput(key, .fact(.request(try RequestMessage(type: type, value: value))))
            case .decisions:
                let message = try DecisionMessage(type: type, value: value)
                return message.concernsLetters ? NotificationsInput(key, .fact(.decision(message))) : nil
            case .sessions:
                return NotificationsInput(key, .fact(.session(try SessionMessage(type: type, value: value))))
            case .contracts: return try passOver(type, ContractMessage.self)
            case .rosters: return try passOver(type, RosterMessage.self)
            case .schedulingJobs, .feed, .feedPeople, .letters: return nil
            }
        } catch let error as UnknownMessageType {
            throw CannotHandle("\(error)")
        } catch let error as UnknownValue {
            throw CannotHandle("\(error)")
        }
    }

    /// Known, and of the autumn; a type that nobody knows waits for a program that does.
    private func passOver<Topic: TopicMessage>(_ type: String, _: Topic.Type) throws -> NotificationsInput? {
        guard Topic.messages.contains(where: { $0.type == type }) else {
            throw UnknownMessageType(type: type, topic: Topic.topic)
        }
        return nil
    }

    func input(from timer: DueTimer) throws -> NotificationsInput {
        guard let kind = TimerKind(rawValue: timer.kind) else { throw CannotHandle("its kind is unknown") }
        return NotificationsInput(timer.subject, .timer(kind))
    }

    /// A campaign's revision is also the beginning of each staff function's digests.
    func route(_ input: NotificationsInput) -> [String] {
        guard case .campaign(let message) = input.what else { return [input.aggregate] }
        let staff = [Function.dfie] + message.campaign.departements.map { Function.service($0.code) }
        return [input.aggregate] + staff.map(AggregateName.digest)
    }

    func world(
        for input: NotificationsInput, aggregate: String, in transaction: any Transaction
    ) throws -> NotificationsWorld {
        var world = NotificationsWorld()
        switch input.what {
        case .directory, .campaign, .nothing: return world
        case .fact(.request(.submitted(let message))):
            world.campaign = try campaigns.newest(message.campaign.text, in: transaction)
            return world
        case .timer(.digest):
            world.campaign = try campaigns.newest(nil, in: transaction)
            if let function = AggregateName.digested(aggregate) {
                world.figures = try RequestTable.figures(for: function, in: transaction)
            }
            return world
        case .take(let letters, let day, _):
            for row in try LetterTable.rows(letters, in: transaction) {
                world.preparedAt[row.letter] = row.preparedAt
                world.holders[row.to] = try TermTable.holder(of: row.to, on: day, in: transaction).map {
                    .init(person: $0.person, hasMail: $0.mail != nil)
                }
            }
        case .fact, .lookAgain, .release, .written, .unwritten, .again, .timer: break
        }
        if AggregateName.isRequest(aggregate), let campaign = try RequestTable.campaign(of: aggregate, in: transaction)
        {
            world.campaign = try campaigns.newest(campaign, in: transaction)
        }
        return world
    }

    // MARK: Out

    static let noteType = "notifications.note.v1"

    func publication(of event: NotificationsEvent, aggregate: String) throws -> Publication {
        let letters = Publication.Destination.own(topic: ProductTopic.letters.rawValue)
        let destination = AggregateName.isRequest(aggregate) ? letters : .journalOnly
        let message: any Message
        switch event {
        case .prepared(let prepared, _): message = prepared
        case .released(let released): message = released
        case .sent(let sent): message = sent
        case .failed(let failed): message = failed
        case .noted(let note):
            return Publication(.journalOnly, type: Self.noteType, payload: try MessageJSON.encode(note))
        }
        return Publication(destination, type: type(of: message).type, payload: try MessageJSON.encode(message))
    }

    func event(type: String, payload: [UInt8]) throws -> NotificationsEvent {
        if type == Self.noteType { return .noted(try MessageJSON.decode(Note.self, from: payload)) }
        switch try LetterMessage(type: type, value: payload) {
        case .prepared(let message): return .prepared(message, nil)
        case .released(let message): return .released(message)
        case .sent(let message): return .sent(message)
        case .failed(let message): return .failed(message)
        }
    }

    func timers(after event: NotificationsEvent, aggregate: String) -> [TimerChange] {
        guard case .noted(.timer(let kind, let ordinal, let at)) = event else { return [] }
        return [
            at.map { .set(kind: kind.rawValue, ordinal: ordinal, at: $0) }
                ?? .cancel(kind: kind.rawValue, ordinal: ordinal)
        ]
    }

    func project(
        _ event: NotificationsEvent, aggregate: String, state: NotificationsState, in transaction: any Transaction
    ) throws {
        try LetterTable.project(event, aggregate: aggregate, state: state, in: transaction)
        switch event {
        case .noted(.term(let term)): try TermTable.take(term, in: transaction)
        case .noted(.campaign(let message)): try campaigns.take(message, in: transaction)
        case .noted(.fact), .noted(.awaited), .noted(.void):
            try RequestTable.save(state.request, request: aggregate, in: transaction)
        default: break
        }
    }

    var migrations: Migrations { NotificationsTables.migrations }
}

extension DecisionMessage {
    /// The others change nothing that a letter of the spring tells.
    fileprivate var concernsLetters: Bool {
        switch self {
        case .returned, .refused, .opinionAsked, .opinionRecorded, .validated, .released, .cancelled: true
        case .lateAccepted, .speakerDecided, .lecturerDecided, .dispositifNumbered: false
        }
    }
}
