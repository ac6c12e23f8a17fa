import FaceKit
import Foundation
import Imports
import Messages
import Pages
import SchedulingDomain
import ServiceKit
import TestKit
import Testing
import Vocabulary

@testable import Scheduling

/// Over HTTP, as people of the services and the Dfie ask.
@Suite(.timeLimit(.minutes(2)))
struct FaceTests {
    private let bench: SchedulingBench
    private let request: ReceivedRequest
    private let tokens: FaceTokens

    init() throws {
        bench = try SchedulingBench()
        try bench.importMeans()
        request = try bench.lyon.request("ALP-69-0002")
        try bench.submit(request)
        try bench.validate(request)
        tokens = try FaceTokens([
            Caller(identifier: "p-dfie", roles: ["dfie"]),
            Caller(identifier: "p-69", roles: ["service"], functions: ["service:69"]),
            Caller(identifier: "p-42", roles: ["service"], functions: ["service:42"]),
        ])
    }

    private func asking<Result: Sendable>(
        _ person: String, _ body: @Sendable @escaping (HTTPCall) async throws -> Result
    ) async throws -> Result {
        let token = tokens[person]
        return try await TestFace.running(
            routes: SchedulingRoutes.table(bench.desk), tokens: tokens.file, configure: { $0.rate = nil }
        ) { face in try await body(HTTPCall(address: "\(face.address)", token: token)) }
    }

    private static func key() -> [String: String] { ["Idempotency-Key": "key-\(UUID().uuidString)"] }

    private func named(_ state: ActionState) throws -> String {
        String(decoding: try JSONEncoder().encode(state.named), as: UTF8.self)
    }

