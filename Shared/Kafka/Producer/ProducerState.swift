/// Decides for the producer: may a record go, must its sender wait, is all acknowledged. Pure; the face acts.
struct ProducerState: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        /// Takes records. Can transition to: draining, fatal.
        case open
        /// Takes no more, waits for what is in flight. Can transition to: closed, fatal.
        case draining
        /// The idempotent producer can't keep its promise any more. Can transition to: closed.
        case fatal(KafkaError)
        /// Can transition to: nothing.
        case closed
    }

    enum SendAction: Equatable, Sendable {
        /// Hand the record to the queue; it counts as in flight from now on.
        case enqueue
        case refuse(KafkaError)
    }

    enum QueueAction: Equatable, Sendable {
        /// Wait until something was acknowledged, then try again.
        case wait
        case refuse(KafkaError)
    }

    private(set) var phase = Phase.open
    /// Records handed over and not yet acknowledged or given up.
    private(set) var inFlight = 0
    /// Rises whenever the queue may have room again: senders that wait compare it.
    private(set) var releases = 0

    /// A caller wants to send.
    mutating func send(to topic: String) -> SendAction {
        if let refusal = refusal(topic: topic) { return .refuse(refusal) }
        inFlight += 1
        return .enqueue
    }

    /// The queue didn't take the record. A full queue is waited for, anything else goes back to the caller.
    mutating func notTaken(_ error: KafkaError, topic: String) -> QueueAction {
        inFlight -= 1
        if let refusal = refusal(topic: topic) { return .refuse(refusal) }
        return error.kind == .queueFull ? .wait : .refuse(error)
    }

    /// Delivery reports came, of success or failure.
    mutating func reported(_ count: Int) {
        inFlight -= count
        releases += 1
    }

    /// librdkafka gave the client up. True: this is the first that is heard of it.
    mutating func failed(_ error: KafkaError) -> Bool {
        switch phase {
        case .open, .draining:
            phase = .fatal(error)
            releases += 1
            return true
        case .fatal, .closed: return false
        }
    }

    /// True: the caller is the first and closes; others only wait.
    mutating func close() -> Bool {
        switch phase {
        case .open:
            phase = .draining
            releases += 1
            return true
        case .fatal:
            phase = .closed
            releases += 1
            return true
        case .draining, .closed: return false
        }
    }

    mutating func closed() {
        phase = .closed
        releases += 1
    }

    var fatalError: KafkaError? {
        if case .fatal(let error) = phase { error } else { nil }
    }

    private func refusal(topic: String) -> KafkaError? {
        switch phase {
        case .open: nil
        case .draining, .closed: KafkaError(.closed, operation: "send to \(topic)", detail: "the producer is closed")
        case .fatal(let error): error
        }
    }
}
