import Foundation
import Imports
import Messages
import Pages
import SchedulingDomain
import ServiceKit
import Store
import StorePostgres
import StoreSQLite
import TestKit
import Vocabulary

@testable import Scheduling

/// Scheduling's desk over a fresh store of one engine, in June 2020, with the sample's campaign.
final class SchedulingBench: Sendable {
    let lyon: Lyon
    let definition: SchedulingDefinition
    let database: any Database
    let desk: CommandDesk<SchedulingDefinition>
    private let folder: TemporaryFolder?
    let url: String

    static let june = ServiceClock { Paris.instant(CivilDate(year: 2020, month: 6, day: 8) ?? .first, hour: 9) }
    static let person = Acting.dfie

    init(_ engine: Engine = .sqlite, lyon: Lyon? = nil) throws {
        self.lyon = try lyon ?? Lyon()
        definition = SchedulingDefinition(decider: SchedulingDecider(reference: self.lyon.reference))
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            url = folder.path + "/store.db"
            database = try SQLiteDatabase(path: url)
        case .postgres:
            folder = nil
            url = try PostgresCluster.shared.get().createDatabase()
            database = try PostgresDatabase(url: url)
        }
        try (Migrations.heart + definition.migrations).migrate(database)
        desk = Self.desk(definition, database)
        try happens(.campaign(try self.lyon.published()), AggregateName.campaign)
    }

    deinit { database.close() }

    static func desk(
        _ definition: SchedulingDefinition, _ database: any Database
    ) -> CommandDesk<SchedulingDefinition> {
        CommandDesk(
            step: Step(
                definition: definition, database: database,
                identity: ServiceIdentity(
                    source: EventSource(environment: "test", service: "scheduling"), program: "1", instance: "one",
                    writers: [:])), clock: june, onCommit: {})
    }

    /// Something happens as a record or a person would bring it; answers its events.
    @discardableResult
    func happens(_ input: SchedulingInput, _ aggregate: String) throws -> [SchedulingEvent] {
        try Self.happens(input, aggregate, on: desk)
    }

    @discardableResult
    static func happens(
        _ input: SchedulingInput, _ aggregate: String, on desk: CommandDesk<SchedulingDefinition>
    ) throws -> [SchedulingEvent] {
        var all: [SchedulingEvent] = []
        _ = try desk.take(
            Command(
                idempotencyKey: UUID().uuidString, bodySHA256: [], aggregate: aggregate, input: input, actor: "test")
        ) { events, _, _ in
            all = events
            return Answer(status: 200, body: [])
        }
        return all
    }

    /// The four tables, through the import itself.
    func importMeans() throws {
        try importTable("trainers", try Lyon.bytes("trainers.csv"), MeansImport.trainers)
        try importTable("absences", try Lyon.bytes("absences.csv"), MeansImport.absences)
        try importTable("quotas", try Lyon.bytes("quotas.csv"), MeansImport.quotas)
        try importTable("quota-periods", try Lyon.bytes("quota-periods.csv"), MeansImport.periods)
    }

    @discardableResult
    func importTable(
        _ name: String, _ bytes: [UInt8],
        _ read: (Data, ImportMode, Acting, MeansImport.Desk) throws -> MeansImport, by acting: Acting = .dfie
    ) throws -> ImportAnswer {
        let imported = try read(Data(bytes), .apply, acting, desk)
        return imported.corrected(by: try happens(imported.input, "imports/\(name)"))
    }

    func submit(_ request: ReceivedRequest) throws {
        let submitted = lyon.submitted(request)
        try happens(
            .form(
                request.id,
                KnownForm(
                    requestRevision: .first, isLate: submitted.isLate, departements: submitted.departements,
                    form: request.form)), request.id.text)
    }

    @discardableResult
    func validate(_ request: ReceivedRequest, _ number: Revision = .first) throws -> ActionState {
        try happens(
            .decided(request.id, .validated(try lyon.validated(request, number))), request.id.text)
        return try action(request.id)
    }

    func action(_ id: RequestID) throws -> ActionState {
        try desk.state(of: id.text)?.state.action ?? ActionState()
    }

    func seek() throws { try Planner.round(desk, definition.decider) }

    /// Every service concerned confirms all.
    func confirm(_ id: RequestID) throws {
        let state = try action(id)
        for departement in state.departements {
            try happens(.acted(id, by: Lyon.dfie, .confirm(departement, state.named)), id.text)
        }
    }

    func count(_ sql: String) throws -> Int64 { try database.read { try $0.query(sql).first?.integer(0) ?? 0 } }
}

extension Acting {
    static let dfie = acting("dfie", ["dfie"])

    static func service(_ departement: String) -> Acting { acting("service", ["service:\(departement)"]) }

    private static func acting(_ role: String, _ functions: Set<String>) -> Acting {
        guard
            let acting = try? Acting(
                Caller(identifier: "p-\(role)", roles: [role], functions: functions), as: BusinessRole.allCases)
        else { preconditionFailure("a test's token") }
        return acting
    }
}
