import FaceKit
import Imports
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
struct RequestTests {
    private func withdraw(_ seen: Int64) -> String {
        #"{"reason": "Le projet est abandonné.", "seenRevision": \#(seen)}"#
    }

    @Test(arguments: Engine.allCases)
    func `Y3: before the release every page reads as if nothing were decided`(engine: Engine) async throws {
        let bench = try await Bench.on(engine)
        try await bench.run { client in
            for refused in [true, false] {
                let view = try await client.submitted(key: "send-\(refused)-0001")
                guard let number = view.trackingNumber else { throw KitError("no tracking number") }
                let places = ["/suivi/\(number)", "/requests/\(view.request)", "/requests?stage=consents"]
                var before: [String] = []
                for place in places { before.append(try await client.get(place, as: People.head).body) }
                bench.clock.now = bench.clock.now + .seconds(3600)
                if refused {
                    try bench.refuse(view.request)
                } else {
                    try bench.validate(view.request)
                    try bench.publishDates(view.request)
                }
                for (place, text) in zip(places, before) {
                    #expect(try await client.get(place, as: People.head).body == text)
                }
                let amend = try await client.post(
                    "/requests/\(view.request)/amend", as: People.head,
                    try Forms.body(Forms.form(title: "Un autre titre"), seen: 2))
                #expect(amend.status == 409)
                #expect(try amend.decoded(Problem.self).detail == Texts.examined)
                try bench.release(view.request, refused ? .refusal : .validation)
                let shown = try await client.get("/suivi/\(number)", as: nil).decoded(TrackingView.self)
                #expect(shown.standing.stage == (refused ? .refused : .published))
                #expect(shown.standing.sessions.isEmpty == refused)
                #expect(shown.standing.reasons.isEmpty == !refused)
            }
        }
    }

