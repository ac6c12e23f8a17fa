import CRDKafka
import Logging

/// The consumer's thread: polls, hands batches to the owner, and does what `ConsumerState` says. Confined to that
/// thread; librdkafka's callbacks come inside its polls.
final class ConsumerLoop {
    private let handle: Handle
    private let owner: any ConsumerOwner
    private let control: ConsumerControl
    private let settings: KafkaConsumer.Settings
    private let logger: Logger
    private let started = ContinuousClock.now

    private var state = ConsumerState()
    private var reader = RecordReader()
    private var outage = Outage()
    private var statistics: StatisticsBridge
    private var messages: [UnsafeMutablePointer<rd_kafka_message_t>?]
    private var batch: [ConsumedRecord] = []
    private var next: [TopicPartition: Int64] = [:]
    private var errors: [(TopicPartition, KafkaError)] = []

    init(handle: Handle, owner: any ConsumerOwner, control: ConsumerControl, settings: KafkaConsumer.Settings) {
        self.handle = handle
        self.owner = owner
        self.control = control
        self.settings = settings
        logger = handle.context.logger
        statistics = StatisticsBridge(client: settings.clientID)
        messages = Array(repeating: nil, count: settings.batchLimit)
    }

    /// Until stopped. Blocks.
    func run() {
        installCallbacks()
        // The main queue's callbacks then come from consumer polls too.
        rd_kafka_poll_set_consumer(handle.pointer)
        let topics = PartitionList(topics: settings.topics)
        let code = rd_kafka_subscribe(handle.pointer, topics.pointer)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let queue = rd_kafka_queue_get_consumer(handle.pointer) else {
            let error = KafkaError(code, operation: "subscription to \(settings.topics.joined(separator: ", "))")
            logger.critical("The consumer could not start", error: error)
            control.update { $0.lastError = error }
            return end()
        }
        while state.phase != .closed {
            owner.polled()
            for order in control.takeOrders() { perform(decide(order)) }
            perform(state.tick(now: now))
            publishStatus()
            if state.phase != .closed { pollOnce(queue) }
        }
        rd_kafka_queue_destroy(queue)
        end()
    }

    private func end() {
        state.closed()
        publishStatus()
        handle.destroy()
        removeCallbacks()
    }

    private var now: Duration { started.duration(to: .now) }

    private var delay: ConsumerState.Delay { { [owner] in owner.retryDelay(attempt: $0) } }

    private func decide(_ order: ConsumerControl.Order) -> [ConsumerState.Action] {
        switch order {
        case .pause(let topic): state.pause(topic, now: now)
        case .resume(let topic): state.resume(topic, now: now)
        case .reassign: state.reassign(now: now)
        case .stop: state.stop()
        }
    }

    // MARK: Reading

    /// Waits for one message, then takes what else is there without waiting: the batch call waits its whole time unless
    /// the batch fills, so it may not wait itself.
    private func pollOnce(_ queue: OpaquePointer) {
        guard let first = rd_kafka_consumer_poll(handle.pointer, 100) else { return }
        messages[0] = first
        var count = 1
        if settings.batchLimit > 1 {
            let more = messages.withUnsafeMutableBufferPointer {
                rd_kafka_consume_batch_queue(queue, 0, $0.baseAddress?.advanced(by: 1), settings.batchLimit - 1)
            }
            count += max(0, more)
        }
        take(count)
        if outage.isGoingOn, !batch.isEmpty { heard() }
        if !batch.isEmpty {
            for (partition, offset) in next { state.delivering(partition, below: offset) }
            let outcome = owner.handle(batch)
            perform(state.handled(outcome, next: next, now: now, delay: delay))
        }
        for (partition, error) in errors { failed(partition, error) }
    }

    /// Copies and frees the messages. A rebalance during the batch call has emptied what is expected, so that records
    /// from before it, which stand in the same array, fall out here.
    private func take(_ count: Int) {
        batch.removeAll(keepingCapacity: true)
        next.removeAll(keepingCapacity: true)
        errors.removeAll()
        batch.reserveCapacity(count)
        var lowest: Int64?
        reader = RecordReader()
        for index in 0..<count {
            guard let message = messages[index] else { continue }
            defer { rd_kafka_message_destroy(message) }
            if reader.moveTo(message) {
                endRun(lowest)
                lowest = next[reader.partition] ?? state.expected[reader.partition]
                inRun = reader.partition
            }
            if message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR {
                errors.append((reader.partition, RecordReader.error(message, operation: "read \(reader.partition)")))
            } else if let least = lowest, message.pointee.offset >= least {
                batch.append(reader.record(message))
                lowest = message.pointee.offset + 1
            }
        }
        endRun(lowest)
        inRun = nil
    }

    /// The partition whose run of messages is being copied.
    private var inRun: TopicPartition?

    private func endRun(_ lowest: Int64?) {
        guard let inRun, let lowest, lowest != state.expected[inRun] else { return }
        next[inRun] = lowest
    }

