import FaceKit
import Foundation
import Messages
import NotificationsDomain
import Pages
import Store
import TestKit
import Testing
import Vocabulary

@testable import Notifications

extension ServiceTests {
    /// The business listener, over HTTP.
    @Suite(.timeLimit(.minutes(2)))
    struct RouteTests {
        private static let dfie = Caller(identifier: "p-dfie", roles: ["dfie"])

        /// One request told, one not, in two départements.
        private func played() throws -> Bench {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            try bench.submitted("ALP-69-0001", agrees: false)
            try bench.published("ALP-69-0001")
            try bench.submitted("ALP-01-0001", departement: "01")
            try bench.sender().round(bench.desk())
            return bench
        }

        private func asking<Result: Sendable>(
            _ bench: Bench, as caller: Caller = Self.dfie, _ body: @Sendable @escaping (HTTPCall) async throws -> Result
        ) async throws -> Result {
            let tokens = try FaceTokens([caller])
            return try await TestFace.running(routes: bench.routes, tokens: tokens.file) { face in
                try await body(HTTPCall(address: "\(face.address)", token: tokens[caller.identifier]))
            }
        }

        private static func keyed(_ key: String = UUID().uuidString) -> [String: String] { ["Idempotency-Key": key] }

        @Test func `each role sees on each route what the table says, and no more`() async throws {
            let bench = try played()
            let people: [AccessTable.Person] = [
                .nobody, .init("Dfie", Self.dfie), .init("Pôle", Caller(identifier: "p-pole", roles: ["pole"])),
                .init("service 69", Caller(identifier: "p-s69", roles: ["service"], functions: ["service:69"])),
                .init("service 01", Caller(identifier: "p-s01", roles: ["service"], functions: ["service:01"])),
                .init("IA-DASEN 69", Caller(identifier: "p-d69", roles: ["ia-dasen"], functions: ["ia-dasen:69"])),
                .init("IA-IPR", Caller(identifier: "p-ipr", roles: ["ia-ipr"], functions: ["ia-ipr:0691662G"])),
                .init("the head", Caller(identifier: "p-head", roles: ["pilot"], functions: [Bench.head])),
                .init("another head", Caller(identifier: "p-other", roles: ["pilot"], functions: ["head:0010002X"])),
                .init("a trainer", Caller(identifier: "p-t", roles: ["trainer"], functions: ["trainer:F012"])),
                .stranger,
            ]
            let lists: [String: AccessTable.Expected] = ["an operator": 403]
            // L1 is the head's receipt, sent; L5 the head's July letter, which waits.
            let own: [String: AccessTable.Expected] = [
                "Dfie": 200, "Pôle": 200, "service 69": 200, "IA-DASEN 69": 200, "the head": 200, "an operator": 403,
            ]
            let waiting: [String: AccessTable.Expected] = [
                "Dfie": 200, "Pôle": 200, "service 69": 200, "IA-DASEN 69": 200, "an operator": 403,
            ]
            let anothers: [String: AccessTable.Expected] = [
                "Dfie": 200, "Pôle": 200, "service 69": 200, "IA-DASEN 69": 200, "an operator": 403,
            ]
            let release = #"{"letters": [{"letter": "ALP-69-0001.L5", "campaignRevision": 9, "requestRevision": 1}]}"#
            let table = AccessTable(
                people: people,
                rows: [
                    .init("GET /letters", .nobodys, [:], lists, others: 200),
                    .init("GET /lettres", .nobodys, [:], lists, others: 200),
                    .init("GET /lettres/{letter}", .own, ["letter": "ALP-69-0001.L1"], own, others: 404),
                    .init("GET /lettres/{letter}", .own, ["letter": "ALP-69-0001.L5"], waiting, others: 404),
                    .init("GET /lettres/{letter}", .anothers, ["letter": "ALP-69-0001.L2"], anothers, others: 404),
                    .init("GET /lettres/{letter}", .anothers, ["letter": "ALP-69-9999.L2"], lists, others: 404),
                    .init("GET /lettres/modeles", .nobodys, [:], lists, others: 200),
                    .init("GET /lettres/modeles/{name}", .nobodys, ["name": "receipt"], lists, others: 200),
                    .init("POST /letters/release", .nobodys, [:], body: release, ["Dfie": .passes], others: 403),
                    .init(
                        "POST /letters/{letter}/again", .own, ["letter": "ALP-69-0001.L1"], body: "{}", ["Dfie": 409],
                        others: 403),
                    .init(
                        "POST /letters/{letter}/again", .anothers, ["letter": "ALP-69-9999.L1"], body: "{}",
                        ["Dfie": 404], others: 403),
                ])
            #expect(try await table.failures(of: bench.routes) == [])
        }

