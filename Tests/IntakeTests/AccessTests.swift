import FaceKit
import IntakeDomain
import Messages
import Pages
import ServiceKit
import TestKit
import Testing
import Vocabulary

@testable import Intake

/// Role × route × own or another's object (SECURITY, "Who may do what").
@Suite(.timeLimit(.minutes(2)))
struct AccessTests {
    private typealias Row = AccessTable.Row

    private static let people: [AccessTable.Person] = [
        .nobody, .stranger, .init("head", People.head), .init("IEN", People.inspector),
        .init("another head", People.other), .init("Dfie", People.dfie), .init("service 69", People.service),
        .init("service 42", People.otherService), .init("IA-DASEN", People.director),
        .init("IA-IPR", People.referent), .init("another IA-IPR", People.otherReferent),
        .init("Pôle", People.pole), .init("trainer", People.trainer),
    ]

    private static let readersOfAnothers: [String: AccessTable.Expected] = [
        "head": 404, "IEN": 404, "service 69": 404, "IA-DASEN": 404, "IA-IPR": 404, "another head": 200,
        "Dfie": 200, "Pôle": 200, "service 42": 404, "another IA-IPR": 200,
    ]

    /// Requests: one of the head's and the IEN's in the Rhône, another's in the Ain; a draft of each.
    private struct Ground: Sendable {
        var own: String, anothers: String, draft: String, anothersDraft: String
    }

