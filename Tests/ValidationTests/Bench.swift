import CampaignFile
import Dispatch
import Foundation
import Kafka
import Messages
import Pages
import Reference
import RequestFiles
import ServiceKit
import Store
import StorePostgres
import StoreSQLite
import Synchronization
import TestKit
import ValidationDomain
import Vocabulary

@testable import Validation

/// The sample's campaign, files and requests, read once.
struct Lyon: Sendable {
    static let shared = Result { try Lyon() }
    static let folder = PackageRoot.url.appending(path: "Samples/lyon-2020-2021")

    let campaign: Campaign
    let reference: ReferenceSet
    let earlierActions: Set<EarlierActionID>
    let requests: [ReceivedRequest]

    init() throws {
        func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: Self.folder.appending(path: name))) }
        campaign = try CampaignYAML.read(bytes("campaign.yaml")).get()
        reference = try ReferenceFolder.load(Self.folder.appending(path: "reference"))
        earlierActions = try EarlierActions.read(bytes("earlier-actions.csv")).get()
        var reader = RequestReader(.jsonl)
        reader.feed(try bytes("requests.jsonl"))
        reader.finish()
        var requests: [ReceivedRequest] = []
        while let line = try reader.next() {
            if case .request(let request, _) = line { requests.append(request) }
        }
        self.requests = requests
    }

    var decider: ValidationDecider { ValidationDecider(places: reference, earlierActions: earlierActions) }

    func request(_ id: String) throws -> ReceivedRequest {
        guard let request = requests.first(where: { $0.id.text == id }) else { throw KitError("no request \(id)") }
        return request
    }

    /// As Intake would name them: of the establishments and of the teachers.
    func departements(_ form: RequestForm) -> [Departement] {
        let seats = form.groups.flatMap(\.establishments).compactMap { reference.establishment($0)?.departement }
        return Set(seats + form.groups.flatMap(\.teachers).map(\.departement)).sorted()
    }

    /// As Intake publishes a request of a file.
    func submitted(_ request: ReceivedRequest, campaignRevision: Int = 1) throws -> RequestSubmitted {
        RequestSubmitted(
            actor: MessageActor(role: Open(.dfie), function: Open(.dfie), person: try PersonID("p-dfie")),
            campaign: campaign.id, campaignRevision: try Revision(campaignRevision), requestRevision: .first,
            receivedAt: Timestamp(request.receivedAt), isLate: false, channel: Open(.csv), pilots: [],
            departements: departements(request.form), form: Open(request.form))
    }
}