        @Test func `lists hold what the caller may see, filtered and a page at a time`() async throws {
            let bench = try played()
            let head = Caller(identifier: "p-head", roles: ["pilot"], functions: [Bench.head])
            try await asking(bench, as: head) { call in
                let list = try await call.send("GET", "/letters").decoded(LetterList.self)
                #expect(list.letters.map(\.letter) == ["ALP-01-0001.L1", "ALP-69-0001.L1"], "sent ones of their own")
            }
            let service = Caller(identifier: "p-s01", roles: ["service"], functions: ["service:01"])
            try await asking(bench, as: service) { call in
                let list = try await call.send("GET", "/letters").decoded(LetterList.self)
                #expect(Set(list.letters.compactMap(\.request)) == ["ALP-01-0001"])
            }
            try await asking(bench) { call in
                var after = ""
                var seen: [String] = []
                repeat {
                    let page = try await call.send("GET", "/letters?limit=2\(after)").decoded(LetterList.self)
                    seen += page.letters.map(\.letter)
                    after = page.next.map { "&after=\($0)" } ?? ""
                } while !after.isEmpty
                #expect(seen == seen.sorted() && Set(seen).count == 9)
                let kinds = try await call.send("GET", "/letters?kind=validation&state=waiting&request=ALP-69-0001")
                #expect(try kinds.decoded(LetterList.self).letters.count == 3)
                for query in ["kind=x", "state=x", "limit=0", "limit=501", "part=x"] {
                    #expect([400, 422].contains(try await call.send("GET", "/letters?\(query)").status))
                }
            }
        }

        @Test func `previews show neither link nor code, and run nothing`() async throws {
            let bench = try played()
            let (token, code) = (
                bench.press.key.token(try LetterID("ALP-69-0001.L3")),
                bench.press.key.code(try LetterID("ALP-69-0001.L3"))
            )
            try await asking(bench) { call in
                for letter in ["ALP-69-0001.L3", "ALP-69-0001.L4"] {
                    for part in ["html", "text"] {
                        let answer = try await call.send("GET", "/lettres/\(letter)?part=\(part)")
                        #expect(answer.status == 200)
                        #expect(!answer.body.contains(token) && !answer.body.contains(code))
                        #expect(!answer.body.contains("\u{1}"))
                    }
                }
                let page = try await call.send("GET", "/lettres/ALP-69-0001.L5")
                #expect(page.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
                let calendar = try await call.send("GET", "/lettres/ALP-69-0001.L5?part=ics")
                #expect(calendar.headers["content-type"] == "text/calendar; charset=utf-8")
                #expect(calendar.headers["content-disposition"]?.hasPrefix("attachment") == true)
                #expect(calendar.body.hasPrefix("BEGIN:VCALENDAR"))
                #expect(try await call.send("GET", "/lettres/ALP-69-0001.L1?part=ics").status == 404)
                let list = try await call.send("GET", "/lettres")
                #expect(list.body.contains("/lettres/ALP-69-0001.L5?part=ics"))
            }
        }

        @Test func `a model of each kind is there once a campaign is`() async throws {
            let bench = try Bench()
            try await asking(bench) { call in
                let models = try await call.send("GET", "/lettres/modeles")
                #expect(models.status == 409)
            }
            try bench.campaign()
            try await asking(bench) { call in
                let models = try await call.send("GET", "/lettres/modeles")
                #expect(models.status == 200)
                for name in [
                    "receipt", "consent", "code", "correction", "refusal", "validation", "change-moved", "digest",
                ] {
                    #expect(models.body.contains("/lettres/modeles/\(name)\""))
                    #expect(try await call.send("GET", "/lettres/modeles/\(name)?part=text").status == 200)
                }
                #expect(try await call.send("GET", "/lettres/modeles/nothing").status == 404)
            }
        }

