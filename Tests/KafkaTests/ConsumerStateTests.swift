import Testing

@testable import Kafka

/// Whole rebalances as dialogues: what happens to the consumer, and what it then does, without librdkafka.
@Suite(.timeLimit(.minutes(1)))
struct ConsumerStateTests {
    let first = TopicPartition(topic: "requests", partition: 0)
    let second = TopicPartition(topic: "requests", partition: 1)
    let other = TopicPartition(topic: "decisions", partition: 0)
    let delay: ConsumerState.Delay = { .seconds($0) }

    func at(_ seconds: Int) -> Duration { .seconds(seconds) }

    /// A consumer that reads both partitions of a topic from offsets 5 and 7.
    func reading() -> ConsumerState {
        var state = ConsumerState()
        _ = state.assigned([first, second], now: at(0))
        _ = state.tick(now: at(0))
        _ = state.positioned([first: 5, second: 7], of: [first, second], now: at(0), delay: delay)
        return state
    }

    @Test func `an assignment reads nothing until the owner gave the offsets, and then begins at these`() {
        var state = ConsumerState()
        #expect(state.tick(now: at(0)) == [])
        #expect(state.assigned([first, second], now: at(1)) == [.assign([:])])
        #expect(state.phase == .positioning(attempt: 0, due: at(1)))
        #expect(state.expected == [:])
        #expect(state.tick(now: at(1)) == [.askOffsets([first, second])])
        let actions = state.positioned([first: 5, second: 7], of: [first, second], now: at(1), delay: delay)
        #expect(actions == [.assign([first: 5, second: 7])])
        #expect(state.phase == .reading)
        #expect(state.tick(now: at(2)) == [])
    }

    @Test func `an owner that has no offsets is asked again after its own delay, each time a longer one`() {
        var state = ConsumerState()
        _ = state.assigned([first], now: at(0))
        #expect(state.tick(now: at(0)) == [.askOffsets([first])])
        #expect(state.positioningFailed(now: at(0), delay: delay) == [])
        #expect(state.phase == .positioning(attempt: 1, due: at(1)))
        #expect(state.tick(now: .milliseconds(999)) == [])
        #expect(state.tick(now: at(1)) == [.askOffsets([first])])
        #expect(state.positioningFailed(now: at(1), delay: delay) == [])
        #expect(state.tick(now: at(2)) == [])
        #expect(state.tick(now: at(3)) == [.askOffsets([first])])
        #expect(state.positioned([first: 9], of: [first], now: at(3), delay: delay) == [.assign([first: 9])])
    }

    @Test func `a partition for which the owner gives no offset is held back alone and asked for again`() {
        var state = ConsumerState()
        _ = state.assigned([first, second], now: at(0))
        _ = state.tick(now: at(0))
        let actions = state.positioned([first: 5, second: -1], of: [first, second], now: at(0), delay: delay)
        #expect(actions == [.assign([first: 5])])
        #expect(state.phase == .reading)
        #expect(state.tick(now: .milliseconds(500)) == [])
        #expect(state.tick(now: at(1)) == [.assign([:]), .askOffsets([first, second])])
        let again = state.positioned([first: 6], of: [first, second], now: at(1), delay: delay)
        #expect(again == [.assign([first: 6])])
        #expect(state.tick(now: at(2)) == [], "the second wait is longer")
        #expect(state.tick(now: at(3)) == [.assign([:]), .askOffsets([first, second])])
    }

