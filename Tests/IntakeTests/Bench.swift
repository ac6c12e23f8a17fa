import CampaignFile
import FaceKit
import Foundation
import IntakeDomain
import Messages
import Pages
import Reference
import ServiceKit
import Store
import StorePostgres
import StoreSQLite
import Synchronization
import TestKit
import Vocabulary

@testable import Intake

/// Intake over a real store, behind its real face: what people send over HTTP, what other services' records bring.
final class Bench: Sendable {
    static let samples = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021", isDirectory: true)

    let database: any Database
    let desk: Desk
    let ground: Ground
    let tokens: FaceTokens
    let clock = HandClock()
    let told = Mutex<[String: Int64]>([:])
    private let folder: TemporaryFolder?

    /// - Parameters:
    ///   - campaign: false: none is known yet.
    ///   - places: whether the reference files are at hand.
    init(_ engine: Engine = .sqlite, campaign: Bool = true, places: Bool = false) throws {
        ground = Ground(
            places: places
                ? try ReferenceFolder.load(Self.samples.appendingPathComponent("reference", isDirectory: true))
                : NoPlaces(),
            knowsPlaces: places,
            earlierActions: try EarlierActionTable(
                contentsOf: Self.samples.appendingPathComponent("earlier-actions.csv").path),
            linksURL: "https://alp.example.org")
        let definition = IntakeDefinition(places: ground.places)
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            database = try SQLiteDatabase(path: folder.path + "/intake.db")
        case .postgres:
            folder = nil
            database = try PostgresDatabase(url: try PostgresCluster.shared.get().createDatabase())
        }
        try (Migrations.heart + definition.migrations).migrate(database)
        let catalogue = try TopicCatalogue.product(departements: [])
        let step = Step(
            definition: definition, database: database,
            identity: ServiceIdentity(
                source: EventSource(environment: "test", service: "intake"), program: "1", instance: "one",
                writers: Dictionary(catalogue.topics.map { ($0.name, $0.writer) }, uniquingKeysWith: { $1 })))
        desk = CommandDesk(step: step, clock: ServiceClock { [clock] in clock.now }, onCommit: {})
        tokens = try FaceTokens(People.all)
        if campaign { try publish() }
    }

    deinit { database.close() }

    /// Off the cooperative pool: the first on PostgreSQL waits until its server stands.
    static func on(_ engine: Engine, places: Bool = false) async throws -> Bench {
        try await blocking { try Bench(engine, places: places) }
    }

    /// What the journal's fold and the tables say otherwise.
    func differences() async throws -> [VerificationReport.Difference] {
        try await Self.blocking { [step = desk.step] in try step.verify().differences }
    }

    private static func blocking<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws
        -> Result
    {
        try await withCheckedThrowingContinuation { waiting in
            DispatchQueue.global().async { waiting.resume(with: Swift.Result { try work() }) }
        }
    }

    var routes: RouteTable { IntakeRoutes(desk: desk, ground: ground).table }

    /// Runs the face, and the test against it.
    func run<Result: Sendable>(_ test: @escaping @Sendable (Client) async throws -> Result) async throws -> Result {
        try await TestFace.running(routes: routes, tokens: tokens.file, configure: { $0.rate = nil }) { face in
            try await test(Client(address: "\(face.address)", tokens: self.tokens))
        }
    }

    /// How many rows, or the one number that a query answers.
    func count(_ sql: String) throws -> Int64 {
        try database.read { try $0.query(sql, []).first?.integer(0) ?? 0 }
    }

    /// What stands on a topic of a key, in order.
    func published(_ topic: ProductTopic, _ key: String) throws -> [(type: String, value: [UInt8])] {
        try database.read { transaction in
            try transaction.query(
                "SELECT type, payload FROM journal WHERE topic = $1 AND key = $2 ORDER BY sequence",
                [.text(topic.rawValue), .text(key)]
            ).map { (try $0.text(0), try $0.bytes(1)) }
        }
    }

    func requests(_ key: String) throws -> [RequestMessage] {
        try published(.requests, key).map { try RequestMessage(type: $0.type, value: $0.value) }
    }

    static func sample(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: samples.appendingPathComponent(name)), as: UTF8.self)
    }
}

