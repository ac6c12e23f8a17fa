package import Foundation
import Synchronization

/// An instance of a service of the proof, as a process: started, watched, signalled, started again with the same
/// settings or others.
package final class ServiceProcess: Sendable {
    package struct Settings: Sendable {
        /// `bookings` or `ledger`.
        package var role: String
        package var store: String
        /// As `--kafka` takes it.
        package var kafka: String
        package var topics: URL
        /// Further flags.
        package var flags: [String]

        package init(
            role: String, store: String, kafka: String, topics: URL = PackageRoot.proofTopics, flags: [String] = []
        ) {
            self.role = role
            self.store = store
            self.kafka = kafka
            self.topics = topics
            self.flags = flags
        }
    }

    package let settings: Settings
    private let folder: TemporaryFolder
    private let token = TestToken()
    private let running: Mutex<ChildProcess>
    private let ended = Mutex<[ChildProcess]>([])

    /// Starts it; doesn't wait.
    package init(_ settings: Settings, once flags: [String] = []) throws {
        self.settings = settings
        folder = try TemporaryFolder()
        try token.write(to: folder.file("tokens"), roles: ["operator", "pilot"])
        running = Mutex(try Self.launch(settings, folder, flags))
    }

    package var role: String { settings.role }
    package var child: ChildProcess { running.withLock { $0 } }
    /// How often it was started.
    package var starts: Int { ended.withLock(\.count) + 1 }
    /// All that its runs have logged.
    package var log: String { (ended.withLock { $0 } + [child]).map(\.errors).joined() }

    /// Another run, once the last has ended. `once`: flags of this run alone, such as `--crash-at`; they come after the
    /// settings' own.
    package func start(once flags: [String] = []) throws {
        let last = child
        guard !last.isRunning else { throw KitError("\(settings.role) still runs: \(last.summary)") }
        try? FileManager.default.removeItem(at: folder.file("address"))
        let next = try Self.launch(settings, folder, flags)
        ended.withLock { $0.append(last) }
        running.withLock { $0 = next }
    }

    package func send(_ signal: Int32) { child.send(signal) }

    /// SIGTERM, its end, and another run.
    package func restart(once flags: [String] = []) async throws {
        send(SIGTERM)
        let end = try await child.exit(within: .seconds(45))
        guard end == .exit(0) else { throw KitError("a graceful stop ends with 0: \(child.summary)") }
        try start(once: flags)
    }

    /// SIGKILL, its end, and another run.
    package func killAndStart() async throws {
        try await child.killed()
        try start()
    }

    /// Waits until it says that it is ready. Fails at once if it has ended.
    package func ready(within limit: Duration = .seconds(40)) async throws {
        let end = try await eventually(
            within: limit, every: .milliseconds(50), "\(settings.role) ready"
        ) { () -> ChildProcess.End?? in
            if let end = child.ended { return .some(end) }
            let answer = try await operate("GET", "/health/ready")
            guard answer.status == 200 else { throw KitError(answer.body) }
            return .some(nil)
        }
        if let end { throw KitError("\(settings.role) ended with \(end) before it was ready: \(child.summary)") }
    }

    /// Waits until it is ready and reads partitions.
    package func reading(within limit: Duration = .seconds(60)) async throws {
        try await ready(within: limit)
        try await eventually(within: limit, every: .milliseconds(50), "\(settings.role) reads") {
            try await partitionsRead() > 0 ? true : nil
        }
    }

    package struct Status: Decodable, Sendable {
        package var instance: String
        package var phase: String?
        package var reading: [String: Int64]
        package var journalBacklog: Int64
        package var failedKeys: Int64
        package var waitingKeys: Int64
    }

    package func status() async throws -> Status { try await operate("GET", "/status").decoded(Status.self) }
    package func partitionsRead() async throws -> Int { try await status().reading.count }

    /// The body that readiness answers with; 200 or 503.
    package func readiness() async throws -> HTTPCall.Answer { try await operate("GET", "/health/ready") }

    /// A request to the operator listener.
    package func operate(_ method: String, _ path: String, body: String? = nil) async throws -> HTTPCall.Answer {
        try await HTTPCall(address: try addresses().operator, token: token.text).send(method, path, body: body)
    }

    /// A request to the business listener.
    package func ask(
        _ method: String, _ path: String, body: String? = nil, headers: [String: String] = [:]
    ) async throws -> HTTPCall.Answer {
        try await HTTPCall(address: try addresses().business, token: token.text)
            .send(method, path, body: body, headers: headers, within: .seconds(5))
    }

    private struct Addresses: Decodable {
        var business: String
        var `operator`: String
    }

    private func addresses() throws -> Addresses {
        guard let data = try? Data(contentsOf: folder.file("address")) else {
            throw KitError("\(settings.role) listens nowhere yet: \(child.summary)")
        }
        return try JSONDecoder().decode(Addresses.self, from: data)
    }

    private static func launch(
        _ settings: Settings, _ folder: TemporaryFolder, _ once: [String]
    ) throws -> ChildProcess {
        try ChildProcess(
            try BuiltProduct.proofService.executable,
            [
                "--role", settings.role, "--store", settings.store, "--kafka", settings.kafka, "--topics",
                settings.topics.path, "--address-file", folder.file("address").path, "--tokens",
                folder.file("tokens").path, "--log-format", "text",
            ] + settings.flags + once,
            // A service takes every ALP_ variable for a setting of its own, and refuses those of the tests.
            inherits: { !$0.hasPrefix("ALP_") })
    }
}
