import Messages
import Pages
import ProofApp
import ProofDomain
import ServiceKit
import Store
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct ActingTests {
    private func caller(_ roles: Set<String>, _ functions: Set<String> = [], person: String = "p-7f3a") -> Caller {
        Caller(identifier: person, roles: roles, functions: functions)
    }

    @Test func `the first role that the token has is acted in, with a function of it`() throws {
        let acting = try Acting(caller(["service"], ["service:69", "head:0690001B"]), as: [.dfie, .service])
        #expect(acting.role == .service)
        #expect(acting.actor.function?.value == .service(try Departement("69")))
        #expect(acting.journalled == "service service:69 p-7f3a")
        #expect(acting.concerns([try Departement("42"), try Departement("69")]))
        #expect(!acting.concerns([try Departement("42")]))
        #expect(!acting.holds(try Function("head:0690001B")))
    }

    @Test func `the Dfie is one by its role alone, and all départements concern it`() throws {
        let acting = try Acting(caller(["dfie"]), as: [.dfie])
        #expect(acting.actor.function?.value == .dfie)
        #expect(acting.concerns([try Departement("01")]))
    }

    @Test func `a pilot's token without a pilot's function acts for nobody`() {
        #expect(throws: Problem.self) { try Acting(caller(["pilot"], ["service:69"]), as: [.pilot]) }
    }

    @Test func `a role that isn't asked for gives nothing, the operator's neither`() {
        #expect { try Acting(caller(["operator", "pilot"], ["head:0690001B"]), as: [.dfie]) } throws: {
            ($0 as? Problem)?.status == 403
        }
    }

    @Test func `a head of two collèges acts for the one that is asked, and for no third`() throws {
        let acting = try Acting(caller(["pilot"], ["head:0690001B", "head:0690010L"]), as: [.pilot])
        let other = try #require(acting.acting(in: try Function("head:0690010L")))
        #expect(other.actor.function?.value?.text == "head:0690010L")
        #expect(acting.acting(in: try Function("head:0690099H")) == nil)
    }

    @Test func `a token whose identifier is no person's is told so`() {
        #expect { try Acting(caller(["dfie"], person: "Mme Prénom Nom"), as: [.dfie]) } throws: {
            ($0 as? Problem)?.type == "urn:alp:problem:token-without-person"
        }
    }

    @Test(arguments: Engine.allCases)
    func `who saw an older revision is told what changed since, when, and by which role`(engine: Engine) throws {
        let bench = try StepBench(engine)
        let step = bench.step(BookingDefinition())
        let desk = CommandDesk(step: step, clock: ServiceClock { noon }, onCommit: {})
        try step.take([try note(1, at: 0)])
        var second = StepTests.cancel("a", key: "k1", seen: 1)
        second.actor = "service service:69 p-7f3a"
        _ = try desk.take(second, reply: StepTests.answer)
        let third = StepTests.cancel("a", key: "k2", seen: 1)
        let told = #expect(throws: Problem.self) {
            try desk.answer(third, telling: { "\($0.type)" }, reply: StepTests.answer)
        }
        #expect(told?.status == 409)
        #expect(told?.errors?.count == 1)
        let message = told?.errors?.first?.message ?? ""
        #expect(message.contains("booking.event.v1 (service)"))
        #expect(!message.contains("p-7f3a"))
    }
}
