/// Decides for the consumer: which partitions are read, from where, and what is told to whom. Pure: events in, actions
/// out, to be carried out in their order on the polling thread. `now` is any clock that only goes forward.
///
/// One rule makes rebalances, holds, pauses and failures simple: whatever changes what is to be read first assigns
/// nothing (which drops all that librdkafka has buffered), then asks the owner for offsets, then assigns with these.
/// Nothing is ever paused or sought inside librdkafka, where 2.0.2 skips records when batches are consumed.
struct ConsumerState: Equatable, Sendable {
    typealias Offsets = [TopicPartition: Int64]

    enum Phase: Equatable, Sendable {
        /// The group has given us nothing (yet). Can transition to: positioning, closing.
        case joining
        /// The group's partitions are known; the owner is asked for offsets when `due` has come. `attempt` counts the
        /// refusals so far. Can transition to: reading, paused, joining (revoked), closing.
        case positioning(attempt: Int, due: Duration)
        /// Some partitions are assigned in librdkafka. Can transition to: positioning, joining (revoked), closing.
        case reading
        /// All partitions are paused or held back. Can transition to: positioning, joining (revoked), closing.
        case paused
        /// The group is being left; a last revocation comes meanwhile. Can transition to: closed.
        case closing
        /// Can transition to: nothing.
        case closed
    }

    // There is no state of revoking: librdkafka asks on the polling thread, and the answer is given within that call.

    enum Action: Equatable, Sendable {
        /// Assign exactly these in librdkafka, dropping what is buffered. Empty: stay in the group and read nothing.
        case assign(Offsets)
        /// Answer a revocation: give up the assignment.
        case unassign
        /// Ask the owner, then call `positioned` or `positioningFailed`.
        case askOffsets(Set<TopicPartition>)
        /// Tell the group where we are, for lag figures only. Not waited for.
        case commit(Offsets)
        case tellRevoked(Set<TopicPartition>, lost: Bool)
        case tellFailed(TopicPartition, KafkaError)
        /// Leave the group and close; then call `closed`.
        case leave
    }

    /// How often the group hears of our offsets at most.
    static let commitInterval = Duration.milliseconds(250)

    /// Gives the wait before attempt 1, 2, 3 …
    typealias Delay = (Int) -> Duration

    private(set) var phase = Phase.joining
    /// What the group gave us.
    private(set) var owned: Set<TopicPartition> = []
    /// What is assigned in librdkafka, with the lowest offset that may still come. A record of another partition, or of
    /// a lower offset, is from before a change and must not reach the owner.
    private(set) var expected: Offsets = [:]
    private(set) var pausedTopics: Set<String> = []

    /// Partitions held back after a failure, until when.
    private var resting: [TopicPartition: Duration] = [:]
    /// Failures of a partition since a batch of it was handled.
    private var failures: [TopicPartition: Int] = [:]
    /// `.reassign` answers in a row.
    private var reassignments = 0
    private var uncommitted: Offsets = [:]
    private var lastCommit: Duration?

    // MARK: The loop's turn

    /// Called before each poll.
    mutating func tick(now: Duration) -> [Action] {
        var actions = commitIfDue(now: now)
        switch phase {
        case .reading, .paused:
            if resting.contains(where: { $0.value <= now && isWanted($0.key) }) {
                actions += dropAll(attempt: 0, due: now)
            }
        case .joining, .positioning, .closing, .closed: break
        }
        guard case .positioning(_, let due) = phase, due <= now else { return actions }
        resting = resting.filter { $0.value > now }
        let wanted = owned.filter { isWanted($0) && resting[$0] == nil }
        if wanted.isEmpty {
            phase = owned.isEmpty ? .joining : .paused
        } else {
            actions.append(.askOffsets(wanted))
        }
        return actions
    }

    /// The owner's answer to `askOffsets`.
    mutating func positioned(_ offsets: Offsets, of asked: Set<TopicPartition>, now: Duration, delay: Delay) -> [Action]
    {
        guard case .positioning = phase else { return [] }
        expected = offsets.filter { asked.contains($0.key) && $0.value >= 0 }
        for partition in asked where expected[partition] == nil { rest(partition, now: now, delay: delay) }
        phase = expected.isEmpty ? .paused : .reading
        return [.assign(expected)]
    }

    /// The owner has no offsets now.
    mutating func positioningFailed(now: Duration, delay: Delay) -> [Action] {
        guard case .positioning(let attempt, _) = phase else { return [] }
        phase = .positioning(attempt: attempt + 1, due: now + delay(attempt + 1))
        return []
    }

    // MARK: The group

