import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Pages
import Vocabulary

/// The measured service as a process of its own, in a temporary folder; asked over HTTP on the calling thread.
final class MeasuredService {
    let startMilliseconds: Double
    private let process = Process()
    private let folder: URL
    private let client = HTTPClient(eventLoopGroupProvider: .singleton)
    private let business: String
    private let operatorFace: String
    private let token: Token

    /// Starts it and waits for the first answer over HTTP. Throws `OperatorFailure` after 30 seconds without one.
    init(kafka: String, store: String?, input: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "alp-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970) * 1000)
        let caller = Caller(
            identifier: "bench", roles: [BenchRoutes.role, "operator"], functions: [], departements: [])
        let (token, entry) = try TokenEntry.mint(
            for: caller, from: now + .seconds(-60), until: now + .seconds(86_400))
        self.token = token
        let tokens = folder.appending(path: "tokens.json").path
        guard
            FileManager.default.createFile(
                atPath: tokens, contents: Data(#"{"tokens":[\#(entry.json)]}"#.utf8),
                attributes: [.posixPermissions: 0o600])
        else { throw OperatorFailure(.unexpected, "\(tokens) can't be written") }
        let addresses = folder.appending(path: "addresses.json")
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "bench", "serve", "--environment", BenchTopic.environment, "--kafka", kafka,
            "--store", store ?? "sqlite:\(folder.appending(path: "store.db").path)", "--tokens", tokens,
            "--address-file", addresses.path, "--log-level", "error", "--input", input,
        ]
        process.standardOutput = FileHandle.standardError
        let started = ContinuousClock.now
        try process.run()
        let found = try Self.addresses(addresses, process)
        business = found.business
        operatorFace = found.operatorFace
        try Self.firstAnswer("http://\(found.operatorFace)/health/live", client)
        startMilliseconds = started.duration(to: .now) / .milliseconds(1)
    }

    private static func addresses(
        _ file: URL, _ process: Process
    ) throws -> (business: String, operatorFace: String) {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline, process.isRunning {
            if let data = try? Data(contentsOf: file),
                let found = try? JSONDecoder().decode([String: String].self, from: data),
                let business = found["business"], let face = found["operator"]
            {
                return (business, face)
            }
            usleep(500)
        }
        throw OperatorFailure(.unexpected, "the measured service did not start: see above")
    }

    private static func firstAnswer(_ url: String, _ client: HTTPClient) throws {
        _ = try client.execute(request: try HTTPClient.Request(url: url), deadline: .now() + .seconds(10)).wait()
    }

    var memory: (resident: Double, highest: Double)? { Machine.memory(of: process.processIdentifier) }

    /// Blocks until the journal has published so many decisions.
    func waitUntilRead(_ records: Int) throws {
        let deadline = ContinuousClock.now + .seconds(300)
        while records > 0, try published() < records {
            guard ContinuousClock.now < deadline, process.isRunning else {
                throw OperatorFailure(.unexpected, "\(records) records weren't read within 300 s")
            }
            Thread.sleep(forTimeInterval: 0.2)
        }
    }

    private func published() throws -> Int {
        var request = try HTTPClient.Request(url: "http://\(operatorFace)/metrics")
        request.headers.add(name: "authorization", value: "Bearer \(token.text)")
        let response = try client.execute(request: request, deadline: .now() + .seconds(10)).wait()
        let text = response.body.map { String(buffer: $0) } ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("alp_relay_published_total") }
        return line?.split(separator: " ").last.flatMap { Double($0) }.map(Int.init) ?? 0
    }

    /// Sends commands at a pace, one at a time; answers how long each took to its 200, in milliseconds.
    func commands(_ count: Int, rate: Double) throws -> [Double] {
        let started = ContinuousClock.now
        // Ten to warm up: the connection, and statements that are prepared at their first use.
        let all = try (0..<count + 10).map { index in
            let due = started + .nanoseconds(Int64(Double(index) / rate * 1e9))
            let wait = ContinuousClock.now.duration(to: due)
            if wait > .zero { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
            var request = try HTTPClient.Request(url: "http://\(business)/requests", method: .POST)
            request.headers.add(name: "authorization", value: "Bearer \(token.text)")
            request.headers.add(name: "content-type", value: "application/json")
            request.headers.add(name: "idempotency-key", value: "bench-command-\(index)")
            let body = BenchRequest(request: "person-\(index)", revision: 1, index: index)
            request.body = .data(try JSONEncoder().encode(body))
            let began = ContinuousClock.now
            let response = try client.execute(request: request, deadline: .now() + .seconds(30)).wait()
            guard response.status == .ok else {
                throw OperatorFailure(.unexpected, "a command was answered \(response.status.code)")
            }
            return began.duration(to: .now) / .milliseconds(1)
        }
        return Array(all.dropFirst(10))
    }

    /// Asks it to stop, waits, and removes its folder.
    func end() {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        try? client.syncShutdown()
        try? FileManager.default.removeItem(at: folder)
    }
}
