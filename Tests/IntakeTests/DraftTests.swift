import FaceKit
import IntakeDomain
import Messages
import Pages
import ServiceKit
import Store
import TestKit
import Testing
import Vocabulary

@testable import Intake

@Suite(.timeLimit(.minutes(2)))
struct DraftTests {
    @Test(arguments: Engine.allCases)
    func `Y1: a draft is begun, changed and sent, and leaves with the whole form`(engine: Engine) async throws {
        let bench = try await Bench.on(engine)
        try await bench.run { client in
            let begun = try await client.post("/drafts", as: People.head, try Forms.body(Forms.form()))
            #expect(begun.status == 201)
            let draft = try begun.decoded(RequestAnswer.self)
            #expect(draft.request.text.hasPrefix("ALP-69-") && draft.request.text.count == 15)
            #expect(draft.stage == .draft)
            #expect(try bench.requests(draft.request.text).isEmpty)
            let changed = try await client.send(
                "PUT", "/drafts/\(draft.request)", as: People.inspector,
                body: try Forms.body(Forms.form(title: "Écrire ensemble"), seen: draft.revision))
            #expect(try changed.decoded(RequestAnswer.self).revision == 2)
            let shown = try await client.get("/drafts/\(draft.request)", as: People.head).decoded(RequestView.self)
            #expect(shown.form?.theme.title.text == "Écrire ensemble")
            let sent = try await client.post(
                "/drafts/\(draft.request)/submit", as: People.head, #"{"seenRevision": 2}"#)
            #expect(sent.status == 200)
            #expect(try sent.decoded(RequestAnswer.self).stage == .consents)
            guard case .submitted(let message)? = try bench.requests(draft.request.text).first else {
                throw KitError("nothing was published")
            }
            #expect(message.form.value?.theme.title.text == "Écrire ensemble")
            #expect(message.actor.function?.value == Forms.head)
            #expect(message.departements.map(\.text) == ["69"])
            #expect(message.pilots.map(\.person.text) == ["p-head"])
        }
        #expect(try await bench.differences() == [])
    }

    @Test func `the same key gets the same answer, and the same draft`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let body = try Forms.body(Forms.form())
            let first = try await client.post("/drafts", as: People.head, body, key: "begin-0001")
            let again = try await client.post("/drafts", as: People.head, body, key: "begin-0001")
            #expect(first.body == again.body && again.status == 201)
            #expect(try bench.count("SELECT COUNT(*) FROM request_view") == 1)
            let another = try await client.post(
                "/drafts", as: People.head, try Forms.body(Forms.form(title: "Autre chose")), key: "begin-0001")
            #expect(another.status == 409)
            // Another person's key is another key.
            let others = try await client.post("/drafts", as: People.inspector, body, key: "begin-0001")
            #expect(others.status == 201 && others.body != first.body)
        }
    }

    @Test func `who saw an older revision is told what changed since, in French`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await client.submitted()
            let late = try await client.post(
                "/requests/\(view.request)/withdraw", as: People.head, #"{"reason": "Trop.", "seenRevision": 1}"#)
            #expect(late.status == 409)
            let problem = try late.decoded(Problem.self)
            #expect(problem.type == "urn:alp:problem:stale")
            #expect(
                problem.errors?.map(\.message)
                    == ["le 12 mai 2020 à 12 h 00 : demande déposée (chef d'établissement)"])
        }
    }

    @Test func `F5: nobody sends a request that they don't carry`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let form = Forms.form(college: "0010002X")
            let draft = try await client.post("/drafts", as: People.head, try Forms.body(form))
                .decoded(RequestAnswer.self)
            let refused = try await client.post(
                "/drafts/\(draft.request)/submit", as: People.head, #"{"seenRevision": 1}"#)
            #expect(refused.status == 422)
            #expect(try refused.decoded(Problem.self).errors?.first?.rule == "F5")
        }
    }

    @Test func `before any campaign is known a command waits, and its key stays free`() async throws {
        let bench = try Bench(campaign: false)
        try await bench.run { client in
            let body = try Forms.body(Forms.form())
            let early = try await client.post("/drafts", as: People.head, body, key: "early-0001")
            #expect(early.status == 503)
            #expect(try early.decoded(Problem.self).detail == Texts.noCampaignYet)
            try bench.publish()
            #expect(try await client.post("/drafts", as: People.head, body, key: "early-0001").status == 201)
            let unknown = try await client.post(
                "/drafts", as: People.head,
                #"{"campaign": "nantes-2021-2022", "form": \#(try Forms.json(Forms.form()))}"#)
            #expect(unknown.status == 409)
            #expect(try unknown.decoded(Problem.self).errors?.first?.field == "campaign")
        }
    }

    @Test func `a closed campaign takes no request more, and ends those that it has`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await client.submitted()
            try bench.tell(
                CampaignMessage.closed(
                    CampaignClosed(
                        actor: Bench.dfie, campaignRevision: .first, on: try CivilDate("2021-07-01"))),
                of: "lyon-2020-2021")
            let closed = try await client.post("/drafts", as: People.head, try Forms.body(Forms.form()))
            #expect(closed.status == 409)
            let withdrawn = try await client.post(
                "/requests/\(view.request)/withdraw", as: People.head, #"{"reason": "Fin.", "seenRevision": 2}"#)
            #expect(withdrawn.status == 200)
        }
    }

    @Test func `F2: a renewal carries what the list of earlier actions says, for its own pilots`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let renewal = #"{"earlierAction": "ALP-2019-001"}"#
            let begun = try await client.post("/renewals", as: People.other, renewal)
            #expect(begun.status == 201)
            let form = try await client.form(of: begun, as: People.other)
            #expect(form?.origin == .renewal && form?.earlierAction?.text == "ALP-2019-001")
            #expect(form?.groups.first?.host.text == "0010002X")
            #expect(form?.theme.title.text.hasPrefix("La liaison CM2-6e") == true)
            #expect(try await client.post("/renewals", as: People.head, renewal).status == 404)
            let unknown = #"{"earlierAction": "ALP-1999-001"}"#
            #expect(try await client.post("/renewals", as: People.head, unknown).status == 404)
        }
    }

    @Test func `F2: a renewal carries the fields of a request of another year`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await client.submitted()
            let body = #"{"earlierAction": "\#(view.request)"}"#
            #expect(try await client.post("/renewals", as: People.head, body).status == 404)
            try bench.tell(
                CampaignMessage.closed(
                    CampaignClosed(
                        actor: Bench.dfie, campaignRevision: .first, on: try CivilDate("2021-07-01"))),
                of: "lyon-2020-2021")
            let campaign = try bench.nextCampaign()
            let begun = try await client.post("/renewals", as: People.head, body)
            let form = try await client.form(of: begun)
            #expect(form?.earlierAction?.text == view.request.text && form?.origin == .renewal)
            #expect(form?.theme == Forms.form().theme)
            #expect(form?.pilots.map(\.agrees) == [false, false])
            #expect(campaign.text == "lyon-2021-2022")
        }
    }

    @Test func `an open request of the same sector is named to who examines alone, and never merged`() async throws {
        let bench = try Bench(places: true)
        try await bench.run { client in
            let first = try await client.submitted(key: "first-00001")
            let second = try await client.submitted(Forms.form(title: "Un autre projet"), key: "second-0001")
            #expect(try await client.see(second.request).possibleDuplicates.isEmpty)
            #expect(try await client.see(first.request, as: People.dfie).possibleDuplicates == [second.request])
            _ = try await client.post(
                "/requests/\(first.request)/withdraw", as: People.head, #"{"reason": "Doublon.", "seenRevision": 2}"#)
            #expect(try await client.see(second.request, as: People.dfie).possibleDuplicates.isEmpty)
        }
    }

    @Test func `a draft's answer tells what the rules would find`() async throws {
        let bench = try Bench(places: true)
        try await bench.run { client in
            var form = Forms.form()
            form.hours = 40
            let draft = try await client.post("/drafts", as: People.head, try Forms.body(form))
                .decoded(RequestAnswer.self)
            let shown = try await client.get("/drafts/\(draft.request)", as: People.head).decoded(RequestView.self)
            #expect(shown.findings?.contains { $0.rule == .T1 } == true)
            #expect(shown.findings?.contains { $0.severity == .blocks(.examination) } == false)
        }
    }

    @Test func `bodies of a wrong shape are refused with the field, and never with a 500`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            for body in ["", "{", "[]", "null", "{\"form\": 3}", #"{"form": {}}"#, "\"\\u0000\""] {
                let answer = try await client.post("/drafts", as: People.head, body)
                #expect(answer.status == 400, "\(body)")
            }
            let deep = String(repeating: "[", count: 100_000)
            #expect(try await client.post("/drafts", as: People.head, deep).status == 400)
            let long = "{\"form\": \"" + String(repeating: "x", count: 300_000) + "\"}"
            #expect(try await client.post("/drafts", as: People.head, long).status == 413)
            let keyless = try await HTTPCall(address: client.address, token: bench.tokens["p-head"])
                .send("POST", "/drafts", body: try Forms.body(Forms.form()))
            #expect(keyless.status == 400)
        }
    }
}