    private func failed(_ partition: TopicPartition, _ error: KafkaError) {
        control.update { $0.lastError = error }
        if partition.topic.isEmpty {
            // It concerns the member: MAX_POLL_EXCEEDED, a forbidden group. librdkafka joins again by itself, and says
            // the same again each time.
            if outage.failed(error) { logger.warning("The consumer can't work in its group now", error: error) }
            return
        }
        perform(state.failed(partition, error, now: now, delay: delay))
    }

    // MARK: Acting

    private func perform(_ actions: [ConsumerState.Action]) {
        for action in actions { perform(action) }
    }

    private func perform(_ action: ConsumerState.Action) {
        switch action {
        case .assign(let offsets):
            let list = PartitionList(offsets)
            check(rd_kafka_assign(handle.pointer, list.pointer), "assignment of partitions")
        case .unassign:
            check(rd_kafka_assign(handle.pointer, nil), "release of partitions")
        case .askOffsets(let partitions): ask(partitions)
        case .commit(let offsets):
            let list = PartitionList(offsets)
            committed(rd_kafka_commit(handle.pointer, list.pointer, 1))
        case .tellRevoked(let partitions, let lost):
            logger.info(
                "Partitions were taken back", metadata: ["partitions": "\(partitions.count)", "lost": "\(lost)"])
            owner.revoked(partitions, lost: lost)
        case .tellFailed(let partition, let error): owner.failed(partition, error)
        case .leave: leave()
        }
    }

    private func ask(_ partitions: Set<TopicPartition>) {
        do {
            let offsets = try owner.startOffsets(for: partitions)
            perform(state.positioned(offsets, of: partitions, now: now, delay: delay))
        } catch {
            // The owner knows why and has said so; at debug the wait is seen here too.
            logger.debug("The owner gives no offsets now", metadata: ["error": "\(error)"])
            perform(state.positioningFailed(now: now, delay: delay))
        }
    }

    /// Blocks until the group is left; the last revocation comes inside.
    private func leave() {
        publishStatus()
        let code = rd_kafka_consumer_close(handle.pointer)
        if code != RD_KAFKA_RESP_ERR_NO_ERROR {
            logger.warning("The group was not left in order", error: KafkaError(code, operation: "leave the group"))
        }
        state.closed()
    }

    private func check(_ code: rd_kafka_resp_err_t, _ operation: String) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        let error = KafkaError(code, operation: operation)
        control.update { $0.lastError = error }
        logger.error("\(operation) was refused", metadata: error.metadata)
    }

    private func committed(_ code: rd_kafka_resp_err_t) {
        switch code {
        case RD_KAFKA_RESP_ERR_NO_ERROR: if outage.isGoingOn { heard() }
        case RD_KAFKA_RESP_ERR__NO_OFFSET: break
        default:
            control.update { $0.commitFailures += 1 }
            logger.debug("A commit failed", metadata: KafkaError(code, operation: "commit to the group").metadata)
        }
    }

    private func heard() {
        if outage.heard() { logger.notice("The brokers answer the consumer again") }
    }

    private func publishStatus() {
        control.update { status in
            status.phase = KafkaConsumer.Status.Phase(state.phase)
            status.assigned = state.owned
            status.reading = state.expected
            status.pausedTopics = state.pausedTopics
            status.lastPoll = .now
        }
    }

    // MARK: Callbacks, inside polls

    private func installCallbacks() {
        let context = handle.context
        context.onRebalance = { [unowned self] code, list in rebalance(code, list) }
        context.onCommit = { [unowned self] code in committed(code) }
        context.onError = { [unowned self] code, text in
            if code == RD_KAFKA_RESP_ERR__FATAL { return ended() }
            let error = KafkaError(code, operation: "Kafka consumer", detail: text)
            control.update { $0.lastError = error }
            if outage.failed(error) { logger.warning("No broker answers the consumer now", error: error) }
        }
        context.onStatistics = { [unowned self] json in
            if let document = statistics.take(json, logger: logger), document.connectedBrokers > 0 { heard() }
        }
    }

    /// librdkafka gave the client up (a member fenced by another of the same static identity): leave, loudly.
    private func ended() {
        guard let fatal = handle.fatalError else { return }
        logger.critical("The consumer is at its end: the process must be started anew", error: fatal)
        control.update { $0.lastError = fatal }
        control.give(.stop)
    }

    private func removeCallbacks() {
        let context = handle.context
        context.onRebalance = nil
        context.onCommit = nil
        context.onError = nil
        context.onStatistics = nil
    }

    private func rebalance(_ code: rd_kafka_resp_err_t, _ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) {
        let partitions = PartitionList.partitions(of: list)
        switch code {
        case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
            logger.info("Partitions were given", metadata: ["partitions": "\(partitions.count)"])
            if outage.isGoingOn { heard() }
            perform(state.assigned(partitions, now: now))
        case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
            perform(state.revoked(partitions, lost: rd_kafka_assignment_lost(handle.pointer) != 0))
        default:
            // librdkafka waits for an answer whatever it reports.
            logger.warning("A rebalance failed", error: KafkaError(code, operation: "rebalance"))
            perform(state.revoked(state.owned, lost: true))
        }
    }
}
