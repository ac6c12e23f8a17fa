import Deciding
import Messages
import Store
import Vocabulary

/// The working set of one step's transaction: locked aggregates in memory, and what will be written at its end.
/// Lives on the thread and inside the transaction that made it.
final class Workbench<Definition: ServiceDefinition> {
    typealias Logic = Definition.Logic

    /// A decision before anything of it is written.
    struct Prepared {
        fileprivate var parts: [Part] = []

        /// What one aggregate decided: its events, the state after each and how each leaves.
        fileprivate struct Part {
            var place: Int
            var events: [Logic.Event]
            var states: [Logic.State] = []
            var publications: [Publication] = []
        }

        var events: [Logic.Event] { parts.count == 1 ? parts[0].events : parts.flatMap(\.events) }
    }

    private let definition: Definition
    private let transaction: any Transaction
    private let now: Instant
    private let sharedTopics: Set<String>
    private var working = WorkingRows()
    /// As `working` has the rows; nil until a state is asked for.
    private var states: [Logic.State?] = []

    init(_ definition: Definition, in transaction: any Transaction, now: Instant) {
        self.definition = definition
        self.transaction = transaction
        self.now = now
        sharedTopics = definition.sharedTopics
    }

    /// Locks aggregates, all that the step may touch at once.
    func lock(_ ids: Set<AggregateID>) throws {
        try working.lock(ids, in: transaction)
        states += Array(repeating: nil, count: working.rows.count - states.count)
    }

    /// Decides on an input for every aggregate that it is routed to. Writes nothing: a throw leaves no trace, so that
    /// the record can be parked and the batch goes on.
    func prepare(_ input: Logic.Input) throws -> Prepared {
        var prepared = Prepared()
        for aggregate in routed(input) {
            let place = try place(of: aggregate)
            var state = try state(at: place)
            let world = try definition.world(for: input, aggregate: aggregate, in: transaction)
            let events = try definition.decider.decide(
                input, on: state, given: Facts(aggregate: aggregate, now: now, world: world))
            var part = Prepared.Part(place: place, events: events)
            for event in events {
                state = definition.decider.evolve(state, by: event)
                let publication = try definition.publication(of: event, aggregate: aggregate)
                try check(publication)
                part.states.append(state)
                part.publications.append(publication)
            }
            prepared.parts.append(part)
        }
        return prepared
    }

    /// Once each, in the order of their bytes.
    private func routed(_ input: Logic.Input) -> [String] {
        let route = definition.route(input)
        return route.count < 2 ? route : Set(route.map(AggregateID.init)).sorted().map(\.text)
    }

    /// Takes a decision over into the working set, and writes the service's own tables. Answers how many events it had.
    func apply(_ prepared: Prepared, origin: Origin) throws -> Int {
        var count = 0
        for part in prepared.parts {
            guard let last = part.states.last else { continue }
            let aggregate = working.rows[part.place].id
            states[part.place] = last
            // By index: a zip of the three would be built and walked through metadata.
            for index in part.events.indices {
                working.append(part.publications[index], at: part.place, origin: origin)
                for change in definition.timers(after: part.events[index], aggregate: aggregate) {
                    working.append(change, at: part.place)
                }
                count += 1
            }
            for index in part.events.indices {
                try definition.project(
                    part.events[index], aggregate: aggregate, state: part.states[index], in: transaction)
            }
        }
        return count
    }

    func version(of aggregate: String) -> Int64 { working.place(of: aggregate).map { working.rows[$0].version } ?? 0 }

    /// The state as this step has it.
    func state(of aggregate: String) throws -> Logic.State { try state(at: place(of: aggregate)) }

    private func place(of aggregate: String) throws -> Int {
        guard let place = working.place(of: aggregate) else {
            throw CannotHandle("aggregate is routed to and not locked")
        }
        return place
    }

    private func state(at place: Int) throws -> Logic.State {
        if let state = states[place] { return state }
        let state: Logic.State
        if let bytes = working.rows[place].state {
            do {
                state = try StateCoding.decode(Logic.State.self, from: bytes)
            } catch {
                throw CannotHandle("this program can't read the state that a newer one wrote")
            }
        } else {
            state = definition.decider.initial
        }
        states[place] = state
        return state
    }

    /// Writes what was decided, in the lock order: aggregates, heads, journal, timers.
    ///
    /// - Returns: how many events were journalled.
    func flush(_ crash: CrashPoints) throws -> Int {
        for place in states.indices where working.isChanged[place] {
            guard let state = states[place] else { continue }
            working.setState(try StateCoding.encode(state), at: place)
        }
        return try working.write(
            finisher: { [definition] in definition.finisher(for: $0) }, at: now, in: transaction, crash)
    }

    private func check(_ publication: Publication) throws {
        guard publication.payload.count <= Publication.largestPayload else {
            throw CannotHandle(
                "its \(publication.type) would have \(publication.payload.count) bytes, above \(Publication.largestPayload)"
            )
        }
        switch publication.destination {
        case .own(let topic):
            guard !sharedTopics.contains(topic) else {
                throw StepError.wrongDestination("\(topic) is a shared topic: name its key")
            }
        case .shared(let topic, _):
            guard sharedTopics.contains(topic) else {
                throw StepError.wrongDestination("\(topic) isn't declared a shared topic")
            }
        case .journalOnly:
            break
        }
    }
}
