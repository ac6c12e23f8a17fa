import Foundation
import Logging
import Metrics

/// librdkafka's statistics (a JSON document each `statistics.interval.ms`) into gauges. Used on the polling thread.
struct StatisticsBridge {
    /// The part of STATISTICS.md that we read.
    struct Document: Decodable, Equatable {
        struct Broker: Decodable, Equatable {
            struct Window: Decodable, Equatable { var avg: Double }
            var nodeid: Int
            var state: String
            var rtt: Window
        }
        struct Partition: Decodable, Equatable {
            var partition: Int32
            var fetch_state: String
            var consumer_lag: Int64
        }
        struct Topic: Decodable, Equatable { var partitions: [String: Partition] }
        var msg_cnt: Int
        var msg_size: Int
        var brokers: [String: Broker]?
        var topics: [String: Topic]?

        /// Records between what was committed or read and the end, of the partitions that are being read.
        var lags: [TopicPartition: Int64] {
            var lags: [TopicPartition: Int64] = [:]
            for (name, topic) in topics ?? [:] {
                for partition in topic.partitions.values
                where partition.partition >= 0 && partition.consumer_lag >= 0 && partition.fetch_state == "active" {
                    lags[TopicPartition(topic: name, partition: partition.partition)] = partition.consumer_lag
                }
            }
            return lags
        }

        var connectedBrokers: Int {
            (brokers ?? [:]).values.count { $0.state == "UP" }
        }
    }

    private let client: String
    private var lagGauges: [TopicPartition: Gauge] = [:]
    private let queueRecords: Gauge
    private let queueBytes: Gauge
    private let brokers: Gauge
    private let roundTrip: Gauge

    init(client: String) {
        self.client = client
        let dimensions = [("client", client)]
        queueRecords = Gauge(label: "kafka_queue_records", dimensions: dimensions)
        queueBytes = Gauge(label: "kafka_queue_bytes", dimensions: dimensions)
        brokers = Gauge(label: "kafka_brokers_connected", dimensions: dimensions)
        roundTrip = Gauge(label: "kafka_broker_round_trip_seconds", dimensions: dimensions)
    }

    /// Sets the gauges; returns the document, or nil if it could not be read (said at debug: it is no one's work).
    mutating func take(_ json: UnsafeRawBufferPointer, logger: Logger) -> Document? {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(json))
        } catch {
            logger.debug("librdkafka's statistics could not be read", metadata: ["error": "\(error)"])
            return nil
        }
        queueRecords.record(document.msg_cnt)
        queueBytes.record(document.msg_size)
        brokers.record(document.connectedBrokers)
        // The windows are in microseconds.
        if let slowest = document.brokers?.values.filter({ $0.state == "UP" }).map(\.rtt.avg).max() {
            roundTrip.record(slowest / 1_000_000)
        }
        record(document.lags)
        return document
    }

    private mutating func record(_ lags: [TopicPartition: Int64]) {
        for (partition, lag) in lags {
            let gauge =
                lagGauges[partition]
                ?? Gauge(
                    label: "kafka_consumer_lag_records",
                    dimensions: [
                        ("client", client), ("topic", partition.topic), ("partition", String(partition.partition)),
                    ])
            lagGauges[partition] = gauge
            gauge.record(lag)
        }
        // A partition that went to another instance must not keep its last figure here.
        for partition in lagGauges.keys where lags[partition] == nil {
            lagGauges.removeValue(forKey: partition)?.destroy()
        }
    }
}
