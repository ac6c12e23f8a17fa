import Foundation
import Messages
import Rulebook
import Testing
import ValidationDomain
import Vocabulary

@testable import Validation

/// Each act's body as the documentation writes it, and what it leads to.
@Suite(.timeLimit(.minutes(2)))
struct BodyTests {
    private static func ready(_ ids: String...) async throws -> Bench {
        let bench = try await Bench.make()
        try bench.publishCampaign()
        for id in ids { try bench.submit(id) }
        return bench
    }

    /// With the revision that stands.
    private static func body(_ bench: Bench, _ id: String, _ members: String) throws -> String {
        "{\(members), \"seenRevision\": \(try bench.revision(id))}"
    }

    @Test func `F6: a late one is admitted by the Dfie`() async throws {
        let id = "ALP-69-0096"
        let bench = try await Self.ready(id)
        try await withFace(bench) { face in
            #expect(try await face.get("/queue?late=true&state=late").text.contains(id))
            let held = try await face.post("/queue/\(id)/approve", json: try Self.body(bench, id, #""x": 1"#))
            #expect(held.status == 409)
            #expect(held.rules == ["F6"])
            let admitted = try await face.post(
                "/queue/\(id)/late", json: try Self.body(bench, id, #""accept": true, "reason": "La poste.""#))
            #expect(admitted.body["state"] as? String == "examination", "\(admitted.text)")
        }
        #expect(try bench.published(.decisions, id) == [LateRequestAccepted.type])
    }

    @Test func `H4: what is settled is what is validated`() async throws {
        let id = "ALP-69-0067"
        let bench = try await Self.ready(id)
        try await withFace(bench) { face in
            let groups = try bench.state(id).form.groups.map { group in
                """
                {"group": "\(group.id)", "academicTrainers": 2, "firstDegreeTrainers": 1, "ashTrainers": 0,
                 "namedTrainers": ["F012"]}
                """
            }
            let settled = try await face.post(
                "/queue/\(id)/settle",
                json: try Self.body(
                    bench, id,
                    """
                    "themeClass": "langues-vivantes", "concernsSpecialNeeds": false, "priority": 4,
                    "groups": [\(groups.joined(separator: ","))]
                    """), as: .service69)
            #expect(settled.status == 200, "\(settled.text)")
            for person in [Person.dfie, .service69] {
                let approved = try await face.post(
                    "/queue/\(id)/approve", json: try Self.body(bench, id, #""x": 1"#), as: person)
                #expect(approved.status == 200, "\(approved.text)")
            }
            #expect(try await face.get("/queue?class=langues-vivantes").text.contains(id))
        }
        let settlement = try #require(try bench.state(id).settlement)
        #expect(settlement.themeClass.text == "langues-vivantes")
        #expect(settlement.priority == 4)
        #expect(settlement.groups.first?.namedTrainers.map(\.text) == ["F012"])
    }

    @Test func `a return names rules or says in words what to correct`() async throws {
        let id = "ALP-69-0067"
        let bench = try await Self.ready(id)
        try await withFace(bench) { face in
            let nothing = try await face.post("/queue/\(id)/return", json: try Self.body(bench, id, #""rules": []"#))
            #expect(nothing.status == 422)
            let returned = try await face.post(
                "/queue/\(id)/return",
                json: try Self.body(bench, id, #""message": "Précisez le public.", "answerBy": "2020-06-19""#))
            #expect(returned.body["state"] as? String == "returned", "\(returned.text)")
            let twice = try await face.post(
                "/queue/\(id)/return", json: try Self.body(bench, id, #""message": "Encore.""#))
            #expect(twice.status == 409)
            #expect(twice.body["type"] as? String == "urn:alp:problem:not-now")
        }
        #expect(try bench.state(id).returned?.answerBy?.text == "2020-06-19")
    }

    @Test func `I2, I3, H3: persons from outside and opinions`() async throws {
        let id = "ALP-69-0082"
        let bench = try await Self.ready(id)
        try await withFace(bench) { face in
            let speaker = try await face.post(
                "/queue/\(id)/speakers/x-s07", json: try Self.body(bench, id, #""isValidated": true"#))
            #expect(speaker.status == 200, "\(speaker.text)")
            let unknown = try await face.post(
                "/queue/\(id)/speakers/x-s99", json: try Self.body(bench, id, #""isValidated": true"#))
            #expect(unknown.status == 404)
            let lecturer = try await face.post(
                "/queue/\(id)/lecturers/x-l05",
                json: try Self.body(bench, id, #""isAgreed": false, "reason": "Indisponible.""#), as: .pole)
            #expect(lecturer.status == 200, "\(lecturer.text)")
            let asked = try await face.post(
                "/queue/\(id)/opinions",
                json: try Self.body(bench, id, #""from": ["pole"], "question": "Qu'en pensez-vous ?""#), as: .service69)
            #expect(asked.status == 200, "\(asked.text)")
            let given = try await face.post(
                "/queue/\(id)/opinions/record",
                json: try Self.body(bench, id, #""from": "pole", "opinion": "reserved", "comment": "À revoir.""#),
                as: .pole)
            #expect(given.status == 200, "\(given.text)")
            let shown = try await face.get("/queue/\(id)", as: .pole)
            #expect((shown.body["undecidedPersons"] as? [String])?.isEmpty == true)
            #expect((shown.body["opinions"] as? [[String: Any]])?.first?["opinion"] as? String == "reserved")
        }
        #expect(
            try bench.published(.decisions, id) == [
                SpeakerDecided.type, LecturerDecided.type, OpinionAsked.type, OpinionRecorded.type,
            ])
        #expect(try bench.isSound() == [])
    }

    @Test func `a refusal's reasons are chosen by number or by rule, and it is told on release`() async throws {
        let id = "ALP-69-0097"
        let bench = try await Self.ready(id)
        try await withFace(bench) { face in
            let refused = try await face.post(
                "/queue/\(id)/refuse", json: try Self.body(bench, id, #""breaches": [0, "H4"], "message": "Non.""#))
            #expect(refused.body["state"] as? String == "refused", "\(refused.text)")
            let bulk = try await face.post(
                "/bulk",
                json:
                    #"{"action": "release", "items": [{"request": "\#(id)", "seenRevision": \#(try bench.revision(id))}]}"#
            )
            let outcome = (bulk.body["outcomes"] as? [[String: Any]])?.first
            #expect(outcome?["state"] as? String == "refusalReleased", "\(bulk.text)")
        }
        let rules = try bench.state(id).refusal?.breaches.compactMap { $0.value?.rule } ?? []
        #expect(rules.count == 2)
        #expect(rules.contains(.H4))
    }

    @Test func `T8: what found no place is in the queue with its causes`() async throws {
        let id = "ALP-69-0067"
        let bench = try await Self.ready(id)
        try await withFace(bench) { face in
            for person in [Person.dfie, .service69] {
                _ = try await face.post("/queue/\(id)/approve", json: try Self.body(bench, id, #""x": 1"#), as: person)
            }
            let group = try bench.state(id).form.groups[0].id
            let cause = PlacementCause(
                rule: Open(.T7), trainers: [], departement: try Departement("69"), message: "T7 bloque 41 jours.",
                remedy: "Demandez moins de remplaçants.")
            try bench.take(
                id,
                SessionMessage.notPlaced(
                    SessionsNotPlaced(
                        campaignRevision: .first, requestRevision: .first, validation: .first,
                        groups: [GroupNotPlaced(group: group, causes: [cause])])))
            #expect(try await face.get("/queue?placement=notPlaced").text.contains(id))
            let shown = try await face.get("/queue/\(id)", as: .service69)
            #expect(shown.body["stateText"] as? String == "à replacer")
            #expect(shown.text.contains("T7 bloque 41 jours."))
            let cancelled = try await face.post(
                "/queue/\(id)/cancel", json: try Self.body(bench, id, #""reason": "Aucune date ne convient.""#),
                as: .service69)
            #expect(cancelled.body["state"] as? String == "cancelled", "\(cancelled.text)")
        }
        #expect(try bench.published(.decisions, id).last == RequestCancelled.type)
    }
}
