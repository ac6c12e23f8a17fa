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
struct ConsentTests {
    private let token = "tok_en-0123456789abcdefghijklmnopqrstuvwxyzABC"

    /// A request of the head's, the IEN in the directory, and the IEN's link.
    private func linked(_ bench: Bench, _ client: Client) async throws -> RequestAnswer {
        try await client.send(
            "PUT", "/functions/ien:69-lyon-4eme-caluire/terms/2015-09-01", as: People.dfie,
            body: #"{"person": "p-ien", "name": "Dominique Modèle", "mail": "dominique.modele@example.org"}"#)
        let view = try await client.submitted()
        try bench.link(view.request, token: token, code: "123456", expires: "2020-05-26T10:00:00.000Z")
        return view
    }

    @Test(arguments: Engine.allCases)
    func `F5: a pilot sees what they agree to, and agrees once with their code`(engine: Engine) async throws {
        let bench = try await Bench.on(engine)
        try await bench.run { client in
            let view = try await linked(bench, client)
            let shown = try await client.get("/accord/\(token)", as: nil)
            #expect(try shown.decoded(ConsentView.self).form?.theme == Forms.form().theme)
            let yes = #"{"code": "123456", "agrees": true}"#
            let agreed = try await client.post("/accord/\(token)", as: nil, yes)
            #expect(agreed.status == 200)
            #expect(try agreed.decoded(ConsentAnswer.self).stage == .examination)
            guard case .consented(let message)? = try bench.requests(view.request.text).last else {
                throw KitError("nothing was published")
            }
            #expect(message.actor.person.text == "p-ien" && message.agrees)
            #expect(try await client.post("/accord/\(token)", as: nil, yes).status == 410)
            #expect(try await client.get("/accord/\(token)", as: nil).status == 410)
            #expect(try await client.see(view.request).pilots.map(\.agrees) == [true, true])
        }
        #expect(try await bench.differences() == [])
    }

    @Test func `five wrong codes end a link, and the same wrong code with the same key is one try`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            _ = try await linked(bench, client)
            let wrong = #"{"code": "000000", "agrees": true}"#
            for left in [4, 3, 2, 1, 0] {
                for _ in 1...2 {
                    let answer = try await client.post("/accord/\(token)", as: nil, wrong, key: "wrong-code-\(left)")
                    #expect(answer.status == 422)
                    #expect(try answer.decoded(Problem.self).detail == Texts.triesLeft(left))
                }
            }
            let right = try await client.post("/accord/\(token)", as: nil, #"{"code": "123456", "agrees": true}"#)
            #expect(right.status == 410)
        }
    }

    @Test func `a link dies with its day, and with another form`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await linked(bench, client)
            let yes = #"{"code": "123456", "agrees": true}"#
            let then = bench.clock.now
            bench.clock.now = then + .seconds(14 * 86_400)
            #expect(try await client.get("/accord/\(token)", as: nil).status == 410)
            #expect(try await client.post("/accord/\(token)", as: nil, yes).status == 410)
            bench.clock.now = then
            try await client.post(
                "/requests/\(view.request)/amend", as: People.head,
                try Forms.body(Forms.form(title: "Un autre titre"), seen: 2))
            #expect(try await client.post("/accord/\(token)", as: nil, yes).status == 410)
        }
    }

    @Test func `another holder can't use the link of the one before`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            _ = try await linked(bench, client)
            try await client.send(
                "PUT", "/functions/ien:69-lyon-4eme-caluire/terms/2020-05-12", as: People.service,
                body: #"{"person": "p-new", "name": "Camille Exemple"}"#)
            let answer = try await client.post("/accord/\(token)", as: nil, #"{"code": "123456", "agrees": true}"#)
            #expect(answer.status == 410)
        }
    }

    @Test func `an unknown token or tracking number is nothing`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            #expect(try await client.get("/accord/unknown", as: nil).status == 404)
            let post = try await client.post("/accord/unknown", as: nil, #"{"code": "1", "agrees": true}"#)
            #expect(post.status == 404)
            #expect(try await client.get("/suivi/AAAA-AAAA-AAAA-AAAA", as: nil).status == 404)
            #expect(try await client.get("/suivi/nothing", as: nil).status == 404)
        }
    }

    @Test func `a browser gets a page with the form, posts it without a key, and is told again what it answered`()
        async throws
    {
        let bench = try Bench()
        try await bench.run { client in
            let view = try await linked(bench, client)
            let call = HTTPCall(address: client.address, token: nil)
            let page = ["Accept": "text/html,application/xhtml+xml;q=0.9"]
            let form = page.merging(["Content-Type": "application/x-www-form-urlencoded"]) { $1 }
            let path = "/accord/\(token)"
            let shown = try await call.send("GET", path, body: nil, headers: page, within: .seconds(50))
            #expect(shown.status == 200)
            #expect(shown.body.contains("Je donne mon accord") && shown.body.contains("name=\"code\""))
            #expect(shown.body.contains(view.request.text) && !shown.body.contains(token))
            func post(_ body: String) async throws -> HTTPCall.Answer {
                try await call.send("POST", path, body: body, headers: form, within: .seconds(50))
            }
            let wrong = try await post("code=000000&answer=oui")
            #expect(wrong.status == 422 && wrong.body.contains("il vous reste 4 essais"))
            let agreed = try await post("code=123+456&answer=oui")
            #expect(
                agreed.status == 200 && agreed.body.contains("Votre réponse (accord) est enregistrée le 12 mai 2020"))
            #expect(try await post("code=123+456&answer=oui").status == 200)
            let again = try await call.send("GET", path, body: nil, headers: page, within: .seconds(50))
            #expect(again.status == 200 && again.body.contains("enregistrée le 12 mai 2020 à 12 h 00"))
            #expect(try await client.see(view.request).pilots.map(\.agrees) == [true, true])
            let number = try #require(view.trackingNumber)
            let tracked = try await call.send("GET", "/suivi/\(number)", body: nil, headers: page, within: .seconds(50))
            #expect(tracked.body.contains("en examen") && tracked.body.contains("<html lang=\"fr\">"))
            let home = try await call.send("GET", "/", body: nil, headers: page, within: .seconds(50))
            #expect(home.status == 200 && home.body.contains("Numéro de suivi"))
        }
    }
}