    @Test func `a revocation tells the owner before the partitions are released, and commits what was handled`() {
        var state = reading()
        _ = state.handled(.handled, next: [first: 8], now: at(1), delay: delay)
        let actions = state.revoked([first, second], lost: false)
        #expect(
            actions == [.commit([first: 8]), .tellRevoked([first, second], lost: false), .unassign])
        #expect(state.phase == .joining)
        #expect(state.expected == [:])
        #expect(state.owned == [])
    }

    @Test func `lost partitions are not committed: another member may own them`() {
        var state = reading()
        _ = state.handled(.handled, next: [first: 8], now: at(1), delay: delay)
        #expect(state.revoked([first, second], lost: true) == [.tellRevoked([first, second], lost: true), .unassign])
        #expect(state.tick(now: at(9)) == [], "and nothing is committed later either")
    }

    @Test func `assigned, revoked during a batch, lost, assigned again: each reading begins at the owner's offsets`() {
        var state = reading()
        state.delivering(first, below: 8)
        #expect(state.handled(.handled, next: [first: 8], now: at(1), delay: delay) == [])
        #expect(state.revoked([first, second], lost: false).last == .unassign)
        #expect(state.assigned([first], now: at(2)) == [.assign([:])])
        #expect(state.tick(now: at(2)) == [.askOffsets([first])])
        #expect(state.positioned([first: 8], of: [first], now: at(2), delay: delay) == [.assign([first: 8])])
        #expect(state.revoked([first], lost: true) == [.tellRevoked([first], lost: true), .unassign])
        #expect(state.assigned([first, second], now: at(3)) == [.assign([:])])
        #expect(state.tick(now: at(3)) == [.askOffsets([first, second])])
        let actions = state.positioned([first: 12, second: 7], of: [first, second], now: at(3), delay: delay)
        #expect(actions == [.assign([first: 12, second: 7])])
    }

    @Test func `a revocation while the owner is being asked ends the asking`() {
        var state = ConsumerState()
        _ = state.assigned([first], now: at(0))
        _ = state.tick(now: at(0))
        _ = state.positioningFailed(now: at(0), delay: delay)
        #expect(state.revoked([first], lost: false) == [.tellRevoked([first], lost: false), .unassign])
        #expect(state.tick(now: at(5)) == [])
        #expect(state.positioned([first: 5], of: [first], now: at(5), delay: delay) == [])
        #expect(state.expected == [:])
    }

    @Test func `an answer of reassign drops what is buffered at once and asks anew`() {
        var state = reading()
        #expect(state.handled(.reassign, next: [first: 8], now: at(1), delay: delay) == [.assign([:])])
        #expect(state.expected == [:], "what is still buffered can't reach the owner")
        #expect(state.tick(now: at(1)) == [.askOffsets([first, second])])
    }

    @Test func `reassign again and again is slowed down until a batch is handled`() {
        var state = reading()
        _ = state.handled(.reassign, next: [:], now: at(1), delay: delay)
        _ = state.tick(now: at(1))
        _ = state.positioned([first: 5], of: [first, second], now: at(1), delay: { _ in .seconds(100) })
        _ = state.handled(.reassign, next: [:], now: at(1), delay: delay)
        #expect(state.phase == .positioning(attempt: 0, due: at(2)))
        _ = state.tick(now: at(2))
        _ = state.positioned([first: 5], of: [first], now: at(2), delay: delay)
        _ = state.handled(.handled, next: [first: 6], now: at(2), delay: delay)
        _ = state.handled(.reassign, next: [:], now: at(3), delay: delay)
        #expect(state.phase == .positioning(attempt: 0, due: at(3)))
    }

    @Test func `a hold reads nothing for its time and stays in the group`() {
        var state = reading()
        #expect(state.handled(.hold(.seconds(10)), next: [:], now: at(1), delay: delay) == [.assign([:])])
        #expect(state.tick(now: at(10)) == [])
        #expect(state.reassign(now: at(10)) == [], "an order to reassign doesn't shorten it")
        #expect(state.tick(now: at(11)) == [.askOffsets([first, second])])
    }

    @Test func `a paused topic is left out, the other is read on from the owner's offsets`() {
        var state = ConsumerState()
        _ = state.assigned([first, other], now: at(0))
        _ = state.tick(now: at(0))
        _ = state.positioned([first: 5, other: 1], of: [first, other], now: at(0), delay: delay)
        #expect(state.pause("requests", now: at(1)) == [.assign([:])])
        #expect(state.tick(now: at(1)) == [.askOffsets([other])])
        #expect(state.positioned([other: 2], of: [other], now: at(1), delay: delay) == [.assign([other: 2])])
        #expect(state.pause("requests", now: at(2)) == [], "a second pause changes nothing")
        #expect(state.resume("requests", now: at(3)) == [.assign([:])])
        #expect(state.tick(now: at(3)) == [.askOffsets([first, other])])
        #expect(state.resume("requests", now: at(4)) == [])
    }

    @Test func `with everything paused the member stays and reads nothing, across a rebalance too`() {
        var state = reading()
        _ = state.pause("requests", now: at(1))
        #expect(state.tick(now: at(1)) == [])
        #expect(state.phase == .paused)
        _ = state.revoked([first, second], lost: false)
        #expect(state.assigned([first], now: at(2)) == [.assign([:])])
        #expect(state.tick(now: at(2)) == [])
        #expect(state.phase == .paused)
        #expect(state.resume("requests", now: at(3)) == [.assign([:])])
        #expect(state.tick(now: at(3)) == [.askOffsets([first])])
    }

    @Test func `a topic paused before the first assignment is never read`() {
        var state = ConsumerState()
        #expect(state.pause("requests", now: at(0)) == [])
        _ = state.assigned([first, other], now: at(1))
        #expect(state.tick(now: at(1)) == [.askOffsets([other])])
    }

    @Test func `a partition that can't be read rests with a growing wait, the others go on`() {
        let error = KafkaError(.offsetOutOfRange, operation: "read", detail: "cut")
        var state = reading()
        #expect(state.failed(first, error, now: at(1), delay: delay) == [.tellFailed(first, error), .assign([:])])
        #expect(state.tick(now: at(1)) == [.askOffsets([second])])
        _ = state.positioned([second: 7], of: [second], now: at(1), delay: delay)
        #expect(state.tick(now: at(2)) == [.assign([:]), .askOffsets([first, second])])
        _ = state.positioned([first: 5, second: 7], of: [first, second], now: at(2), delay: delay)
        _ = state.failed(first, error, now: at(2), delay: delay)
        _ = state.tick(now: at(2))
        _ = state.positioned([second: 7], of: [second], now: at(2), delay: delay)
        #expect(state.tick(now: at(3)) == [], "the second wait is two seconds")
        #expect(state.tick(now: at(4)) == [.assign([:]), .askOffsets([first, second])])
    }

    @Test func `two partitions that fail in one batch are both held back`() {
        let error = KafkaError(.offsetOutOfRange, operation: "read", detail: "cut")
        var state = reading()
        _ = state.failed(first, error, now: at(1), delay: delay)
        #expect(state.failed(second, error, now: at(1), delay: delay) == [.tellFailed(second, error)])
        #expect(state.tick(now: at(1)) == [])
        #expect(state.phase == .paused)
        #expect(state.tick(now: at(2)) == [.assign([:]), .askOffsets([first, second])])
    }

    @Test func `an error of a topic as a whole is told and changes nothing`() {
        let error = KafkaError(.unknownTopic, operation: "read", detail: "unknown")
        let topic = TopicPartition(topic: "requests", partition: -1)
        var state = reading()
        #expect(state.failed(topic, error, now: at(1), delay: delay) == [.tellFailed(topic, error)])
        #expect(state.phase == .reading)
    }

    @Test func `handled offsets are committed at once, then at most each quarter of a second, the newest only`() {
        var state = reading()
        _ = state.handled(.handled, next: [first: 6], now: at(1), delay: delay)
        #expect(state.tick(now: at(1)) == [.commit([first: 6])])
        _ = state.handled(.handled, next: [first: 7], now: at(1), delay: delay)
        _ = state.handled(.handled, next: [first: 8, second: 9], now: at(1), delay: delay)
        #expect(state.tick(now: .milliseconds(1249)) == [])
        #expect(state.tick(now: .milliseconds(1250)) == [.commit([first: 8, second: 9])])
        #expect(state.tick(now: at(9)) == [])
    }

    @Test func `stop commits, leaves once, and answers the last revocation on the way`() {
        var state = reading()
        _ = state.handled(.handled, next: [first: 6], now: at(1), delay: delay)
        #expect(state.stop() == [.commit([first: 6]), .leave])
        #expect(state.stop() == [])
        #expect(state.phase == .closing)
        #expect(
            state.revoked([first, second], lost: false) == [.tellRevoked([first, second], lost: false), .unassign])
        #expect(state.phase == .closing)
        state.closed()
        #expect(state.phase == .closed)
        #expect(state.tick(now: at(9)) == [])
    }

    @Test func `stop while positioning leaves, and an assignment that comes meanwhile is answered with nothing`() {
        var state = ConsumerState()
        _ = state.assigned([first], now: at(0))
        #expect(state.stop() == [.leave])
        #expect(state.tick(now: at(1)) == [])
        #expect(state.assigned([first], now: at(1)) == [.assign([:])])
        #expect(state.phase == .closing)
        #expect(state.handled(.handled, next: [first: 1], now: at(1), delay: delay) == [])
        #expect(state.pause("requests", now: at(1)) == [])
        #expect(state.reassign(now: at(1)) == [])
    }
}
