package import Deciding
package import Messages
package import Store
package import Vocabulary

/// What a service is to the heart: its decider, and the pure roads between records, inputs, events and publications.
/// Everything but `world` and `project` is pure.
package protocol ServiceDefinition: Sendable {
    associatedtype Logic: Decider

    var decider: Logic { get }

    /// The input that a record is. nil: known, and nothing for this service to do; the record counts as handled.
    ///
    /// A throw means that this program can't handle the record (unknown type, undecodable, an enum case it needs and
    /// doesn't know): its key is parked until one can. A tombstone has no `value`.
    func input(from record: ReadRecord) throws -> Logic.Input?

    /// The input that a timer of ours is, once its moment has come.
    func input(from timer: DueTimer) throws -> Logic.Input

    /// The aggregates that decide on an input, each on its own.
    func route(_ input: Logic.Input) -> [String]

    /// What a decision needs of the world beside the aggregate, read in the step's transaction and without locks: what
    /// `project` then guards in the store (a counter's cap, a unique booking) makes the step decide again when it
    /// moved.
    func world(
        for input: Logic.Input, aggregate: String, in transaction: any Transaction
    ) throws -> Logic.World

    /// How an event is journalled and published.
    func publication(of event: Logic.Event, aggregate: String) throws -> Publication

    /// The event that a journal row is: the way back from `publication`, for the fold.
    func event(type: String, payload: [UInt8]) throws -> Logic.Event

    /// Timers that an event sets or cancels.
    func timers(after event: Logic.Event, aggregate: String) -> [TimerChange]

    /// Writes the service's own tables after an event: views, bookings, counters. Rows of one event in sorted order.
    /// Throws `StoreError` of kind `.guardRefused` where a guarded row says no: the step rolls back and decides again.
    func project(
        _ event: Logic.Event, aggregate: String, state: Logic.State, in transaction: any Transaction
    ) throws

    /// Topics whose keys several aggregates write: their sequence is the locked row `head(topic, key)`. All others are
    /// keyed by the writing aggregate's identifier, and its lock covers the sequence (HEART).
    var sharedTopics: Set<String> { get }

    /// Makes an outgoing topic's final bytes under the lock of its head row (the feed's number, hash and seal).
    func finisher(for topic: String) -> (any Finisher)?

    /// The service's own tables; the heart's come first.
    var migrations: Migrations { get }
}

extension ServiceDefinition {
    package var sharedTopics: Set<String> { [] }
    package func finisher(for topic: String) -> (any Finisher)? { nil }
    package func timers(after event: Logic.Event, aggregate: String) -> [TimerChange] { [] }
}

/// A record of another service, headers read.
package struct ReadRecord: Sendable {
    package var envelope: Envelope
    /// nil is a tombstone.
    package var value: [UInt8]?

    package init(envelope: Envelope, value: [UInt8]?) {
        self.envelope = envelope
        self.value = value
    }
}

/// How an event leaves the decider.
package struct Publication: Hashable, Sendable {
    package enum Destination: Hashable, Sendable {
        /// A topic keyed by the aggregate that decided.
        case own(topic: String)
        /// A topic whose key is another one; the topic stands in `sharedTopics`.
        case shared(topic: String, key: String)
        /// Journalled and folded, never published.
        case journalOnly
    }

    /// Bytes. Checked before the journal, well below what brokers take (SECURITY: a feed value is at most 900 kB).
    package static let largestPayload = 900_000

    package var destination: Destination
    /// `ce_type`.
    package var type: String
    package var payload: [UInt8]

    package init(_ destination: Destination, type: String, payload: [UInt8]) {
        self.destination = destination
        self.type = type
        self.payload = payload
    }
}

package enum TimerChange: Hashable, Sendable {
    case set(kind: String, ordinal: Int64, at: Instant)
    case cancel(kind: String, ordinal: Int64)
}

/// Makes final bytes of an event that is to stand on a topic, knowing the head row. Pure.
package protocol Finisher: Sendable {
    /// Throws where the event can't be finished: the record that led to it is poison and its key parked, a command is
    /// refused, a timer stays due. So is what would have more than `Publication.largestPayload` bytes with its headers.
    func finish(_ payload: [UInt8], type: String, head: HeadRow, at now: Instant) throws -> Finished

    /// The way back, for `recover`: from the bytes that stand on the topic to the event's own and to what the head row
    /// is to remember. Throws `CannotHandle` where they don't follow on that row or their seal isn't ours.
    func reopen(
        _ published: [UInt8], extraHeaders: [Envelope.ExtraHeader], type: String, head: HeadRow
    ) throws -> Reopened
}

/// What a finisher reads out of bytes that it made.
package struct Reopened: Hashable, Sendable {
    /// The payload as it was given to `finish`.
    package var payload: [UInt8]
    package var memory: [UInt8]?

    package init(payload: [UInt8], memory: [UInt8]?) {
        self.payload = payload
        self.memory = memory
    }
}

package struct Finished: Hashable, Sendable {
    package var payload: [UInt8]
    package var extraHeaders: [Envelope.ExtraHeader]
    /// What the head row is to remember for the next one.
    package var memory: [UInt8]?

    package init(payload: [UInt8], extraHeaders: [Envelope.ExtraHeader] = [], memory: [UInt8]?) {
        self.payload = payload
        self.extraHeaders = extraHeaders
        self.memory = memory
    }
}
