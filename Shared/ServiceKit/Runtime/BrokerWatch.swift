import Kafka
import Metrics
import Store
import Vocabulary

/// Looks after a session's broker every few seconds: whether it answers, how far reading is behind, whether the own
/// topics still hold what was published. On the keeper's thread, since a broker that is away makes each question wait.
final class BrokerWatch<Definition: ServiceDefinition> {
    private static var interval: Duration { .seconds(2) }
    private static var ownTopicsInterval: Duration { .seconds(4) }

    private let kit: RuntimeKit<Definition>
    private var last: ContinuousClock.Instant?
    private var lastOwnTopics: ContinuousClock.Instant?
    private var lags: [TopicPartition: Gauge] = [:]
    private var ages: [String: Gauge] = [:]

    init(_ kit: RuntimeKit<Definition>) { self.kit = kit }

    /// Cheap until the interval is over.
    func look(at session: KafkaSession<Definition>) {
        let now = ContinuousClock.now
        guard last.map({ now - $0 >= Self.interval }) ?? true else { return }
        last = now
        do {
            let lags = try session.lags()
            show(lags)
            show(ages: lags, session)
            if lastOwnTopics.map({ now - $0 >= Self.ownTopicsInterval }) ?? true {
                try session.lookAtOwnTopics()
                lastOwnTopics = now
            }
            kit.health.report(.brokerAnswered)
            kit.failures.succeeded("kafka")
            // A member that got no partition is a member all the same.
            if session.status.phase != .joining { kit.health.report(.groupJoined) }
        } catch let error as KafkaError {
            kit.health.report(.brokerFailed(error.description))
            kit.failures.failed("kafka", because: error.description)
        } catch {
            kit.failures.failed("own topics", because: CannotHandle.line(error))
        }
    }

    /// How old what was handled last is, while records wait; 0 where all is read.
    private func show(ages found: [TopicPartition: Int64], _ session: KafkaSession<Definition>) {
        let now = kit.clock.now.milliseconds
        let times = session.timesHandled
        for (topic, partitions) in Dictionary(grouping: found, by: \.key.topic) {
            let waiting = partitions.filter { $0.value > 0 }.compactMap { times[$0.key] }
            let gauge = ages[topic] ?? MetricName.consumerLagSeconds.gauge(topic)
            ages[topic] = gauge
            gauge.record(waiting.min().map { Double(max(0, now - $0)) / 1000 } ?? 0)
        }
    }

    /// Partitions that went to another instance show nothing here any more.
    private func show(_ found: [TopicPartition: Int64]) {
        for (partition, gauge) in lags where found[partition] == nil {
            gauge.destroy()
            lags[partition] = nil
        }
        for (partition, lag) in found {
            let gauge = lags[partition] ?? MetricName.consumerLagRecords.gauge(partition.topic, "\(partition.partition)")
            lags[partition] = gauge
            gauge.record(lag)
        }
    }
}