        @Test func `« bon à envoyer »: an outcome for each letter, and the same answer to the same key`() async throws {
            let bench = try played()
            let letters = try bench.letters("kind = 'validation'")
            try await asking(bench) { call in
                func asked(_ letter: String, _ campaign: Int = 1) -> String {
                    #"{"letter": "\#(letter)", "campaignRevision": \#(campaign), "requestRevision": 1}"#
                }
                let body = """
                    {"letters": [\(asked(letters[0].letter.text)), \(asked(letters[1].letter.text, 2)),
                    \(asked("ALP-69-0001.L1")), \(asked("ALP-69-9999.L1"))]}
                    """
                let first = try await call.send(
                    "POST", "/letters/release", body: body, headers: Self.keyed("release-0001"))
                let outcomes = try first.decoded(ReleaseRoutes.Outcomes.self).outcomes
                #expect(outcomes.map(\.status) == [.released, .stale, .alreadyReleased, .notFound])
                #expect(outcomes[0].problem == nil && outcomes[1].problem?.contains("relisez") == true)
                let again = try await call.send(
                    "POST", "/letters/release", body: body, headers: Self.keyed("release-0001"))
                #expect(again.body == first.body)
                let other = try await call.send(
                    "POST", "/letters/release", body: #"{"letters": "all", "kind": "refusal"}"#,
                    headers: Self.keyed("release-0001"))
                #expect(other.status == 409)
            }
            #expect(try bench.letters("kind = 'validation'").map(\.status) == [.sendable, .waiting, .waiting])
        }

        @Test func `« bon à envoyer » for all of a kind finds the same letters again`() async throws {
            let bench = try played()
            try await asking(bench) { call in
                let body = #"{"letters": "all", "kind": "validation"}"#
                let first = try await call.send(
                    "POST", "/letters/release", body: body, headers: Self.keyed("release-all"))
                #expect(
                    try first.decoded(ReleaseRoutes.Outcomes.self).outcomes.map(\.status) == [
                        .released, .released, .released,
                    ])
                let again = try await call.send(
                    "POST", "/letters/release", body: body, headers: Self.keyed("release-all"))
                #expect(again.body == first.body)
                let next = try await call.send("POST", "/letters/release", body: body, headers: Self.keyed())
                #expect(try next.decoded(ReleaseRoutes.Outcomes.self).outcomes.isEmpty)
            }
            try bench.sender().round(bench.desk())
            #expect(try bench.letters("kind = 'validation'").allSatisfy { $0.status == .sent })
            #expect(try bench.files().values.filter { $0.contains("text/calendar") }.count == 3)
        }

        @Test func `a letter that was written anew meanwhile isn't released by the former one's`() async throws {
            let bench = try played()
            let old = try #require(try bench.letters("kind = 'validation'").first).letter
            try bench.moved("ALP-69-0001")
            try await asking(bench) { call in
                let body = #"{"letters": [{"letter": "\#(old)", "campaignRevision": 1, "requestRevision": 1}]}"#
                let answer = try await call.send("POST", "/letters/release", body: body, headers: Self.keyed())
                #expect(try answer.decoded(ReleaseRoutes.Outcomes.self).outcomes.map(\.status) == [.void])
            }
        }

        @Test(arguments: [
            "", "{", #"{"letters": 3}"#, #"{"letters": "some"}"#, #"{"letters": "all"}"#,
            #"{"letters": [{"letter": "a b"}]}"#,
            #"{"letters": [], "kind": "x"}"#, "[]",
        ])
        func `a body that isn't one is told so`(_ body: String) async throws {
            let bench = try Bench()
            try await asking(bench) { call in
                let answer = try await call.send("POST", "/letters/release", body: body, headers: Self.keyed())
                #expect([400, 422].contains(answer.status), "\(answer.status) \(answer.body)")
                #expect(try await call.send("POST", "/letters/release", body: body).status == 400, "without a key")
            }
        }
    }
}
