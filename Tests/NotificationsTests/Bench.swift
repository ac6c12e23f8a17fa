import CampaignFile
import FaceKit
import Foundation
import Messages
import NotificationsDomain
import Pages
import ServiceKit
import Store
import StorePostgres
import StoreSQLite
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import Notifications

/// The whole service over a fresh store of one engine, but for Kafka: facts come in as inputs, a hand moves the clock.
final class Bench: Sendable {
    let plan: ServicePlan<NotificationsDefinition>
    let database: any Database
    let folder: TemporaryFolder
    let press: LetterPress
    private let instant: Mutex<Instant>

    /// An engine that can't start throws: the test fails, it is not skipped.
    init(_ engine: Engine = .sqlite, at now: String = "2020-05-20T08:00:00.000Z") throws {
        folder = try TemporaryFolder()
        let key = try #require(LinkKey(Array(repeating: 7, count: 32)))
        let settings = NotificationsSettings(
            spool: nil, key: key, intake: "https://alp.example.org", places: Places())
        press = try LetterPress(places: Places(), intake: settings.intake, key: key)
        plan = try Main.plan(settings, catalogue: try .product(departements: []))
        switch engine {
        case .sqlite: database = try SQLiteDatabase(path: folder.path + "/store.db")
        case .postgres: database = try PostgresDatabase(url: try PostgresCluster.shared.get().createDatabase())
        }
        try (Migrations.heart + plan.definition.migrations).migrate(database)
        instant = Mutex(try Timestamp(now).instant)
    }

    deinit { database.close() }

    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }

    func desk(crash: CrashPoints = .none) -> CommandDesk<NotificationsDefinition> {
        let identity = ServiceIdentity(
            source: EventSource(environment: "test", service: "notifications"), program: "1", instance: "one",
            writers: [:])
        return CommandDesk(
            step: Step(definition: plan.definition, database: database, identity: identity, crash: crash),
            clock: ServiceClock { self.now }, onCommit: {})
    }

    var routes: RouteTable { plan.routes(desk()) }

    var spool: String { folder.path + "/spool" }

    func sender(_ afterFile: @escaping @Sendable (LetterID) throws -> Void = { _ in }) throws -> LetterSender {
        LetterSender(spool: try Spool(path: spool), press: press, afterFile: afterFile)
    }

    /// Each its file's text, by letter.
    func files() throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: spool).filter { name in
            // Regular ones: what stands behind a link isn't a letter.
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(spool)/\(name)")
            return !name.hasPrefix(".") && attributes?[.type] as? FileAttributeType == .typeRegular
        }
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                (String(name.dropLast(4)), try String(contentsOfFile: "\(spool)/\(name)", encoding: .utf8))
            })
    }

    func letters(_ condition: String = "1 = 1") throws -> [LetterRow] {
        try database.read { transaction in
            try transaction.query(
                "SELECT \(LetterTable.columns) FROM letter WHERE \(condition) ORDER BY aggregate, number", []
            ).map(LetterTable.row)
        }
    }

    /// How often each type of event was journalled about a letter's aggregate.
    func journalled(_ type: String) throws -> Int {
        Int(
            try database.read {
                try $0.query("SELECT COUNT(*) FROM journal WHERE type = $1", [.text(type)])[0].integer(0)
            })
    }

    // MARK: What happens

    func happens(_ aggregate: String, _ what: NotificationsInput.What) throws {
        try desk().bySystem("test", NotificationsInput(aggregate, what))
    }

    func campaign(_ revision: Int = 1) throws {
        let file = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021/campaign.yaml")
        let campaign = try CampaignYAML.read(Array(Data(contentsOf: file))).get()
        try happens(
            AggregateName.campaign(campaign.id),
            .campaign(
                CampaignPublished(
                    actor: try Self.actor, campaignRevision: try Revision(revision), changes: try FreeText("première"),
                    campaign: campaign)))
    }

    func holds(
        _ function: String, _ person: String, name: String = "Camille Ancolie", mail: String? = "camille@example.org",
        from: String = "2015-09-01", until: String? = nil
    ) throws {
        try happens(
            "directory/\(function)",
            .directory(
                .held(
                    FunctionHeld(
                        actor: try Self.actor, function: try Function(function), person: try PersonID(person),
                        name: Personal(try PersonName(name)), mail: try mail.map { Personal(try MailAddress($0)) },
                        from: try CivilDate(from), until: try until.map { try CivilDate($0) }))))
    }

    static let head = "head:0691662G"
    static let inspector = "ien:69-lyon-vaise"

    func directory() throws {
        try holds(Self.head, "p-head", name: "Élodie Brouette", mail: "elodie.brouette@example.org")
        try holds(Self.inspector, "p-ien", name: "Ancolie Râteau", mail: "ancolie.rateau@example.org")
        try holds("ia-ipr:0691662G", "p-ipr", name: "Sureau Bêche", mail: "sureau.beche@example.org")
    }

    func submitted(_ request: String, agrees: Bool = true, departement: String = "69") throws {
        try happens(
            request,
            .fact(
                .request(
                    .submitted(
                        RequestSubmitted(
                            actor: try Self.actor, campaign: try CampaignID("lyon-2020-2021"), campaignRevision: .first,
                            requestRevision: .first, receivedAt: Timestamp(now), isLate: false, channel: Open(.api),
                            pilots: [], departements: [try Departement(departement)],
                            form: Open(try Self.form(agrees: agrees)))))))
    }

    func published(_ request: String) throws {
        try happens(
            request,
            .fact(
                .session(
                    .published(
                        SessionsPublished(
                            campaignRevision: .first, requestRevision: .first, validation: .first,
                            sessions: [try Self.session(request)])))))
    }

    func moved(_ request: String) throws {
        var session = try Self.session(request)
        session.revision = session.revision.next
        session.halfDays = [try HalfDay("2020-11-12A")]
        try happens(
            request,
            .fact(
                .session(
                    .moved(
                        SessionMoved(
                            campaignRevision: .first, requestRevision: .first, session: session,
                            previousHalfDays: [try HalfDay("2020-11-05A")], previousHost: session.host,
                            isPublished: true, reason: try FreeText("Conseil de classe."))))))
    }

    static func session(_ request: String) throws -> SessionStated {
        SessionStated(
            session: try SessionID("\(request).G1.1"), revision: .first, group: try GroupID("G1"),
            halfDays: [try HalfDay("2020-11-05A")], host: try UAI("0691662G"), team: [try TrainerID("F012")],
            replacements: [])
    }

    static var actor: MessageActor {
        get throws {
            MessageActor(role: Open(.head), function: Open(try Function(head)), person: try PersonID("p-head"))
        }
    }

    static func form(agrees: Bool) throws -> RequestForm {
        RequestForm(
            origin: .newTheme, scope: .one, contractLink: try FreeText("Le contrat le dit."), commitsOverTime: true,
            pilots: [
                Pilot(function: try Function(head), agrees: true),
                Pilot(function: try Function(inspector), agrees: agrees),
            ],
            theme: Theme(
                title: try FreeText("Lire et écrire du CM1 à la 6e"), objectives: try FreeText("Rapprocher."),
                expectedResults: try FreeText("Mieux lire."), orientations: [], concernsSpecialNeeds: false),
            council: Council(studied: true, withReferent: true), hours: 6, sessions: [.fullDay],
            groups: [
                Group(id: try GroupID("G1"), host: try UAI("0691662G"), establishments: [], teachers: [])
            ], intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 1), wishes: Wishes(),
            announcesMoreTrainees: false, guaranteesBalance: true)
    }
}

/// The process is gone: nothing after it happens.
struct Crash: Error {}
