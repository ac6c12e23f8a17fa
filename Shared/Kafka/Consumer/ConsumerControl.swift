import Synchronization

/// What the consumer's thread and its callers share: orders in, status out.
final class ConsumerControl: Sendable {
    enum Order: Equatable, Sendable {
        case pause(String)
        case resume(String)
        case reassign
        case stop
    }

    private let orders = Mutex<[Order]>([])
    private let current = Mutex(KafkaConsumer.Status())

    func give(_ order: Order) { orders.withLock { $0.append(order) } }

    func takeOrders() -> [Order] {
        orders.withLock { orders in
            if orders.isEmpty { return [] }
            defer { orders = [] }
            return orders
        }
    }

    var status: KafkaConsumer.Status { current.withLock { $0 } }

    func update(_ change: (inout KafkaConsumer.Status) -> Void) { current.withLock { change(&$0) } }
}

extension KafkaConsumer {
    /// How a consumer is doing, for health checks and figures.
    package struct Status: Hashable, Sendable {
        package enum Phase: String, Hashable, Sendable {
            case joining, positioning, reading, paused, closing, closed
        }
        package var phase = Phase.joining
        /// What the group gave to this member.
        package var assigned: Set<TopicPartition> = []
        /// The offset that is read next, for the partitions that are being read: without those paused or held back.
        package var reading: [TopicPartition: Int64] = [:]
        package var pausedTopics: Set<String> = []
        /// When the consumer's thread last came round; nil before the start.
        package var lastPoll: ContinuousClock.Instant?
        /// The latest error, of the connection or of a partition; stays after all is well again.
        package var lastError: KafkaError?
        /// Commits to the group that failed: only lag figures suffer.
        package var commitFailures = 0
    }
}

extension KafkaConsumer.Status.Phase {
    init(_ phase: ConsumerState.Phase) {
        self =
            switch phase {
            case .joining: .joining
            case .positioning: .positioning
            case .reading: .reading
            case .paused: .paused
            case .closing: .closing
            case .closed: .closed
            }
    }
}
