import CRDKafka
import Foundation
import Kafka
import Logging
import Synchronization
import TestKit
import Testing

/// The brokers that the contract is tried on.
enum BrokerKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    /// librdkafka's own mock cluster, here in the test's process.
    case mock
    /// The second broker, an independent implementation.
    case noida

    var testDescription: String { rawValue }

    /// What a broker can do beyond the common contract. What it lacks is expected to fail with `.unsupported`.
    struct Features: OptionSet, Sendable {
        let rawValue: Int
        static let createsTopics = Features(rawValue: 1)
        /// Tells its members that a rebalance is due before it fences their generation, so that they revoke in order.
        /// Without it partitions are lost at each rebalance.
        static let revokesInOrder = Features(rawValue: 2)
        /// Makes a topic as soon as a consumer subscribes to it, whatever the consumer says of it.
        static let makesWhatIsSubscribed = Features(rawValue: 4)
    }

    var features: Features {
        switch self {
        case .mock: [.revokesInOrder, .makesWhatIsSubscribed]
        case .noida: [.createsTopics]
        }
    }
}

/// A broker for one test; ends with `stop`.
protocol TestBroker: AnyObject, Sendable {
    var bootstrap: String { get }
    func makeTopic(_ name: String, partitions: Int32) throws
    func stop()
}

/// `@unchecked Sendable` holds because the cluster's calls are thread-safe and the pointers never change.
final class MockBroker: TestBroker, @unchecked Sendable {
    private let handle: OpaquePointer
    private let cluster: OpaquePointer

    init() throws {
        let configuration = rd_kafka_conf_new()
        var text = [CChar](repeating: 0, count: 256)
        guard let handle = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, &text, text.count),
            let cluster = rd_kafka_mock_cluster_new(handle, 1)
        else { throw TestFailure("the mock cluster could not start") }
        self.handle = handle
        self.cluster = cluster
    }

    var bootstrap: String { String(cString: rd_kafka_mock_cluster_bootstraps(cluster)) }

    func makeTopic(_ name: String, partitions: Int32) throws {
        let code = rd_kafka_mock_topic_create(cluster, name, partitions, 1)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw TestFailure("no topic: \(code.rawValue)") }
    }

    func goAway() { rd_kafka_mock_broker_set_down(cluster, 1) }

    func comeBack() { rd_kafka_mock_broker_set_up(cluster, 1) }

    /// The next requests of this kind are answered with this error.
    func fail(_ request: Int16, with error: rd_kafka_resp_err_t, times: Int) {
        var errors = [rd_kafka_resp_err_t](repeating: error, count: times)
        rd_kafka_mock_push_request_errors_array(cluster, request, times, &errors)
    }

    func stop() {
        rd_kafka_mock_cluster_destroy(cluster)
        rd_kafka_destroy(handle)
    }
}

/// The tools' folder is the one `ALP_TEST_TOOLS` names, else `.venv/bin` of the package.
final class NoidaBroker: TestBroker {
    let port: Int
    private let folder: URL
    private let process: Mutex<Process?>

    /// The package's command is a Python script that starts the program and doesn't end it: a signal would reach the
    /// script alone. So the program itself is started.
    static func program() throws -> URL {
        let named = ProcessInfo.processInfo.environment["ALP_TEST_TOOLS"].map { URL(fileURLWithPath: $0) }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let libraries = (named ?? root.appendingPathComponent(".venv/bin")).deletingLastPathComponent()
            .appendingPathComponent("lib")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
        let programs = versions.sorted().map {
            libraries.appendingPathComponent("\($0)/site-packages/noida_db/noida-db")
        }
        guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw TestFailure("the second broker is not under \(libraries.path): set ALP_TEST_TOOLS to the tools' bin")
        }
        return program
    }

    init(port: Int) throws {
        self.port = port
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("noida-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = try Self.program()
        process.arguments = ["start", "--only", "kafka", "--kafka-port", "\(port)", "--data-dir", folder.path]
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = Mutex(process)
    }

    var bootstrap: String { "127.0.0.1:\(port)" }

    func makeTopic(_ name: String, partitions: Int32) throws {
        let admin = try KafkaAdmin(bootstrap: bootstrap, logger: .quiet)
        do {
            try admin.createTopic(name, partitions: partitions, timeout: .seconds(20))
        } catch  where error.kind == .topicExists {
            // This broker makes a topic when a producer asks for it; it must have the same shape then.
            guard try admin.topics(timeout: .seconds(20)).contains(TopicInfo(name: name, partitions: partitions)) else {
                throw error
            }
        }
    }

    func stop() {
        process.withLock { process in
            guard let running = process else { return }
            kill(running.processIdentifier, SIGKILL)
            running.waitUntilExit()
            process = nil
        }
        try? FileManager.default.removeItem(at: folder)
    }
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension Logger {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// A port of loopback that nobody uses now.
func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            bind(descriptor, pointer, size) == 0 && getsockname(descriptor, pointer, &size) == 0
        }
    }
    guard bound else { throw TestFailure("no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
}

/// Starts a broker, runs the test, stops the broker whatever comes of it.
func withBroker(_ kind: BrokerKind, _ body: (any TestBroker) async throws -> Void) async throws {
    let broker: any TestBroker =
        switch kind {
        case .mock: try MockBroker()
        case .noida: try NoidaBroker(port: freePort())
        }
    do {
        try await body(broker)
    } catch {
        await blocking { broker.stop() }
        throw error
    }
    await blocking { broker.stop() }
}

/// Runs what blocks on a thread outside the cooperative pool.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}

func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    let result: Swift.Result<Result, any Error> = await blocking { Swift.Result { try body() } }
    return try result.get()
}

/// Waits until the condition holds; throws after the timeout with what was waited for.
func eventually(
    _ what: String, within timeout: Duration = .seconds(40), _ condition: () throws -> Bool
) async throws {
    try await TestKit.eventually(within: timeout, what) { try condition() ? true : nil }
}
