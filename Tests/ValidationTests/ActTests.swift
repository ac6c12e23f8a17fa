import Foundation
import Messages
import ServiceKit
import Store
import Testing
import ValidationDomain
import Vocabulary

@testable import Validation

/// What examiners do, over the listener that `main` builds.
@Suite(.timeLimit(.minutes(2)))
struct ActTests {
    private static let id = "ALP-69-0067"

    private static func ready(_ engine: Engine = .sqlite) async throws -> Bench {
        let bench = try await Bench.make(engine)
        try bench.publishCampaign()
        try bench.submit(id)
        return bench
    }

    private static func seen(_ bench: Bench, _ id: String = id, _ more: String = "") throws -> String {
        "{\(more)\"seenRevision\": \(try bench.revision(id))}"
    }

    private static func sessions(_ bench: Bench, _ id: String = id) throws -> [SessionStated] {
        let form = try bench.state(id).form
        return try form.groups.map { group in
            SessionStated(
                session: try SessionID("\(id).\(group.id).1"), revision: .first, group: group.id,
                halfDays: [try HalfDay("2020-11-05A")], host: group.host, team: [try TrainerID("F001")],
                replacements: [])
        }
    }

    /// Scheduling proposes and every service confirms.
    private static func confirm(_ bench: Bench, _ id: String = id) throws {
        let state = try bench.state(id)
        let sessions = try sessions(bench, id)
        let validation = try #require(state.validation)
        try bench.take(
            id,
            SessionMessage.proposed(
                SessionsProposed(
                    campaignRevision: .first, requestRevision: state.requestRevision, validation: validation,
                    sessions: sessions)))
        try bench.take(
            id,
            SessionMessage.confirmed(
                SessionsConfirmed(
                    actor: MessageActor(role: Open(.dfie), person: try PersonID("p-dfie")), campaignRevision: .first,
                    requestRevision: state.requestRevision, departement: state.departements[0],
                    sessions: sessions.map { SessionNamed(session: $0.session, revision: $0.revision) },
                    isComplete: true)))
    }