    /// The group gives these partitions: all that we have from now on (range is an eager strategy).
    mutating func assigned(_ partitions: Set<TopicPartition>, now: Duration) -> [Action] {
        switch phase {
        case .closing, .closed: return [.assign([:])]
        case .joining, .positioning, .reading, .paused: break
        }
        owned = partitions
        resting = [:]
        failures = [:]
        uncommitted = [:]
        reassignments = 0
        return dropAll(attempt: 0, due: now)
    }

    /// The group takes these back. `lost`: another member may own them already.
    mutating func revoked(_ partitions: Set<TopicPartition>, lost: Bool) -> [Action] {
        var actions: [Action] = []
        if !lost, !uncommitted.isEmpty { actions.append(.commit(uncommitted)) }
        uncommitted = [:]
        owned = []
        expected = [:]
        resting = [:]
        failures = [:]
        switch phase {
        case .closing, .closed: break
        case .joining, .positioning, .reading, .paused: phase = .joining
        }
        return actions + [.tellRevoked(partitions, lost: lost), .unassign]
    }

    // MARK: Records

    /// Records of this partition below `offset` were taken out of librdkafka and go to the owner.
    mutating func delivering(_ partition: TopicPartition, below offset: Int64) {
        expected[partition] = offset
    }

    /// The owner's answer to a batch; `next` holds the offset after the last record of each partition in it.
    mutating func handled(_ outcome: BatchOutcome, next: Offsets, now: Duration, delay: Delay) -> [Action] {
        guard phase == .reading else { return [] }
        switch outcome {
        case .handled:
            reassignments = 0
            if !failures.isEmpty { for partition in next.keys { failures[partition] = nil } }
            uncommitted.merge(next) { _, new in new }
            return []
        case .reassign:
            // The first time at once; an owner that asks again and again is given time.
            reassignments += 1
            return dropAll(attempt: 0, due: reassignments == 1 ? now : now + delay(reassignments - 1))
        case .hold(let duration):
            return dropAll(attempt: 0, due: now + duration)
        }
    }

    /// librdkafka can't read this partition (or this topic, with partition −1).
    mutating func failed(_ partition: TopicPartition, _ error: KafkaError, now: Duration, delay: Delay) -> [Action] {
        guard owned.contains(partition) else { return [.tellFailed(partition, error)] }
        rest(partition, now: now, delay: delay)
        guard phase == .reading else { return [.tellFailed(partition, error)] }
        return [.tellFailed(partition, error)] + dropAll(attempt: 0, due: now)
    }

    // MARK: Orders from other threads

    mutating func pause(_ topic: String, now: Duration) -> [Action] {
        guard pausedTopics.insert(topic).inserted, phase == .reading,
            expected.keys.contains(where: { $0.topic == topic })
        else { return [] }
        return dropAll(attempt: 0, due: now)
    }

    mutating func resume(_ topic: String, now: Duration) -> [Action] {
        guard pausedTopics.remove(topic) != nil, owned.contains(where: { $0.topic == topic }) else { return [] }
        return reassign(now: now)
    }

    /// A hold or a wait that is going on is kept.
    mutating func reassign(now: Duration) -> [Action] {
        switch phase {
        case .reading, .paused: dropAll(attempt: 0, due: now)
        case .joining, .positioning, .closing, .closed: []
        }
    }

    mutating func stop() -> [Action] {
        switch phase {
        case .closing, .closed: return []
        case .joining, .positioning, .reading, .paused: break
        }
        phase = .closing
        defer { uncommitted = [:] }
        return (uncommitted.isEmpty ? [] : [.commit(uncommitted)]) + [.leave]
    }

    mutating func closed() {
        phase = .closed
        owned = []
        expected = [:]
    }

    // MARK: Parts

    private func isWanted(_ partition: TopicPartition) -> Bool {
        owned.contains(partition) && !pausedTopics.contains(partition.topic)
    }

    /// Reads nothing and has nothing buffered; the owner is asked when `due` has come.
    private mutating func dropAll(attempt: Int, due: Duration) -> [Action] {
        expected = [:]
        phase = .positioning(attempt: attempt, due: due)
        return [.assign([:])]
    }

    private mutating func rest(_ partition: TopicPartition, now: Duration, delay: Delay) {
        let attempt = (failures[partition] ?? 0) + 1
        failures[partition] = attempt
        resting[partition] = now + delay(attempt)
    }

    private mutating func commitIfDue(now: Duration) -> [Action] {
        guard !uncommitted.isEmpty, lastCommit.map({ now - $0 >= Self.commitInterval }) ?? true else { return [] }
        lastCommit = now
        defer { uncommitted = [:] }
        return [.commit(uncommitted)]
    }
}
