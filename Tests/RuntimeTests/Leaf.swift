import Deciding
import Messages
import ServiceKit
import Store
import Vocabulary

/// A small service with all that a recovery has to bring back: two own topics, a shared one with a finisher, timers,
/// and a guarded counter.
struct LeafDefinition: ServiceDefinition {
    static let alpha = "leaf.alpha.v1"
    static let beta = "leaf.beta.v1"
    static let chain = "leaf.chain.v1"
    static let input = "leaf.input.v1"

    struct State: Codable, Hashable, Sendable { var words: [String] = [] }

    struct Input: Sendable {
        var aggregate: String
        var words: [String]
    }

    /// Each word of the input is an event.
    struct Logic: Decider {
        var initial: State { State() }
        func decide(_ input: Input, on state: State, given facts: Facts<Void>) -> [String] { input.words }
        func evolve(_ state: State, by event: String) -> State { State(words: state.words + [event]) }
    }

    var decider: Logic { Logic() }
    var sharedTopics: Set<String> { [Self.chain] }

    func input(from record: ReadRecord) throws -> Input? {
        guard let value = record.value else { return nil }
        return Input(
            aggregate: record.envelope.key,
            words: String(decoding: value, as: UTF8.self).split(separator: " ").map(String.init))
    }
    func input(from timer: DueTimer) -> Input { Input(aggregate: timer.subject, words: ["woke"]) }
    func route(_ input: Input) -> [String] { [input.aggregate] }
    func world(for input: Input, aggregate: String, in transaction: any Transaction) {}

    func publication(of event: String, aggregate: String) -> Publication {
        let payload = Array(event.utf8)
        return switch event {
        case "beta": Publication(.own(topic: Self.beta), type: "word", payload: payload)
        case "chain": Publication(.shared(topic: Self.chain, key: "all"), type: "word", payload: payload)
        case "silent": Publication(.journalOnly, type: "word", payload: payload)
        default: Publication(.own(topic: Self.alpha), type: "word", payload: payload)
        }
    }
    func event(type: String, payload: [UInt8]) -> String { String(decoding: payload, as: UTF8.self) }

    static let wake = Instant(milliseconds: 5_000_000)

    func timers(after event: String, aggregate: String) -> [TimerChange] {
        switch event {
        case "set": [.set(kind: "wake", ordinal: 1, at: Self.wake)]
        case "unset": [.cancel(kind: "wake", ordinal: 1)]
        default: []
        }
    }

    func project(_ event: String, aggregate: String, state: State, in transaction: any Transaction) throws {
        let change: Int64 = event == "take" ? 1 : event == "give" ? -1 : 0
        guard change != 0 else { return }
        let changed = try transaction.execute(
            "UPDATE leaf_tally SET used = used + $1 WHERE used + $1 <= 1", [.integer(change)])
        guard changed == 1 else { throw StoreError(.guardRefused, operation: "take", detail: "it is taken") }
    }

    func finisher(for topic: String) -> (any Finisher)? { topic == Self.chain ? ChainFinisher() : nil }

    var migrations: Migrations {
        Migrations([
            Migration(
                "leaf/001",
                ["CREATE TABLE leaf_tally (used BIGINT NOT NULL)", "INSERT INTO leaf_tally (used) VALUES (0)"])
        ])
    }
}

/// `number|hash of the one before|word`.
struct ChainFinisher: Finisher {
    func finish(_ payload: [UInt8], type: String, head: HeadRow, at now: Instant) throws -> Finished {
        let link = "\(head.next)|\(hexadecimal(head.memory ?? []))|" + String(decoding: payload, as: UTF8.self)
        return Finished(
            payload: Array(link.utf8), extraHeaders: [.init(name: "seal", value: "s\(head.next)")],
            memory: sha256(Array(link.utf8)))
    }

    func reopen(
        _ published: [UInt8], extraHeaders: [Envelope.ExtraHeader], type: String, head: HeadRow
    ) throws -> Reopened {
        let parts = String(decoding: published, as: UTF8.self).split(
            separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\(head.next)", parts[1] == hexadecimal(head.memory ?? []),
            extraHeaders == [.init(name: "seal", value: "s\(head.next)")]
        else { throw CannotHandle("link \(head.next) isn't sealed or doesn't follow") }
        return Reopened(payload: Array(parts[2].utf8), memory: sha256(published))
    }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