    private func ground(_ bench: Bench) async throws -> Ground {
        try await bench.run { client in
            let own = try await client.submitted(key: "own-request-1")
            let draft = try await client.post(
                "/drafts", as: People.head, try Forms.body(Forms.form(title: "Un brouillon"))
            ).decoded(RequestAnswer.self)
            var form = Forms.form(title: "Dans l'Ain", college: "0010002X")
            form.pilots = [Pilot(function: try Function("head:0010002X"), agrees: true)]
            form.groups[0].teachers = [
                TeachersWanted(
                    departement: try Departement("01"), firstDegree: try HeadCount(10),
                    secondDegree: try HeadCount(10))
            ]
            func begin(_ key: String) async throws -> RequestAnswer {
                try await client.post("/drafts", as: People.other, try Forms.body(form), key: key)
                    .decoded(RequestAnswer.self)
            }
            let anothers = try await begin("anothers-request")
            try await client.post("/drafts/\(anothers.request)/submit", as: People.other, #"{"seenRevision": 1}"#)
            let anothersDraft = try await begin("anothers-draft")
            for function in ["head:0691662G", "head:0010002X"] {
                try await client.send(
                    "PUT", "/functions/\(function)/terms/2015-09-01", as: People.dfie,
                    body: #"{"person": "p-a", "name": "Camille Exemple"}"#)
            }
            return Ground(
                own: own.request.text, anothers: anothers.request.text, draft: draft.request.text,
                anothersDraft: anothersDraft.request.text)
        }
    }

    private func rowsOfDrafts(_ ground: Ground) throws -> [Row] {
        let form = try Forms.body(Forms.form())
        // A revision that nobody saw: who is let in gets as far as 409.
        let revised = try Forms.body(Forms.form(), seen: 70)
        let pilots: [String: AccessTable.Expected] = ["head": .passes, "IEN": .passes, "another head": 404]
        let anothers: [String: AccessTable.Expected] = ["head": 404, "IEN": 404, "another head": .passes]
        let draft = ["request": ground.draft], other = ["request": ground.anothersDraft]
        let seen = #"{"seenRevision": 70}"#
        return [
            Row(
                "POST /drafts", .nobodys, body: form, ["head": 201, "IEN": 201, "another head": 201], others: 403),
            Row(
                "POST /renewals", .nobodys, body: #"{"earlierAction": "ALP-2019-001"}"#,
                ["head": 404, "IEN": 404, "another head": 201], others: 403),
            Row("GET /drafts/{request}", .own, draft, ["head": 200, "IEN": 200, "another head": 404], others: 403),
            Row("GET /drafts/{request}", .anothers, other, anothers, others: 403),
            Row("PUT /drafts/{request}", .own, draft, body: revised, pilots, others: 403),
            Row("PUT /drafts/{request}", .anothers, other, body: revised, anothers, others: 403),
            Row("POST /drafts/{request}/submit", .own, draft, body: seen, pilots, others: 403),
            Row("POST /drafts/{request}/submit", .anothers, other, body: seen, anothers, others: 403),
        ]
    }

    private func rowsOfRequests(_ ground: Ground) throws -> [Row] {
        let own = ["request": ground.own], other = ["request": ground.anothers]
        let amended = try Forms.body(Forms.form(), seen: 70)
        let withdrawn = #"{"reason": "Fin.", "seenRevision": 70}"#
        let handed = #"{"function": "head:0691662G", "on": "2020-09-01", "seenRevision": 70}"#
        let pilots: [String: AccessTable.Expected] = ["head": .passes, "IEN": .passes, "another head": 404]
        let anothers: [String: AccessTable.Expected] = ["head": 404, "IEN": 404, "another head": .passes]
        return [
            Row("GET /requests", .nobodys, [:], ["an operator": 403, "trainer": 403], others: 200),
            Row(
                "GET /requests/{request}", .own, own,
                [
                    "another head": 404, "service 42": 404, "another IA-IPR": 404, "trainer": 403,
                    "an operator": 403,
                ], others: 200),
            Row("GET /requests/{request}", .anothers, other, Self.readersOfAnothers, others: 403),
            Row("POST /requests/{request}/amend", .own, own, body: amended, pilots, others: 403),
            Row("POST /requests/{request}/amend", .anothers, other, body: amended, anothers, others: 403),
            Row("POST /requests/{request}/withdraw", .own, own, body: withdrawn, pilots, others: 403),
            Row("POST /requests/{request}/withdraw", .anothers, other, body: withdrawn, anothers, others: 403),
            Row(
                "POST /requests/{request}/handover", .own, own, body: handed,
                [
                    "head": .passes, "IEN": 403, "another head": 404, "Dfie": .passes, "service 69": .passes,
                    "service 42": 404,
                ], others: 403),
            Row(
                "POST /requests/{request}/handover", .anothers, other, body: handed,
                [
                    "head": 404, "IEN": 404, "another head": 403, "Dfie": .passes, "service 69": 404,
                    "service 42": 404,
                ], others: 403),
            Row("GET /accord/{token}", .nobodys, ["token": "unknown"], [:], others: 404),
            Row(
                "POST /accord/{token}", .nobodys, ["token": "unknown"], body: #"{"code": "1", "agrees": true}"#, [:],
                others: 404),
            Row("GET /suivi/{number}", .nobodys, ["number": "AAAA-AAAA-AAAA-AAAA"], [:], others: 404),
            Row("GET /suivi", .nobodys, [:], [:], others: 404),
            Row("GET /", .nobodys, [:], [:], others: 200),
        ]
    }

    private func rowsOfDirectory() -> [Row] {
        let own = ["function": "head:0691662G"], other = ["function": "head:0010002X"]
        let ownTerm = own.merging(["from": "2020-09-01"]) { $1 },
            otherTerm = other.merging(["from": "2020-09-01"]) { $1 }
        let term = #"{"person": "p-a", "name": "Camille Exemple"}"#
        let keepers: [String: AccessTable.Expected] = ["Dfie": 200, "service 69": 200, "service 42": 404]
        let anothers: [String: AccessTable.Expected] = ["Dfie": 200, "service 69": 404, "service 42": 404]
        let table = ["Content-Type": "text/csv"]
        return [
            Row("GET /functions", .nobodys, [:], ["Dfie": 200, "service 69": 200, "service 42": 200], others: 403),
            Row("GET /functions/{function}", .own, own, keepers, others: 403),
            Row("GET /functions/{function}", .anothers, other, anothers, others: 403),
            Row(
                "PUT /functions/{function}/terms/{from}", .own, ownTerm, body: term,
                keepers, others: 403),
            Row(
                "PUT /functions/{function}/terms/{from}", .anothers, otherTerm,
                body: term, anothers, others: 403),
            Row(
                "POST /imports/requests", .nobodys, query: "mode=preview",
                headers: ["Content-Type": "application/x-ndjson"], body: "{}",
                ["Dfie": 200, "service 69": 200, "service 42": 200], others: 403),
            Row(
                "POST /imports/directory", .nobodys, query: "mode=preview", headers: table,
                body: "fonction;personne;nom;prénom;du\n", ["Dfie": 200, "service 69": 200, "service 42": 200],
                others: 403),
        ]
    }

    @Test func `each role may do on each route and object what the table says, and no more`() async throws {
        let bench = try Bench()
        let ground = try await ground(bench)
        let table = AccessTable(
            people: Self.people,
            rows: try rowsOfDrafts(ground) + rowsOfRequests(ground) + rowsOfDirectory())
        #expect(try await table.failures(of: bench.routes) == [])
    }
}
