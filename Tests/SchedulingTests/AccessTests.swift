import FaceKit
import Foundation
import Messages
import Pages
import Reference
import SchedulingDomain
import ServiceKit
import TestKit
import Testing
import Vocabulary

@testable import Scheduling

/// Role × route × object, whole.
@Suite(.timeLimit(.minutes(3)))
struct AccessTests {
    private static func person(_ name: String, _ role: String, _ functions: String...) -> AccessTable.Person {
        .init(
            name,
            Caller(
                identifier: "p-\(name.replacing(" ", with: "-"))", roles: [role], functions: Set(functions)))
    }

    private static func csv(_ text: String) -> (headers: [String: String], body: String) {
        (["Content-Type": "text/csv"], text)
    }

    @Test func `each role may do on each route what the table says, and no more`() async throws {
        let bench = try SchedulingBench()
        try bench.importMeans()
        let own = try bench.lyon.request("ALP-69-0002")
        let others = try #require(
            try bench.lyon.accepted().first { bench.lyon.departements($0.form).map(\.text) == ["42"] })
        // One that isn't released is there for the staff alone (Y3).
        let unreleased = try #require(
            try bench.lyon.accepted().first {
                $0.id != own.id && bench.lyon.departements($0.form).map(\.text) == ["69"]
            })
        for request in [own, others, unreleased] {
            try bench.submit(request)
            let state = try bench.validate(request)
            try bench.confirm(request.id)
            guard request.id != unreleased.id else { continue }
            try bench.happens(
                .decided(request.id, .released(bench.lyon.released(.first, state.named))), request.id.text)
        }
        let state = try bench.action(own.id)
        let foreign = try bench.action(others.id)
        let pilot = try #require(own.form.pilots.first).function
        let college = try #require(
            own.form.groups.flatMap(\.establishments).first { bench.lyon.reference.establishment($0)?.kind == .college }
        )
        let led = try #require(state.sessions.first?.team.first { $0.text.hasPrefix("C") })
        let unled = try #require(foreign.sessions.first?.team.first { $0.text.hasPrefix("C") })
        let people: [AccessTable.Person] = [
            .nobody, .stranger, Self.person("Dfie", "dfie"), Self.person("service 69", "service", "service:69"),
            Self.person("service 42", "service", "service:42"), Self.person("director 69", "ia-dasen", "ia-dasen:69"),
            Self.person("pôle", "pole"), Self.person("referent", "ia-ipr", "ia-ipr:\(college)"),
            Self.person("trainer", "trainer", "trainer:\(led)"), Self.person("pilot", "pilot", pilot.text),
            Self.person("pilot elsewhere", "pilot", "ien:01-oyonnax"),
        ].map { person in
            guard var caller = person.caller else { return person }
            caller.identifier = caller.identifier.replacing("ô", with: "o")
            return .init(person.name, caller)
        }
        let rows =
            Self.reading(own.id.text, others.id.text, led.text, unled.text)
            + [Self.early(unreleased.id.text)] + Self.acting(own.id.text, others.id.text)
            + Self.means(led.text, unled.text) + Self.imports()
        #expect(
            try await AccessTable(people: people, rows: rows).failures(of: SchedulingRoutes.table(bench.desk)) == [])
    }

    private static func early(_ request: String) -> AccessTable.Row {
        .init(
            "GET /actions/{request}", .own, ["request": request],
            [
                "Dfie": 200, "service 69": 200, "service 42": 404, "director 69": 200, "pôle": 200, "referent": 404,
                "trainer": 404, "pilot": 404, "pilot elsewhere": 404,
            ], others: 403)
    }

    private static func reading(
        _ own: String, _ others: String, _ led: String, _ unled: String
    ) -> [AccessTable.Row] {
        let staff: [String: AccessTable.Expected] = [
            "Dfie": 200, "service 69": 200, "service 42": 200, "director 69": 200, "pôle": 200,
        ]
        let mine: [String: AccessTable.Expected] = [
            "Dfie": 200, "service 69": 200, "service 42": 404, "director 69": 200, "pôle": 200, "referent": 200,
            "trainer": 200, "pilot": 200, "pilot elsewhere": 404,
        ]
        let foreign: [String: AccessTable.Expected] = [
            "Dfie": 200, "service 69": 404, "service 42": 200, "director 69": 404, "pôle": 200, "referent": 404,
            "trainer": 404, "pilot": 404, "pilot elsewhere": 404,
        ]
        let trainer: [String: AccessTable.Expected] = [
            "Dfie": 200, "service 69": 200, "service 42": 404, "director 69": 200, "pôle": 200, "trainer": 200,
        ]
        let another: [String: AccessTable.Expected] = [
            "Dfie": 200, "service 69": 404, "service 42": 200, "director 69": 404, "pôle": 200, "trainer": 404,
        ]
        return [
            .init("GET /actions", .nobodys, [:], staff, others: 403),
            .init("GET /actions/{request}", .own, ["request": own], mine, others: 403),
            .init("GET /actions/{request}", .anothers, ["request": others], foreign, others: 403),
            .init("GET /calendar", .nobodys, [:], staff, others: 403),
            .init("GET /trainers", .nobodys, [:], staff, others: 403),
            .init("GET /trainers/{trainer}", .own, ["trainer": led], trainer, others: 403),
            .init("GET /trainers/{trainer}", .anothers, ["trainer": unled], another, others: 403),
            .init("GET /trainers/{trainer}/calendar", .own, ["trainer": led], trainer, others: 403),
            .init("GET /trainers/{trainer}/calendar", .anothers, ["trainer": unled], another, others: 403),
            .init("GET /export/instance", .nobodys, [:], ["Dfie": 200], others: 403),
            .init("GET /export/plan", .nobodys, [:], ["Dfie": 200], others: 403),
        ]
    }

    private static func acting(_ own: String, _ others: String) -> [AccessTable.Row] {
        let session = #"{"session": "ALP-69-0002.G1.1", "revision": 1}"#
        let bodies = [
            "confirm": #"{"departement": "69", "sessions": [\#(session)]}"#,
            "decline": #"{"departement": "69", "sessions": [\#(session)], "reason": "Non."}"#,
            "move":
                #"{"session": "ALP-69-0002.G1.1", "revision": 1, "halfDays": ["2020-11-15A"], "reason": "Non."}"#,
            "replace-trainer":
                #"{"leaves": "F001", "arrives": "F002", "sessions": [\#(session)], "reason": "Non."}"#,
            "plan": "{}",
        ]
        return bodies.sorted { $0.key < $1.key }.flatMap { name, body -> [AccessTable.Row] in
            [
                .init(
                    "POST /actions/{request}/\(name)", .own, ["request": own], body: body,
                    ["Dfie": .passes, "service 69": .passes, "service 42": 404], others: 403),
                .init(
                    "POST /actions/{request}/\(name)", .anothers, ["request": others], body: body,
                    [
                        "Dfie": .passes, "service 69": 404,
                        "service 42": ["confirm", "decline"].contains(name) ? 403 : .passes,
                    ], others: 403),
            ]
        } + [
            .init(
                "POST /bulk/confirm", .nobodys, body: #"{"departement": "69", "items": []}"#,
                ["Dfie": 200, "service 69": 200, "service 42": 200], others: 403)
        ]
    }

    private static func means(_ led: String, _ unled: String) -> [AccessTable.Row] {
        let quota = #"{"base": [], "periods": [], "seenRevision": 99}"#
        func trainer(_ id: String, _ departement: String) -> String {
            """
            {"trainer": {"id": "\(id)", "degree": "first", "position": "CPC", "base": "69123", "zones":
             ["\(departement)"], "isASH": false, "free": ["1A"], "mostPerWeek": 4, "mostPerYear": 12,
             "wishedPerWeek": 2}, "seenRevision": 99}
            """
        }
        return [
            .init(
                "GET /quotas/{departement}", .own, ["departement": "69"],
                ["Dfie": 200, "service 69": 200, "service 42": 404, "director 69": 200], others: 403),
            .init(
                "GET /quotas/{departement}", .anothers, ["departement": "42"],
                ["Dfie": 200, "service 69": 404, "service 42": 200, "director 69": 404], others: 403),
            .init(
                "PUT /quotas/{departement}", .own, ["departement": "69"], body: quota,
                ["Dfie": 409, "service 69": 409, "service 42": 404], others: 403),
            .init(
                "PUT /quotas/{departement}", .anothers, ["departement": "42"], body: quota,
                ["Dfie": 409, "service 69": 404, "service 42": 409], others: 403),
            .init(
                "PUT /trainers/{trainer}", .own, ["trainer": led], body: trainer(led, "69"),
                ["Dfie": 409, "service 69": 409, "service 42": 404], others: 403),
            .init(
                "PUT /trainers/{trainer}", .anothers, ["trainer": unled], body: trainer(unled, "42"),
                ["Dfie": 409, "service 69": 404, "service 42": 409], others: 403),
        ]
    }

    private static func imports() -> [AccessTable.Row] {
        [
            "trainers": MeansTables.trainerColumns, "absences": MeansTables.absenceColumns,
            "quotas": MeansTables.quotaColumns, "quota-periods": MeansTables.periodColumns,
        ].sorted { $0.key < $1.key }.map { name, columns in
            .init(
                "POST /imports/\(name)", .nobodys, query: "mode=apply", headers: ["Content-Type": "text/csv"],
                body: columns.joined(separator: ";") + "\n",
                ["Dfie": 200, "service 69": 200, "service 42": 200], others: 403)
        }
    }
}