/// A store of one engine and what puts records and commands of Validation through the real step.
final class Bench: Sendable {
    let lyon: Lyon
    let database: any Database
    let step: Step<ValidationDefinition>
    let desk: ValidationDesk
    private let folder: TemporaryFolder?
    private let numbers = Mutex<[String: Int64]>([:])
    private let instant = Mutex(Paris.instant(CivilDate(year: 2020, month: 6, day: 8) ?? .first, hour: 9))

    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }

    init(_ engine: Engine = .sqlite) throws {
        lyon = try Lyon.shared.get()
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            database = try SQLiteDatabase(path: folder.path + "/store.db")
        case .postgres:
            folder = nil
            database = try PostgresDatabase(url: try PostgresCluster.shared.get().createDatabase())
        }
        let definition = ValidationDefinition(decider: lyon.decider)
        try (Migrations.heart + definition.migrations).migrate(database)
        let catalogue = try TopicCatalogue.product(lyon.campaign)
        step = Step(
            definition: definition, database: database,
            identity: ServiceIdentity(
                source: EventSource(environment: "test", service: "validation"), program: "1", instance: "one",
                writers: Dictionary(uniqueKeysWithValues: catalogue.topics.map { ($0.name, $0.writer) })))
        let clock = Mutex<(@Sendable () -> Instant)?>(nil)
        desk = CommandDesk(
            step: step, clock: ServiceClock { clock.withLock { $0 }?() ?? .first }, onCommit: {})
        clock.withLock { $0 = { [weak self] in self?.now ?? .first } }
    }

    deinit { database.close() }

    /// Made on a thread of Dispatch's: it reads files, may start a server, and would hold up all other tests.
    static func make(_ engine: Engine = .sqlite) async throws -> Bench { try await offPool { try Bench(engine) } }

    /// With the campaign published and all of the sample's requests come.
    static func full(_ engine: Engine) async throws -> Bench {
        try await offPool {
            let bench = try Bench(engine)
            try bench.publishCampaign()
            try bench.submitAll()
            return bench
        }
    }

    private func next(_ name: String) -> Int64 {
        numbers.withLock { numbers in
            numbers[name, default: 0] += 1
            return numbers[name, default: 0]
        }
    }

    /// Records of another service, as its topic has them, in one batch.
    @discardableResult
    func take<Topic: TopicMessage>(_ messages: [(key: String, message: Topic)]) throws -> StepReport {
        let topic = Topic.topic.rawValue
        let records = try messages.map { key, message in
            let envelope = Envelope(
                topic: topic, key: key, sequence: next("\(topic)/\(key)"), type: message.type,
                source: "urn:alp:test:\(Topic.topic.writer)", subject: key, time: now, correlation: key,
                cause: .outside)
            return ConsumedRecord(
                partition: TopicPartition(topic: topic, partition: 0), offset: next(topic) - 1, key: Array(key.utf8),
                value: try message.value(), headers: envelope.headers.map { Header($0.name, $0.value) })
        }
        guard let first = records.first else { return StepReport() }
        let place = KeyOfPartition(topic: topic, partition: 0)
        let standing = try database.transaction { try Positions.load([place], in: $0) }
        var reading = ReadingPositions()
        reading.assigned([place: Position(next: first.offset, generation: standing[place]?.generation ?? 0)])
        let readings = records.map { Reading($0, identity: step.identity) }
        guard let moves = reading.moves(of: readings) else { throw KitError("a record of no assigned partition") }
        return try step.handle(.init(readings: readings, moves: moves), at: now)
    }

    func take(_ key: String, _ message: some TopicMessage) throws { try take([(key, message)]) }

    /// Requests of the sample, each as it came in its file.
    func submit(_ ids: String...) throws {
        try take(
            ids.map { id in (id, RequestMessage.submitted(try lyon.submitted(lyon.request(id)))) })
    }

    /// As one batch.
    func submitAll() throws {
        try take(lyon.requests.map { ($0.id.text, RequestMessage.submitted(try lyon.submitted($0))) })
    }

    /// The campaign's first revision, as a command of the Dfie.
    func publishCampaign(_ change: (inout Campaign) -> Void = { _ in }) throws {
        var campaign = lyon.campaign
        change(&campaign)
        let aggregate = Aggregate.campaign(campaign.id)
        let draft = CampaignDraft(campaign: campaign, changes: try FreeText("Révision."))
        let actor = MessageActor(role: Open(.dfie), function: Open(.dfie), person: try PersonID("p-dfie"))
        _ = try desk.take(
            Command(
                idempotencyKey: "publish-\(next("publish"))", bodySHA256: [], aggregate: aggregate,
                input: AddressedInput(aggregate, .publish(draft, by: actor)), actor: "dfie dfie p-dfie")
        ) { _, _, _ in Answer(status: 200, body: []) }
    }

    func state(_ id: String) throws -> RequestState {
        guard let state = try desk.state(of: id)?.state.request else { throw KitError("no state of \(id)") }
        return state
    }

    /// That an examiner reads.
    func revision(_ id: String) throws -> Int64 { try desk.state(of: id)?.state.revision ?? 0 }

    /// Types on a topic of ours, of a key, in order.
    func published(_ topic: ProductTopic, _ key: String) throws -> [String] {
        try database.read { transaction in
            try transaction.query(
                "SELECT type FROM journal WHERE topic = $1 AND key = $2 ORDER BY sequence",
                [.text(topic.rawValue), .text(key)]
            ).map { try $0.text(0) }
        }
    }

    func isSound() throws -> [VerificationReport.Difference] { try step.verify().differences }
}

/// Blocking work, off the pool that all tests share.
func offPool<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Swift.Result { try work() }) }
    }
}
