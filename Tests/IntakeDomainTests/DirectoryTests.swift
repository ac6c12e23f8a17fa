import Deciding
import IntakeDomain
import Messages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct DirectoryTests {
    private func held(
        _ person: String, from: String, until: String? = nil, name: String = "Camille Exemple"
    ) throws -> FunctionHeld {
        FunctionHeld(
            actor: Given.dfie.actor, function: Given.head, person: try PersonID(person),
            name: Personal(try PersonName(name)), mail: Personal(try MailAddress(MailAddress.example)),
            from: try CivilDate(from), until: try until.map { try CivilDate($0) })
    }

    private func after(_ terms: [FunctionHeld]) throws -> Given {
        try terms.reduce(Given()) { given, term in try given.when(.function(Given.head, .hold(term))) }
    }

    @Test func `the same first day replaces a term, another adds one`() throws {
        let given = try after([
            held("p-a", from: "2015-09-01"), held("p-b", from: "2020-09-01"),
            held("p-a", from: "2015-09-01", until: "2020-08-31"),
        ])
        #expect(given.state.function?.terms.map(\.person.text) == ["p-a", "p-b"])
        #expect(given.state.function?.holder(on: try CivilDate("2020-08-31"))?.text == "p-a")
        #expect(given.state.function?.holder(on: try CivilDate("2020-09-01"))?.text == "p-b")
        #expect(given.state.function?.holder(on: try CivilDate("2015-08-31")) == nil)
    }

    @Test func `a function is vacant between two terms`() throws {
        let given = try after([
            held("p-a", from: "2015-09-01", until: "2020-08-31"), held("p-b", from: "2020-10-05"),
        ])
        #expect(given.state.function?.holder(on: try CivilDate("2020-09-15")) == nil)
    }

    @Test func `the same term with the same name and mail gives nothing, another mail does`() throws {
        let term = try held("p-a", from: "2015-09-01")
        var given = try after([term])
        given.world.standing = IntakeWorld.Standing(name: term.name, mail: term.mail)
        #expect(try given.when(.function(Given.head, .hold(term))).events.isEmpty)
        given.world.standing?.mail = nil
        #expect(try given.when(.function(Given.head, .hold(term))).events == [.directory(.held(term))])
    }

    @Test func `a term that ends before it begins is refused`() throws {
        let term = try held("p-a", from: "2020-09-01", until: "2020-08-31")
        let input = IntakeInput.function(Given.head, .hold(term))
        #expect(Given.decider.refusal(of: input, on: .nothing, now: Given().now)?.field == "until")
        #expect(try Given().when(input).events.isEmpty)
    }

    @Test func `no name and no mail stand in a function's state`() throws {
        let state = try after([held("p-a", from: "2015-09-01")]).state
        let text = String(decoding: try MessageJSON.encode(state), as: UTF8.self)
        #expect(!text.contains("Camille") && !text.contains("@"))
    }
}