/// The business clock, which stands until it is set: 12 May 2020, noon in Paris.
final class HandClock: Sendable {
    private let instant = Mutex(Instant(milliseconds: 1_589_277_600_000))
    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}

/// Who acts in these tests.
enum People {
    static let head = Caller(identifier: "p-head", roles: ["pilot"], functions: ["head:0691662G"])
    static let inspector = Caller(identifier: "p-ien", roles: ["pilot"], functions: ["ien:69-lyon-4eme-caluire"])
    static let other = Caller(identifier: "p-other", roles: ["pilot"], functions: ["head:0010002X"])
    static let dfie = Caller(identifier: "p-dfie", roles: ["dfie"])
    static let service = Caller(identifier: "p-s69", roles: ["service"], functions: ["service:69"])
    static let otherService = Caller(identifier: "p-s42", roles: ["service"], functions: ["service:42"])
    static let director = Caller(identifier: "p-d69", roles: ["ia-dasen"], functions: ["ia-dasen:69"])
    static let referent = Caller(identifier: "p-ipr", roles: ["ia-ipr"], functions: ["ia-ipr:0691662G"])
    static let otherReferent = Caller(identifier: "p-ipr2", roles: ["ia-ipr"], functions: ["ia-ipr:0010002X"])
    static let pole = Caller(identifier: "p-pole", roles: ["pole"])
    static let trainer = Caller(identifier: "p-f001", roles: ["trainer"], functions: ["trainer:F001"])
    static let all = [
        head, inspector, other, dfie, service, otherService, director, referent, otherReferent, pole, trainer,
    ]
}

/// Sends requests as one of the people.
struct Client: Sendable {
    let address: String
    let tokens: FaceTokens

    @discardableResult
    func send(
        _ method: String, _ path: String, as caller: Caller?, body: String? = nil, key: String? = nil,
        type: String? = nil, accept: String? = nil, headers more: [String: String] = [:]
    ) async throws -> HTTPCall.Answer {
        var headers = more
        if method != "GET" { headers["Idempotency-Key"] = key ?? "key-\(UUID().uuidString)" }
        if let type { headers["Content-Type"] = type }
        if let accept { headers["Accept"] = accept }
        return try await HTTPCall(address: address, token: caller.map { tokens[$0.identifier] })
            .send(method, path, body: body, headers: headers, within: .seconds(50))
    }

    func get(_ path: String, as caller: Caller?) async throws -> HTTPCall.Answer {
        try await send("GET", path, as: caller)
    }

    @discardableResult
    func post(
        _ path: String, as caller: Caller?, _ body: String, key: String? = nil
    ) async throws -> HTTPCall.Answer {
        try await send("POST", path, as: caller, body: body, key: key)
    }

    /// A draft of the head's, sent.
    func submitted(_ form: RequestForm = Forms.form(), key: String? = nil) async throws -> RequestAnswer {
        let draft = try await post("/drafts", as: People.head, try Forms.body(form), key: key)
            .decoded(RequestAnswer.self)
        return try await post(
            "/drafts/\(draft.request)/submit", as: People.head, #"{"seenRevision": \#(draft.revision)}"#
        ).decoded(RequestAnswer.self)
    }

    /// The form of a draft that was begun.
    func form(of begun: HTTPCall.Answer, as caller: Caller = People.head) async throws -> RequestForm? {
        let draft = try begun.decoded(RequestAnswer.self)
        return try await get("/drafts/\(draft.request)", as: caller).decoded(RequestView.self).form
    }

    func see(_ request: RequestID, as caller: Caller = People.head) async throws -> RequestView {
        try await get("/requests/\(request)", as: caller).decoded(RequestView.self)
    }
}
