package import Vocabulary

/// The heart of a service, without effects: what happens (`decide`) and what it changes (`evolve`).
///
/// Both are pure: no clock, no random, no I/O. A decider is called again after a rollback and, with the same arguments,
/// must answer the same. It is **total**: no business situation throws; a refusal is an event, a fact that comes too
/// early is kept as awaited, one after a terminal state gives nothing or a compensation (HEART: what a decider must
/// tolerate). A throw means "this program can't handle that input": it parks the record's key until an upgrade.
package protocol Decider: Sendable {
    /// What is remembered of one aggregate. Saved as JSON, equal when nothing differs.
    associatedtype State: Sendable, Equatable, Codable
    /// A record of another service, a command of a person, or a timer of our own.
    associatedtype Input: Sendable
    /// What happened; journalled, and published where it says so.
    associatedtype Event: Sendable
    /// What else the decision needs of the world, read in the same transaction (quotas, other people's bookings).
    associatedtype World: Sendable

    /// The state of an aggregate that nothing has happened to.
    var initial: State { get }

    func decide(_ input: Input, on state: State, given facts: Facts<World>) throws -> [Event]

    func evolve(_ state: State, by event: Event) -> State
}

/// What enters a decision from outside.
package struct Facts<World: Sendable>: Sendable {
    /// The aggregate that decides.
    package var aggregate: String
    /// The process's one clock, UTC.
    package var now: Instant
    package var world: World

    package init(aggregate: String, now: Instant, world: World) {
        self.aggregate = aggregate
        self.now = now
        self.world = world
    }
}
