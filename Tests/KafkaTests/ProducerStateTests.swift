import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1)))
struct ProducerStateTests {
    let full = KafkaError(.queueFull, operation: "send to t", detail: "full")
    let fatal = KafkaError(.fatal, operation: "Kafka producer", detail: "out of order")
    let closed = KafkaError(.closed, operation: "send to t", detail: "the producer is closed")

    @Test func `a record is in flight from the send to its report`() {
        var state = ProducerState()
        #expect(state.send(to: "t") == .enqueue)
        #expect(state.send(to: "t") == .enqueue)
        #expect(state.inFlight == 2)
        state.reported(2)
        #expect(state.inFlight == 0)
        #expect(state.releases == 1)
    }

    @Test func `a full queue is waited for and counts nothing`() {
        var state = ProducerState()
        _ = state.send(to: "t")
        _ = state.send(to: "t")
        #expect(state.notTaken(full, topic: "t") == .wait)
        #expect(state.inFlight == 1)
        #expect(state.releases == 0, "a refusal is no room for others")
    }

    @Test func `a record that can never be taken goes back to its sender`() {
        let large = KafkaError(.messageTooLarge, operation: "send to t", detail: "large")
        var state = ProducerState()
        _ = state.send(to: "t")
        #expect(state.notTaken(large, topic: "t") == .refuse(large))
        #expect(state.inFlight == 0)
    }

    @Test func `closing takes no more, wakes those who wait, and is done once`() {
        var state = ProducerState()
        _ = state.send(to: "t")
        #expect(state.close() == true)
        #expect(state.close() == false)
        #expect(state.phase == .draining)
        #expect(state.releases == 1)
        #expect(state.send(to: "t") == .refuse(closed))
        #expect(state.notTaken(full, topic: "t") == .refuse(closed), "nobody waits on a closing producer")
        state.closed()
        #expect(state.phase == .closed)
        #expect(state.send(to: "t") == .refuse(closed))
    }

    @Test func `a fatal error is told once and refuses all that follows with itself`() {
        var state = ProducerState()
        _ = state.send(to: "t")
        #expect(state.failed(fatal) == true)
        #expect(state.failed(fatal) == false)
        #expect(state.fatalError == fatal)
        #expect(state.send(to: "t") == .refuse(fatal))
        #expect(state.notTaken(full, topic: "t") == .refuse(fatal))
        #expect(state.close() == true)
        #expect(state.phase == .closed)
        #expect(state.failed(fatal) == false)
    }
}
