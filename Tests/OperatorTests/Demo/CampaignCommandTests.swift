import Foundation
import Logging
import Pages
import ServiceLifecycle
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import Operator

/// Validation's routes for campaigns, as far as the command asks them.
private final class FakeValidation: Sendable {
    struct State: Sendable {
        var revision: Int?
        var asked: [String] = []
        var differences = #"[{"path":"/rules/P2/most/value","before":30,"after":40}]"#
    }
    let state: Mutex<State>
    private let token: Token
    private let entry: TokenEntry

    init(revision: Int?) throws {
        state = Mutex(State(revision: revision))
        (token, entry) = try TokenEntry.mint(
            for: Caller(identifier: "p-1", roles: ["dfie"]), from: today, until: today + .seconds(60))
    }

    private func table() -> RouteTable {
        var routes = RouteTable()
        routes.get("/campaigns/{campaign}", access: .role("dfie")) { _ in
            guard let revision = self.state.withLock({ $0.revision }) else { throw Problem.notFound }
            return .text(
                #"{"revision":\#(revision),"changes":"Au début.","content":{"id":"x"}}"#, type: "application/json")
        }
        routes.post("/campaigns/{campaign}/revisions", access: .role("dfie")) { request in
            struct Body: Decodable {
                var seenRevision: Int?
                var changes: String
            }
            let body = try await request.json(Body.self)
            let mode = request.query["mode"] ?? "?"
            let key = request.header("idempotency-key") ?? ""
            guard (8...200).contains(key.count) else { throw Problem.badRequest("no key") }
            return .text(
                self.state.withLock { state in
                    state.asked.append("\(mode) \(body.seenRevision ?? 0) \(body.changes)")
                    if mode == "apply" { state.revision = (state.revision ?? 0) + 1 }
                    let next = (state.revision ?? 0) + (mode == "preview" ? 1 : 0)
                    return #"{"revision":\#(next),"differences":\#(state.differences)}"#
                }, type: "application/json")
        }
        return routes
    }

    /// Runs it while the test runs.
    func run(_ test: @Sendable @escaping (_ url: String, _ token: String) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (bound, continuation) = AsyncStream.makeStream(of: ListenAddress.self)
        let pool = BlockingPool(threads: 1, queue: 4)
        let face = HTTPFace(
            HTTPFaceConfiguration(name: "business", address: ListenAddress(host: "127.0.0.1", port: 0)),
            routes: table(), tokens: TokenFile(try TokenSet(entries: [entry])), pool: pool, logger: logger,
            now: { today }, onBound: { continuation.yield($0) })
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: face, successTerminationBehavior: .gracefullyShutdownGroup)], logger: logger))
        let text = token.text
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            var failure: (any Error)?
            for await address in bound {
                do { try await test("http://\(address)", text) } catch { failure = error }
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            if let failure { throw failure }
        }
        await pool.stop()
    }
}

@Suite(.timeLimit(.minutes(1)))
struct `alp campaign` {
    private static let file = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021/campaign.yaml").path

    private func publish(_ service: FakeValidation, _ flags: [String]) async throws -> Alp {
        let told = Mutex<Alp?>(nil)
        try await service.run { url, token in
            let alp = try await Alp(
                ["campaign", "publish", Self.file, "--url", url] + flags, environment: ["ALP_TOKEN": token])
            told.withLock { $0 = alp }
        }
        return try #require(told.withLock { $0 })
    }

    @Test func `publish shows what differs, and with preview does no more`() async throws {
        let service = try FakeValidation(revision: 3)
        let told = try await publish(service, ["--preview"])
        #expect(told.code == .exit(0), "\(told.errors)")
        #expect(
            told.lines == [
                "/rules/P2/most/value", "  - 30", "  + 40", "lyon-2020-2021, revision 3: 1 difference",
            ])
        #expect(service.state.withLock { $0.asked } == ["preview 3 Révision."])
    }

    @Test func `a campaign that isn't known is told so, as a mistyped id would be`() async throws {
        let told = try await publish(try FakeValidation(revision: nil), ["--preview"])
        #expect(told.lines.last == "lyon-2020-2021 is not known: this would be its first revision")
    }

    @Test func `publish asks, and where nobody can be asked publishes nothing`() async throws {
        let service = try FakeValidation(revision: 3)
        let told = try await publish(service, [])
        #expect(told.code == .exit(64))
        #expect(told.errors.first?.contains("--yes") == true)
        #expect(service.state.withLock { $0.revision } == 3)
    }

    @Test func `publish with yes makes the next revision, on the one that was seen`() async throws {
        let service = try FakeValidation(revision: nil)
        let told = try await publish(service, ["--yes", "--changes", "Ouverture."])
        #expect(told.code == .exit(0), "\(told.errors)")
        #expect(told.lines.last == "lyon-2020-2021: revision 1 is published")
        #expect(service.state.withLock { $0.asked } == ["preview 0 Ouverture.", "apply 0 Ouverture."])
    }

    @Test func `publish does nothing where nothing differs`() async throws {
        let service = try FakeValidation(revision: 2)
        service.state.withLock { $0.differences = "[]" }
        let told = try await publish(service, ["--yes"])
        #expect(told.code == .exit(0))
        #expect(told.lines == ["lyon-2020-2021, revision 2: nothing differs"])
        #expect(service.state.withLock { $0.revision } == 2)
    }

    @Test func `names the faults of the file by line, and asks nobody`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("id: x\n", to: "campaign.yaml")
        let told = try await Alp(["campaign", "publish", file.path, "--url", "http://127.0.0.1:1"])
        #expect(told.code == .exit(2))
        #expect(told.errors.last?.contains("rien n'est publié") == true)
    }

    @Test func `show prints a revision, and says where there is none`() async throws {
        let service = try FakeValidation(revision: 1)
        try await service.run { url, token in
            let shown = try await Alp(["campaign", "show", "x", "--url", url], environment: ["ALP_TOKEN": token])
            #expect(shown.code == .exit(0), "\(shown.errors)")
            #expect(shown.lines.first == "x: Au début.")
            let none = try await Alp(
                ["campaign", "show", "x", "--revision", "9", "--url", url], environment: ["ALP_TOKEN": token])
            #expect(none.code == .exit(1))
            let stranger = try await Alp(
                ["campaign", "show", "x", "--url", url],
                environment: ["ALP_TOKEN": String(repeating: "A", count: 43)])
            #expect(stranger.code == .exit(77))
        }
    }
}
