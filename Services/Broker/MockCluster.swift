import CRDKafka

/// librdkafka's mock cluster with one broker, and the client handle it lives in. The only file here that calls C.
///
/// Any thread may call any method but `close()`, which comes last and once.
//
// Sendable by proof: both pointers are set in `init` and never change, and every `rd_kafka_mock_*` function used here
// either takes the cluster's own lock or hands an operation to the cluster's thread and waits for its answer
// (rdkafka_mock.c of 2.0.2).
final class MockCluster: @unchecked Sendable {
    private let client: OpaquePointer
    private let cluster: OpaquePointer

    /// `127.0.0.1:PORT`. The port is the kernel's choice.
    let address: String

    /// The broker's number; a mock cluster counts from 1.
    private static let broker: Int32 = 1

    init() throws(BrokerFailure) {
        var reason = [CChar](repeating: 0, count: 512)
        let configuration = rd_kafka_conf_new()
        // The handle that carries the cluster talks to nobody, and would warn that it has no bootstrap server.
        _ = rd_kafka_conf_set(configuration, "log_level", "3", &reason, reason.count)
        guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, &reason, reason.count) else {
            rd_kafka_conf_destroy(configuration)
            throw .library("librdkafka gave no handle: \(Self.text(reason))")
        }
        guard let cluster = rd_kafka_mock_cluster_new(client, 1) else {
            rd_kafka_destroy(client)
            throw .library("librdkafka gave no mock cluster: is 127.0.0.1 usable?")
        }
        self.client = client
        self.cluster = cluster
        address = String(cString: rd_kafka_mock_cluster_bootstraps(cluster))
    }

    /// Makes a topic. A topic that exists is refused.
    func createTopic(_ name: String, partitions: Int) throws(BrokerFailure) {
        let code = rd_kafka_mock_topic_create(cluster, name, Int32(clamping: partitions), 1)
        try Self.check(code, "topic \(name) with \(partitions) partitions was not made")
    }

    /// The next `count` requests of that kind get this error instead of an answer, in the order pushed.
    func push(_ injection: Injection) {
        let errors = [rd_kafka_resp_err_t](
            repeating: rd_kafka_resp_err_t(injection.code), count: injection.count)
        rd_kafka_mock_push_request_errors_array(cluster, injection.request.apiKey, errors.count, errors)
    }

    /// Forgets the errors still waiting for requests of that kind.
    func clear(_ request: Injection.Request) {
        rd_kafka_mock_clear_request_errors(cluster, request.apiKey)
    }

    /// Cuts every connection and takes none until told otherwise. Records are kept.
    func setUp(_ up: Bool) throws(BrokerFailure) {
        let code =
            up
            ? rd_kafka_mock_broker_set_up(cluster, Self.broker)
            : rd_kafka_mock_broker_set_down(cluster, Self.broker)
        try Self.check(code, "the broker was not set \(up ? "up" : "down")")
    }

    /// Delays every answer.
    func setRoundTrip(milliseconds: Int) throws(BrokerFailure) {
        let code = rd_kafka_mock_broker_set_rtt(cluster, Self.broker, Int32(clamping: milliseconds))
        try Self.check(code, "the round trip time was not set")
    }

    /// Takes a partition's leader away, or gives it back. Without one, producers and consumers wait.
    func setLeader(_ present: Bool, topic: String, partition: Int) throws(BrokerFailure) {
        let code = rd_kafka_mock_partition_set_leader(
            cluster, topic, Int32(clamping: partition), present ? Self.broker : -1)
        try Self.check(code, "the leader of \(topic)/\(partition) was not set")
    }

    /// Ends the cluster; every record is forgotten. No other method may be called after it.
    func close() {
        rd_kafka_mock_cluster_destroy(cluster)
        rd_kafka_destroy(client)
    }

    /// librdkafka's own table of errors, `NOT_ENOUGH_REPLICAS` to its code.
    static let errorCodes: [String: Int32] = {
        var first: UnsafePointer<rd_kafka_err_desc>?
        var count = 0
        rd_kafka_get_err_descs(&first, &count)
        var codes: [String: Int32] = [:]
        for description in UnsafeBufferPointer(start: first, count: count) {
            guard let name = description.name, description.code.rawValue != 0 else { continue }
            codes[String(cString: name)] = description.code.rawValue
        }
        return codes
    }()

    private static func check(_ code: rd_kafka_resp_err_t, _ what: String) throws(BrokerFailure) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        throw .library("\(what): \(String(cString: rd_kafka_err2str(code)))")
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