    @Test func `a date that was just moved isn't confirmed: the answer says what changed since`() async throws {
        let seen = try named(try bench.action(request.id))
        let session = try #require(try bench.action(request.id).sessions.first)
        let id = request.id
        try await asking("p-dfie") { call in
            // The services' own calendar shows where there is room: weeks later, the same weekday.
            var moved = 0
            for weeks in 1...25 where moved == 0 {
                let to = session.halfDays.map { HalfDay($0.date.adding(days: 7 * weeks), $0.half).text }
                let body = """
                    {"session": "\(session.session)", "revision": 1, "halfDays": \(to), "reason": "Conseil de classe."}
                    """
                let answer = try await call.send(
                    "POST", "/actions/\(id)/move", body: body, headers: Self.key())
                if answer.status == 200 { moved = weeks } else { #expect(answer.status == 422, "\(answer.body)") }
            }
            #expect(moved > 0)
            let answer = try await call.send(
                "POST", "/actions/\(id)/confirm", body: #"{"departement": "69", "sessions": \#(seen)}"#,
                headers: Self.key())
            #expect(answer.status == 409)
            #expect(answer.headers["content-type"] == "application/problem+json")
            let problem = try answer.decoded(Problem.self)
            #expect(problem.errors?.contains { $0.message.contains("séance déplacée au") } == true)
            #expect(problem.errors?.contains { $0.message.contains("(dfie)") } == true)
            #expect(!answer.body.contains("p-dfie"))
        }
        #expect(try bench.action(request.id).confirmations.isEmpty)
    }

    @Test func `the same key and body get the same answer, another body is refused`() async throws {
        let seen = try named(try bench.action(request.id))
        let id = request.id
        let statuses = try await asking("p-69") { call in
            let headers = Self.key()
            let body = #"{"departement": "69", "sessions": \#(seen)}"#
            let first = try await call.send("POST", "/actions/\(id)/confirm", body: body, headers: headers)
            let again = try await call.send("POST", "/actions/\(id)/confirm", body: body, headers: headers)
            let other = try await call.send(
                "POST", "/actions/\(id)/confirm", body: #"{"departement": "69", "sessions": []}"#, headers: headers)
            #expect(first.body == again.body)
            return [first.status, again.status, other.status]
        }
        #expect(statuses == [200, 200, 409])
        #expect(try bench.action(request.id).phase == .confirmed)
    }

    @Test func `the token of another département sees nothing, and confirms for none but its own`() async throws {
        let seen = try named(try bench.action(request.id))
        let id = request.id
        let both = try #require(
            try bench.lyon.accepted().first {
                bench.lyon.departements($0.form).map(\.text).contains("42")
                    && bench.lyon.departements($0.form).count > 1
            })
        try bench.submit(both)
        try bench.validate(both)
        let other = try named(try bench.action(both.id))
        let foreign = try #require(try bench.action(both.id).departements.first { $0.text != "42" })
        try await asking("p-42") { call in
            for (path, body, status) in [
                ("/actions/\(id)/confirm", #"{"departement": "42", "sessions": \#(seen)}"#, 404),
                ("/actions/\(both.id)/confirm", #"{"departement": "\#(foreign)", "sessions": \#(other)}"#, 403),
                ("/actions/\(both.id)/confirm", #"{"departement": "42", "sessions": \#(other)}"#, 200),
            ] {
                let answer = try await call.send("POST", path, body: body, headers: Self.key())
                #expect(answer.status == status, "\(answer.body)")
            }
            #expect(try await call.send("GET", "/calendar?departement=69").status == 404)
            #expect(try await call.send("GET", "/quotas/69").status == 404)
        }
    }

    @Test func `in bulk each action has an outcome of its own`() async throws {
        let seen = try named(try bench.action(request.id))
        let id = request.id
        let outcomes = try await asking("p-69") { call in
            let body = """
                {"departement": "69", "items": [{"request": "\(id)", "sessions": \(seen)},
                 {"request": "ALP-69-0003", "sessions": \(seen)}, {"request": "\(id)", "sessions": []}]}
                """
            return try await call.send("POST", "/bulk/confirm", body: body, headers: Self.key())
                .decoded(ActRoutes.Outcomes.self).outcomes
        }
        #expect(outcomes.map(\.status) == [200, 404, 422])
    }

    @Test func `a quota lowered below what is booked is refused with the half-days and sessions`() async throws {
        let session = try #require(try bench.action(request.id).sessions.first)
        let answer = try await asking("p-69") { call in
            let quota = try await call.send("GET", "/quotas/69").decoded(MeansRoutes.QuotaView.self)
            return try await call.send(
                "PUT", "/quotas/69",
                body: #"{"base": [], "periods": [], "seenRevision": \#(quota.revision)}"#, headers: Self.key())
        }
        #expect(answer.status == 409)
        #expect(answer.body.contains(session.session.text))
        #expect(answer.body.contains(session.halfDays[0].french))
        #expect(try bench.count("SELECT COUNT(*) FROM plan_quota") == 3)
    }

    @Test func `a quota that changed since is told with what changed`() async throws {
        let answer = try await asking("p-dfie") { call in
            try await call.send(
                "PUT", "/quotas/42", body: #"{"base": [], "periods": [], "seenRevision": 1}"#, headers: Self.key())
        }
        #expect(answer.status == 409)
        #expect(answer.body.contains("quota modifié"))
    }

    @Test func `whoever saw an older revision of an action is told what happened since`() async throws {
        let id = request.id
        let answer = try await asking("p-69") { call in
            try await call.send(
                "POST", "/actions/\(id)/plan", body: #"{"seenRevision": 1}"#, headers: Self.key())
        }
        #expect(answer.status == 409)
        #expect(answer.body.contains("demande validée"))
        #expect(answer.body.contains("dates proposées"))
    }

    @Test func `an import is previewed, rejects line by line, and is applied`() async throws {
        let table = """
            \(MeansTables.trainerColumns.joined(separator: ";"))
            F900;2;formateur académique;0690001B;69;*;non;2A, 2P;4;12;2
            F901;3;formateur académique;0690001B;69;*;peut-être;2A, 9P;4;12;2
            F902;2;formateur académique;0690001B;42;*;non;2A, 2P;4;12;2
            F903;2;formateur

            """
        let id = "F900"
        try await asking("p-69") { call in
            let preview = try await call.send(
                "POST", "/imports/trainers?mode=preview", body: table,
                headers: Self.key().merging(["Content-Type": "text/csv"]) { $1 })
            #expect(preview.status == 200, "\(preview.body)")
            let report = try preview.decoded(ImportAnswer.self)
            #expect(report.read == 4)
            #expect(Set(report.rejected.map(\.line)) == [3, 4, 5])
            #expect(
                report.rejected.filter { $0.line == 3 }.map(\.field).sorted() == [
                    "ASH", "degré", "demi-journées libres",
                ])
            #expect(try await call.send("GET", "/trainers/\(id)").status == 404)
            let applied = try await call.send(
                "POST", "/imports/trainers?mode=apply", body: table,
                headers: Self.key().merging(["Content-Type": "text/csv", "Accept": "text/csv"]) { $1 })
            #expect(applied.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(applied.body.contains("3;2;degré;"))
            #expect(try await call.send("GET", "/trainers/\(id)").status == 200)
        }
    }

    @Test func `a truncated quote or another header applies nothing; a body of 20 MB is refused`() async throws {
        try await asking("p-dfie") { call in
            let csv = ["Content-Type": "text/csv"]
            for body in ["département;demi-journée;remplacements\n42;1A;\"10\n", "x;y\n42;1\n", ""] {
                let answer = try await call.send(
                    "POST", "/imports/quotas?mode=apply", body: body, headers: Self.key().merging(csv) { $1 })
                #expect(answer.status == 422, "\(answer.body)")
            }
            let huge = String(repeating: "42;1A;10\n", count: 2_400_000)
            let answer = try await call.send(
                "POST", "/imports/quotas?mode=apply", body: huge, headers: Self.key().merging(csv) { $1 })
            #expect(answer.status == 413)
            let wrong = try await call.send(
                "POST", "/actions/ALP-69-0002/confirm", body: #"{"departement": 69, "sessions": {}}"#,
                headers: Self.key())
            #expect(wrong.status == 400)
        }
    }

    @Test func `a quota's import holds back the lines below what is booked, and takes the others`() async throws {
        let halfDay = try #require(try bench.action(request.id).sessions.first?.halfDays.first)
        let table = "département;demi-journée;remplacements\n69;\(halfDay.weekly);0\n69;5A;77\n"
        let report = try await asking("p-dfie") { call in
            try await call.send(
                "POST", "/imports/quotas?mode=apply", body: table,
                headers: Self.key().merging(["Content-Type": "text/csv"]) { $1 }
            ).decoded(ImportAnswer.self)
        }
        #expect(report.rejected.map(\.line) == [2])
        #expect(report.changed == 1)
        let quota = try bench.desk.state(of: "quota/69")?.state.quota
        #expect(quota?.base.first { $0.halfDay.text == "5A" }?.replacements == 77)
    }

    @Test func `calendars are JSON, and tables where they are asked for`() async throws {
        let session = try #require(try bench.action(request.id).sessions.first)
        let trainer = session.team[0]
        try await asking("p-69") { call in
            let calendar = try await call.send("GET", "/calendar").decoded(CalendarRoutes.Calendar.self)
            #expect(calendar.sessions.map(\.session) == [session.session])
            let table = try await call.send("GET", "/calendar", headers: ["Accept": "text/csv"])
            #expect(table.body.contains(";\(session.session);"))
            let own = try await call.send("GET", "/trainers/\(trainer)/calendar").decoded(CalendarRoutes.Calendar.self)
            #expect(own.sessions.count == 1)
        }
        let exported = try await asking("p-dfie") { call in
            let instance = try await call.send("GET", "/export/instance").decoded(InstanceDocument.self)
            let plan = try await call.send("GET", "/export/plan").decoded(PlanDocument.self)
            return PlanJudge(instance, plan).breaches
        }
        #expect(exported.isEmpty)
    }

    @Test func `before the release a trainer's calendar is empty and the IA-IPR finds no action`() async throws {
        let state = try bench.action(request.id)
        let trainer = try #require(state.sessions.first?.team.first)
        let id = request.id
        let referents = Set(request.form.groups.flatMap(\.establishments).map { "ia-ipr:\($0)" })
        let tokens = try FaceTokens([
            Caller(identifier: "p-t", roles: ["trainer"], functions: ["trainer:\(trainer)"]),
            Caller(identifier: "p-r", roles: ["ia-ipr"], functions: referents),
        ])
        try bench.confirm(id)
        func seen() async throws -> [Int] {
            try await TestFace.running(
                routes: SchedulingRoutes.table(bench.desk), tokens: tokens.file, configure: { $0.rate = nil }
            ) { face in
                let own = HTTPCall(address: "\(face.address)", token: tokens["p-t"])
                let referent = HTTPCall(address: "\(face.address)", token: tokens["p-r"])
                let calendar = try await own.send("GET", "/trainers/\(trainer)/calendar")
                    .decoded(CalendarRoutes.Calendar.self)
                #expect(calendar.sessions.allSatisfy { $0.replacements.isEmpty && $0.state == "published" })
                return [
                    calendar.sessions.count, try await own.send("GET", "/actions/\(id)").status,
                    try await referent.send("GET", "/actions/\(id)").status,
                ]
            }
        }
        #expect(try await seen() == [0, 404, 404])
        try bench.happens(.decided(id, .released(bench.lyon.released(.first, state.named))), id.text)
        #expect(try await seen() == [state.sessions.filter { $0.team.contains(trainer) }.count, 200, 200])
    }

    @Test func `a trainer or a quota that is put twice with one key has one answer, a bare second one is refused`()
        async throws
    {
        func trainer(_ wished: Int) -> String {
            """
            {"trainer": {"id": "F990", "degree": "first", "position": "CPC", "base": "69123", "zones": ["69"],
             "isASH": false, "free": ["1A"], "mostPerWeek": 4, "mostPerYear": 12, "wishedPerWeek": \(wished)}}
            """
        }
        let bodies = [
            ("/trainers/F990", trainer(2)),
            ("/quotas/73", #"{"base": [{"halfDay": "1A", "replacements": 3}], "periods": []}"#),
        ]
        let wrong = trainer(.min)
        try await asking("p-dfie") { call in
            let refused = try await call.send("PUT", "/trainers/F990", body: wrong, headers: Self.key())
            #expect(refused.status == 422)
            #expect(refused.body.contains("wishedPerWeek"))
            for (path, body) in bodies {
                let headers = Self.key()
                let first = try await call.send("PUT", path, body: body, headers: headers)
                let again = try await call.send("PUT", path, body: body, headers: headers)
                #expect(first.status == 200, "\(first.body)")
                #expect(again.status == 200)
                #expect(first.body == again.body)
                let bare = try await call.send("PUT", path, body: body, headers: Self.key())
                #expect(bare.status == 422)
                #expect(bare.body.contains("seenRevision"))
            }
        }
    }
}