    @Test(arguments: Engine.allCases)
    func `Y2, T8, Y3: approved by both, placed, confirmed and released`(engine: Engine) async throws {
        let bench = try await Self.ready(engine)
        try await withFace(bench) { face in
            let first = try await face.post("/queue/\(Self.id)/approve", json: try Self.seen(bench))
            #expect(first.status == 200, "\(first.text)")
            #expect(first.body["missingVotes"] as? [String] == ["service:69"])
            let second = try await face.post("/queue/\(Self.id)/approve", json: try Self.seen(bench), as: .service69)
            #expect(second.body["state"] as? String == "validated", "\(second.text)")
            #expect(second.body["validation"] as? Int == 1)
            let early = try await face.post("/queue/\(Self.id)/release", json: try Self.seen(bench))
            #expect(early.status == 409)
            #expect(early.rules == ["T8"])
            try Self.confirm(bench)
            let released = try await face.post("/queue/\(Self.id)/release", json: try Self.seen(bench))
            #expect(released.body["state"] as? String == "released", "\(released.text)")
        }
        #expect(
            try bench.published(.decisions, Self.id) == [
                OpinionRecorded.type, OpinionRecorded.type, RequestValidated.type, DecisionReleased.type,
            ])
        #expect(try bench.isSound() == [])
    }

    @Test(arguments: Engine.allCases)
    func `of two who approve at once one gets 409 with what changed`(engine: Engine) async throws {
        let bench = try await Self.ready(engine)
        try await withFace(bench) { face in
            let body = try Self.seen(bench)
            async let one = face.post("/queue/\(Self.id)/approve", json: body)
            async let other = face.post("/queue/\(Self.id)/approve", json: body, as: .service69)
            let answers = try await [one, other]
            #expect(answers.map(\.status).sorted() == [200, 409])
            let refused = try #require(answers.first { $0.status == 409 })
            #expect(refused.body["type"] as? String == "urn:alp:problem:stale")
            #expect(refused.messages.count == 1)
            #expect(refused.messages[0].contains("un avis ou un vote a été enregistré"), "\(refused.messages)")
            #expect(!refused.text.contains("p-"), "no person is named")
        }
    }

    @Test(arguments: Engine.allCases)
    func `a letter that goes on its way makes no approval stale`(engine: Engine) async throws {
        let bench = try await Self.ready(engine)
        try await withFace(bench) { face in
            let body = try Self.seen(bench)
            let letter = try LetterID("L-69-0067-1")
            try bench.take(
                Self.id, LetterMessage.sent(LetterSent(letter: letter, attempt: 1, sentAt: Timestamp(bench.now))))
            #expect(try bench.state(Self.id).letters.map(\.letter) == [letter])
            let shown = try await face.get("/queue/\(Self.id)")
            let listed = try await face.get("/queue")
            #expect(shown.body["revision"] as? Int64 == (try bench.revision(Self.id)))
            let lines = listed.body["requests"] as? [[String: Any]] ?? []
            #expect(lines.map { $0["revision"] as? Int64 } == [try bench.revision(Self.id)])
            #expect(try await face.post("/queue/\(Self.id)/approve", json: body).status == 200)
            let stale = try await face.post("/queue/\(Self.id)/approve", json: body, as: .service69)
            #expect(stale.status == 409)
            #expect(stale.messages.count == 1, "\(stale.messages)")
            #expect(stale.messages.first?.contains("un avis ou un vote a été enregistré (dfie)") == true)
        }
    }

    @Test func `Y3: an IA-IPR learns a decision and its dates when they are released`() async throws {
        let bench = try await Self.ready()
        try await withFace(bench) { face in
            for person in [Person.dfie, .service69] {
                _ = try await face.post("/queue/\(Self.id)/approve", json: try Self.seen(bench), as: person)
            }
            try Self.confirm(bench)
            let early = try await face.get("/queue/\(Self.id)", as: .referent)
            #expect(early.body["state"] as? String == "examination")
            #expect((early.body["votes"] as? [Any])?.isEmpty == true)
            #expect((early.body["history"] as? [Any])?.isEmpty == true)
            #expect(early.body["validation"] == nil)
            #expect(!early.text.contains("2020-11-05A"))
            let decided = try await face.get("/queue?state=validated", as: .referent)
            #expect((decided.body["requests"] as? [Any])?.isEmpty == true)
            let listed = try await face.get("/queue?state=examination&placement=none", as: .referent)
            #expect((listed.body["requests"] as? [[String: Any]])?.first?["stateText"] as? String == "à l'examen")
            let stale = try await face.post(
                "/queue/\(Self.id)/opinions/record",
                json: #"{"from": "ia-ipr:\#(Person.college)", "opinion": "favourable", "seenRevision": 1}"#,
                as: .referent)
            #expect(stale.status == 409)
            #expect(!stale.text.contains("validée"), "\(stale.text)")
            _ = try await face.post("/queue/\(Self.id)/release", json: try Self.seen(bench))
            let told = try await face.get("/queue/\(Self.id)", as: .referent)
            #expect(told.body["state"] as? String == "released")
            #expect(told.text.contains("2020-11-05A"))
        }
    }

    @Test func `an amended request isn't approved by who read the former one`() async throws {
        let bench = try await Self.ready()
        try await withFace(bench) { face in
            let body = try Self.seen(bench)
            let form = try bench.state(Self.id).form
            try bench.take(
                Self.id,
                RequestMessage.amended(
                    RequestAmended(
                        actor: MessageActor(role: Open(.head), person: try PersonID("p-head")),
                        campaignRevision: .first, requestRevision: try Revision(2), receivedAt: Timestamp(bench.now),
                        answersReturn: false, pilots: [], departements: bench.lyon.departements(form),
                        form: Open(form))))
            let answer = try await face.post("/queue/\(Self.id)/approve", json: body)
            #expect(answer.status == 409)
            #expect(answer.messages.contains { $0.contains("les pilotes ont modifié la demande") })
            #expect(try bench.state(Self.id).votes.isEmpty)
        }
    }

    @Test func `another campaign revision has to be judged by before anyone decides`() async throws {
        let bench = try await Self.ready()
        try await withFace(bench) { face in
            try bench.publishCampaign { $0.rules.P2.most.value = 31 }
            let answer = try await face.post("/queue/\(Self.id)/approve", json: try Self.seen(bench))
            #expect(answer.status == 409)
            #expect(answer.body["type"] as? String == "urn:alp:problem:not-now")
            try JudgeDuty.run(bench.desk)
            #expect(try await face.post("/queue/\(Self.id)/approve", json: try Self.seen(bench)).status == 200)
        }
    }

    @Test func `the same key and body get the same answer, another body is refused`() async throws {
        let bench = try await Self.ready()
        try await withFace(bench) { face in
            let body = try Self.seen(bench)
            let first = try await face.post("/queue/\(Self.id)/approve", json: body, key: "the-same-key")
            let again = try await face.post("/queue/\(Self.id)/approve", json: body, key: "the-same-key")
            #expect(again.status == 200)
            #expect(again.text == first.text)
            #expect(try bench.state(Self.id).votes.count == 1)
            let other = try await face.post("/queue/\(Self.id)/release", json: body, key: "the-same-key")
            #expect(other.status == 409)
            let refusal = try await face.post(
                "/queue/\(Self.id)/refuse", json: try Self.seen(bench), key: "refused-key")
            #expect(refusal.status == 422)
            #expect(refusal.body["type"] as? String == "urn:alp:problem:invalid-act")
            #expect(try await face.post("/queue/\(Self.id)/approve", json: body, key: "short").status == 400)
        }
    }

    @Test func `wrong types, broken JSON and unknown parameters are told, and never 500`() async throws {
        let bench = try await Self.ready()
        try await withFace(bench) { face in
            let bodies = [
                "", "{", "[]", "null", "{}", #"{"seenRevision": "1"}"#, #"{"seenRevision": 1.5}"#,
                #"{"breaches": [{}], "seenRevision": 1}"#, #"{"breaches": ["Z9"], "seenRevision": 1}"#,
                #"{"message": 3, "seenRevision": 1}"#,
            ]
            for body in bodies {
                let answer = try await face.post("/queue/\(Self.id)/refuse", json: body)
                #expect((400..<500).contains(answer.status), "\(body): \(answer.status)")
            }
            for query in [
                "state=nowhere", "rule=Z9", "late=oui", "limit=0", "limit=501", "unknown=1", "departement=00",
            ] {
                let answer = try await face.get("/queue?\(query)")
                #expect((400..<500).contains(answer.status), "\(query): \(answer.status)")
            }
            #expect(try await face.get("/queue/nobody").status == 404)
            #expect(try await face.get("/queue/campaign%3Alyon-2020-2021").status == 404)
            #expect(try await face.get("/campaigns/nowhere").status == 404)
            #expect(try await face.get("/campaigns/lyon-2020-2021/revisions/99").status == 404)
        }
    }

    @Test func `one request is shown with all that a decision needs`() async throws {
        let bench = try await Self.ready()
        try await withFace(bench) { face in
            let shown = try await face.get("/queue/\(Self.id)", as: .service69)
            #expect(shown.status == 200)
            #expect(shown.body["state"] as? String == "examination")
            #expect(shown.body["stateText"] as? String == "à l'examen")
            let proposed = shown.body["proposedSettlement"] as? [String: Any]
            #expect(proposed?["themeClass"] as? String == "parcours")
            #expect((shown.body["history"] as? [[String: Any]])?.first?["what"] as? String == "la demande est arrivée")
            #expect(shown.body["missingVotes"] as? [String] == ["dfie", "service:69"])
        }
    }

    @Test func `a bulk has an outcome each, and one that is refused stops none`() async throws {
        let bench = try await Bench.make()
        try bench.publishCampaign()
        try bench.submit("ALP-69-0067", "ALP-69-0001", "ALP-69-0002")
        try await withFace(bench) { face in
            let items = try ["ALP-69-0067", "ALP-69-0001", "ALP-69-0002", "ALP-69-none"].map { id in
                ["request": "\"\(id)\"", "seenRevision": "\(id == "ALP-69-0002" ? 1 : try bench.revision(id))"]
            }
            let list = items.map { item in
                "{" + item.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
            }
            let body = "{\"action\": \"approve\", \"items\": [\(list.joined(separator: ", "))]}"
            let answer = try await face.post("/bulk", json: body, key: "bulk-key-1")
            #expect(answer.status == 200)
            let outcomes = answer.body["outcomes"] as? [[String: Any]] ?? []
            #expect(outcomes.map { $0["status"] as? Int } == [200, 409, 409, 404], "\(answer.text)")
            let problems = outcomes.compactMap { $0["problem"] as? [String: Any] }
            #expect(
                problems.map { $0["title"] as? String } == [
                    "La demande ne le permet pas", "Le dossier a changé depuis que vous l'avez lu",
                    "Il n'y a pas de demande de ce numéro que vous voyiez",
                ])
            #expect(problems.prefix(2).allSatisfy { $0["detail"] is String })
            for problem in problems {
                #expect((problem["instance"] as? String)?.hasPrefix("urn:alp:request:") == true)
                let errors = problem["errors"] as? [[String: Any]] ?? []
                #expect(errors.allSatisfy { ($0["field"] as? String)?.isEmpty == false }, "\(errors)")
            }
            let again = try await face.post("/bulk", json: body, key: "bulk-key-1")
            let outcomesAgain = again.body["outcomes"] as? [[String: Any]] ?? []
            #expect(outcomesAgain.map { $0["status"] as? Int } == outcomes.map { $0["status"] as? Int })
            #expect(outcomesAgain.map { $0["revision"] as? Int } == outcomes.map { $0["revision"] as? Int })
            #expect(try bench.state("ALP-69-0067").votes.count == 1)
        }
    }

    @Test func `a request of a campaign that isn't known is shown as waiting for it`() async throws {
        let bench = try await Bench.make()
        try bench.submit(Self.id)
        try await withFace(bench) { face in
            let shown = try await face.get("/queue/\(Self.id)")
            #expect(shown.body["state"] as? String == "awaitingCampaign")
            let answer = try await face.post("/queue/\(Self.id)/approve", json: try Self.seen(bench))
            #expect(answer.status == 409)
        }
    }
}