    @Test func `a returned request tells why and until when, and its amendment answers the return`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await client.submitted()
            guard let number = view.trackingNumber else { throw KitError("no tracking number") }
            try bench.validate(view.request)
            try bench.returnToPilots(view.request)
            let page = try await client.get("/suivi/\(number)", as: nil)
            let shown = try page.decoded(TrackingView.self)
            #expect(shown.standing.stage == .correction)
            #expect(shown.standing.mustAct == ["chef d'établissement", "IEN"])
            #expect(shown.standing.reasons == ["T1 : Trop long. Raccourcissez.", "Précisez."])
            #expect(shown.standing.answerBy?.text == "2020-06-10")
            // Kinds of functions alone: no establishment of a pilot, no person, no form.
            for word in ["0691662G", "p-head", "Lire et comprendre"] { #expect(!page.body.contains(word)) }
            let amended = try await client.post(
                "/requests/\(view.request)/amend", as: People.inspector,
                try Forms.body(Forms.form(title: "Un titre entier"), seen: 3))
            #expect(amended.status == 200)
            guard case .amended(let message)? = try bench.requests(view.request.text).last else {
                throw KitError("nothing was published")
            }
            #expect(message.answersReturn && message.requestRevision.number == 2)
            #expect(message.actor.function?.value == Forms.inspector)
            #expect(message.form.value?.pilots.map(\.agrees) == [false, true])
        }
    }

    @Test func `of two who change it at once one is told what the other did`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await client.submitted()
            let path = "/requests/\(view.request)/amend"
            let first = try Forms.body(Forms.form(title: "Le titre du collège"), seen: 2)
            let second = try Forms.body(Forms.form(title: "Le titre de l'IEN"), seen: 2)
            async let one = client.post(path, as: People.head, first)
            async let other = client.post(path, as: People.inspector, second)
            let answers = try await [one, other]
            #expect(answers.map(\.status).sorted() == [200, 409])
            let told = try answers.first { $0.status == 409 }?.decoded(Problem.self)
            #expect(told?.type == "urn:alp:problem:stale")
            #expect(told?.errors?.count == 1)
            #expect(try bench.requests(view.request.text).count == 2)
        }
    }

    @Test func `kept answers hold identifiers alone`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await client.submitted()
            try bench.returnToPilots(view.request)
            try await client.post(
                "/requests/\(view.request)/amend", as: People.head,
                try Forms.body(Forms.form(title: "Un titre entier"), seen: 3))
            try await client.post("/renewals", as: People.other, #"{"earlierAction": "ALP-2019-001"}"#)
        }
        #expect(try bench.count("SELECT COUNT(*) FROM command") == 4)
        for word in ["titre", "comprendre", "progression", "liaison", "Raccourcissez"] {
            let sql = "SELECT COUNT(*) FROM command WHERE CAST(answer AS TEXT) LIKE '%\(word)%'"
            #expect(try bench.count(sql) == 0, "\(word)")
        }
    }

    @Test func `withdrawing is possible after the validation, once, and final`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await client.submitted()
            try bench.validate(view.request)
            try bench.release(view.request, .validation)
            let stale = try await client.post("/requests/\(view.request)/withdraw", as: People.head, withdraw(2))
            #expect(stale.status == 409)
            let messages = try stale.decoded(Problem.self).errors?.map(\.message)
            #expect(messages == ["le 12 mai 2020 à 12 h 00 : validation communiquée (Dfie)"])
            let done = try await client.post("/requests/\(view.request)/withdraw", as: People.head, withdraw(3))
            #expect(done.status == 200)
            #expect(try bench.requests(view.request.text).last?.type == RequestWithdrawn.type)
            let again = try await client.post("/requests/\(view.request)/withdraw", as: People.head, withdraw(4))
            #expect(again.status == 409)
            #expect(try again.decoded(Problem.self).detail == Texts.ended(.withdrawn))
        }
    }

    @Test func `a function is handed over by its holder, by nobody else's head, and to whom the directory names`()
        async throws
    {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await client.submitted()
            let path = "/requests/\(view.request)/handover"
            try await client.send(
                "PUT", "/functions/head:0691662G/terms/2020-09-01", as: People.dfie,
                body: #"{"person": "p-new", "name": "Camille Exemple", "mail": "camille.exemple@example.org"}"#)
            let others = #"{"function": "ien:69-lyon-4eme-caluire", "on": "2020-09-01", "seenRevision": 2}"#
            #expect(try await client.post(path, as: People.head, others).status == 403)
            let own = #"{"function": "head:0691662G", "on": "2020-09-01", "seenRevision": 2}"#
            #expect(try await client.post(path, as: People.head, own).status == 200)
            guard case .handedOver(let message)? = try bench.requests(view.request.text).last else {
                throw KitError("nothing was published")
            }
            #expect(message.from?.text == "p-head" && message.to?.text == "p-new")
        }
    }

    @Test func `lists hold what the caller may see, a page at a time`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            for number in 1...3 { _ = try await client.submitted(key: "send-number-\(number)") }
            try await client.post("/drafts", as: People.head, try Forms.body(Forms.form(title: "Un brouillon")))
            func list(_ query: String, as caller: Caller) async throws -> RequestListView {
                try await client.get("/requests\(query)", as: caller).decoded(RequestListView.self)
            }
            #expect(try await list("", as: People.head).requests.count == 4)
            #expect(try await list("?stage=draft", as: People.head).requests.count == 1)
            #expect(try await list("?stage=draft", as: People.dfie).requests.isEmpty)
            #expect(try await list("", as: People.service).requests.count == 3)
            #expect(try await list("", as: People.otherService).requests.isEmpty)
            #expect(try await list("", as: People.other).requests.isEmpty)
            #expect(try await list("", as: People.referent).requests.count == 3)
            #expect(try await list("?departement=42", as: People.dfie).requests.isEmpty)
            let first = try await list("?limit=2", as: People.dfie)
            #expect(first.requests.count == 2)
            let rest = try await list("?limit=2&after=\(first.next ?? "-")", as: People.dfie)
            #expect(rest.requests.count == 1 && rest.next == nil)
            #expect(try await client.get("/requests?limit=501", as: People.dfie).status == 422)
            #expect(try await client.get("/requests?stage=nowhere", as: People.dfie).status == 422)
            #expect(try await client.get("/requests?nothing=1", as: People.dfie).status == 400)
        }
    }

    @Test func `facts that come before their request are kept, and told when it stands`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let id = try RequestID("ALP-69-9001")
            try bench.returnToPilots(id)
            #expect(try await client.get("/requests/\(id)", as: People.dfie).status == 404)
            let brought = try await client.send(
                "POST", "/imports/requests?mode=apply", as: People.dfie, body: try Forms.line(id.text),
                type: "application/x-ndjson")
            #expect(try brought.decoded(ImportAnswer.self).created == 1)
            #expect(try await client.see(id, as: People.dfie).standing.stage == .correction)
        }
        #expect(try await bench.differences() == [])
    }

    @Test func `contracts and what else isn't shown are handled, and a type of tomorrow waits`() async throws {
        let bench = try Bench()
        let key = "ALP-69-9002"
        try bench.tell(
            ContractMessage.sent(
                ContractSent(
                    actor: Bench.dfie, campaignRevision: .first, requestRevision: .first,
                    contract: try ContractID("C-69-9002"), act: .first, departements: [])), of: key)
        try bench.tell(
            SessionMessage.notPlaced(
                SessionsNotPlaced(
                    campaignRevision: .first, requestRevision: .first, validation: .first, groups: [])), of: key)
        try bench.hand(
            .letters, key, type: LetterSent.type,
            value: try MessageJSON.encode(
                LetterSent(letter: try LetterID("L-1"), attempt: 1, sentAt: Timestamp(bench.clock.now))))
        #expect(try bench.parked == 0)
        #expect(try bench.count("SELECT COUNT(*) FROM journal WHERE aggregate = 'ALP-69-9002'") == 0)
        try bench.hand(.decisions, key, type: "decision.pondered.v1", value: Array("{}".utf8))
        #expect(try bench.parked == 1)
    }
}
