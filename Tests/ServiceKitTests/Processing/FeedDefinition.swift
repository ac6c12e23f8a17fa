import Deciding
import Messages
import ProofApp
import ProofDomain
import ServiceKit
import Store
import Vocabulary

/// Many aggregates write to one key of a shared topic, whose finisher numbers and chains what stands there, as a feed
/// does.
struct FeedDefinition: ServiceDefinition {
    static let feed = "proof.feed.v1"

    struct Contract: Decider {
        struct State: Codable, Hashable, Sendable { var notes: [Int] = [] }

        struct Input: Sendable {
            var contract: String
            var note: Int
        }

        enum Event: Codable, Hashable, Sendable {
            case published(Int)
            case kept(Int)
        }

        var initial: State { State() }

        func decide(_ input: Input, on state: State, given facts: Facts<Void>) throws -> [Event] {
            [.published(input.note), .kept(input.note)]
        }

        func evolve(_ state: State, by event: Event) -> State {
            guard case .published(let note) = event else { return state }
            return State(notes: state.notes + [note])
        }
    }

    struct Line: Codable, Hashable, Sendable {
        var number: Int64
        var before: String
        var payload: String
    }

    struct Chain: Finisher {
        /// Notes that it refuses, and those that it makes too large: as a header or as a payload.
        static let refused = 666
        static let tooLarge = 667
        static let tooLargeHeader = 668

        func finish(_ payload: [UInt8], type: String, head: HeadRow, at now: Instant) throws -> Finished {
            let event = try ProofJSON.decode(Contract.Event.self, payload)
            if event == .published(Self.refused) { throw CannotHandle("it has no seal") }
            if event == .published(Self.tooLarge) {
                return Finished(payload: Array(repeating: 65, count: Publication.largestPayload + 1), memory: nil)
            }
            if event == .published(Self.tooLargeHeader) {
                let seal = String(repeating: "a", count: Publication.largestPayload)
                return Finished(payload: [65], extraHeaders: [.init(name: "seal", value: seal)], memory: nil)
            }
            let before = (head.memory ?? []).map { String($0, radix: 16) }.joined()
            let line = Line(number: head.next, before: before, payload: String(decoding: payload, as: UTF8.self))
            let bytes = try ProofJSON.encode(line)
            return Finished(
                payload: bytes, extraHeaders: [.init(name: "seal", value: "\(head.next)")], memory: sha256(bytes))
        }

        func reopen(
            _ published: [UInt8], extraHeaders: [Envelope.ExtraHeader], type: String, head: HeadRow
        ) throws -> Reopened {
            let line = try ProofJSON.decode(Line.self, published)
            guard line.number == head.next else { throw CannotHandle("line \(line.number) doesn't follow") }
            return Reopened(payload: Array(line.payload.utf8), memory: sha256(published))
        }
    }

    let decider = Contract()
    var sharedTopics: Set<String> { [Self.feed] }
    var migrations: Migrations { Migrations([]) }

    func input(from record: ReadRecord) throws -> Contract.Input? {
        let note = try ProofJSON.decode(RequestNoted.self, record.value ?? []).note
        return Contract.Input(contract: record.envelope.key, note: note)
    }

    func input(from timer: DueTimer) throws -> Contract.Input { throw CannotHandle("no timers") }
    func route(_ input: Contract.Input) -> [String] { [input.contract] }
    func world(for input: Contract.Input, aggregate: String, in transaction: any Transaction) throws {}
    func finisher(for topic: String) -> (any Finisher)? { topic == Self.feed ? Chain() : nil }

    func publication(of event: Contract.Event, aggregate: String) throws -> Publication {
        let payload = try ProofJSON.encode(event)
        return switch event {
        case .published: Publication(.shared(topic: Self.feed, key: "dept"), type: "line.v1", payload: payload)
        case .kept: Publication(.journalOnly, type: "kept.v1", payload: payload)
        }
    }

    func event(type: String, payload: [UInt8]) throws -> Contract.Event {
        try ProofJSON.decode(Contract.Event.self, payload)
    }

    func project(
        _ event: Contract.Event, aggregate: String, state: Contract.State, in transaction: any Transaction
    ) throws {}
}
