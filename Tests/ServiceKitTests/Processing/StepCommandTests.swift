import ProofApp
import ProofDomain
import ServiceKit
import Store
import Testing
import Vocabulary

extension StepTests {
    static func cancel(
        _ booking: String, key: String, body: String = "cancel", seen: Int64? = nil
    ) -> Command<BookingDecider.Input> {
        Command(
            idempotencyKey: key, bodySHA256: sha256(Array(body.utf8)), aggregate: booking, seenRevision: seen,
            input: BookingDecider.Input(booking: booking, .cancel), actor: "pilot:7", correlation: booking)
    }

    /// Answers with the revision; what gave nothing is refused with 422.
    static func answer(_ events: [BookingDecider.Event], _ state: BookingDecider.State, _ revision: Int64) -> Answer {
        Answer(status: events == [.passedOver] ? 422 : 200, body: Array("\(revision)".utf8))
    }

    @Suite struct Commands {
        @Test(arguments: Engine.allCases)
        func `a command is answered once it stands in the journal, with its actor`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            let outcome = try step.handle(StepTests.cancel("a", key: "k1"), at: noon, reply: StepTests.answer)
            #expect(outcome == .answered(Answer(status: 200, body: Array("1".utf8))))
            let entry = try #require(try bench.journal("a").first)
            #expect((entry.cause, entry.actor) == ("command:k1", "pilot:7"))
        }

        @Test(arguments: Engine.allCases)
        func `the same key and body get the kept answer, and nothing happens again`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            _ = try step.handle(StepTests.cancel("a", key: "k1"), at: noon, reply: StepTests.answer)
            try step.take([try note(1, at: 0)])
            let again = try step.handle(StepTests.cancel("a", key: "k1"), at: noon, reply: StepTests.answer)
            #expect(again == .again(Answer(status: 200, body: Array("1".utf8))))
            #expect(try bench.events("a") == [.cancelled(room: nil, freed: 0), .noted(1)])
        }

        @Test(arguments: Engine.allCases)
        func `the same key with another body is refused, and nothing happens`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            _ = try step.handle(StepTests.cancel("a", key: "k1"), at: noon, reply: StepTests.answer)
            let other = StepTests.cancel("b", key: "k1", body: "another")
            #expect(try step.handle(other, at: noon, reply: StepTests.answer) == .keyUsedForAnother)
            #expect(try bench.events("b") == [])
        }

        @Test(arguments: Engine.allCases)
        func `a stale revision is refused and not kept, so that the same key works with the new one`(
            engine: Engine
        ) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            try step.take([try note(1, at: 0), try note(2, at: 1)])
            let stale = StepTests.cancel("a", key: "k1", seen: 1)
            #expect(try step.handle(stale, at: noon, reply: StepTests.answer) == .stale(current: 2))
            #expect(try bench.count("command") == 0)
            let fresh = StepTests.cancel("a", key: "k1", seen: 2)
            #expect(
                try step.handle(fresh, at: noon, reply: StepTests.answer)
                    == .answered(Answer(status: 200, body: Array("3".utf8))))
        }

        @Test(arguments: Engine.allCases)
        func `a refusal is kept like any answer`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            _ = try step.handle(StepTests.cancel("a", key: "k1"), at: noon, reply: StepTests.answer)
            let refused = Answer(status: 422, body: Array("2".utf8))
            #expect(
                try step.handle(StepTests.cancel("a", key: "k2"), at: noon, reply: StepTests.answer)
                    == .answered(refused))
            #expect(
                try step.handle(StepTests.cancel("a", key: "k2"), at: noon, reply: StepTests.answer) == .again(refused))
        }

        @Test(arguments: Engine.allCases)
        func `a command that fails leaves its key free`(engine: Engine) throws {
            struct Failed: Error {}
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            #expect(throws: Failed.self) {
                try step.handle(StepTests.cancel("a", key: "k1"), at: noon) { _, _, _ in throw Failed() }
            }
            #expect(try bench.count("command") == 0)
            #expect(try bench.events("a") == [])
        }
    }

    @Suite struct Timers {
        private let lapse = DueTimer(
            subject: "a", kind: "lapse", ordinal: 1, dueAt: noon.milliseconds + 40)

        private func waiting(_ engine: Engine) throws -> (StepBench<BookingDefinition>, Step<BookingDefinition>) {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            try step.take([try made(1, of: "a", patience: 40, at: 0)])
            return (bench, step)
        }

        @Test(arguments: Engine.allCases)
        func `a timer fires when its moment has come, and once`(engine: Engine) throws {
            let (bench, step) = try waiting(engine)
            #expect(try step.dueTimers(at: noon + .milliseconds(39), limit: 10) == [])
            let due = noon + .milliseconds(40)
            #expect(try step.dueTimers(at: due, limit: 10) == [lapse])
            #expect(try step.fire(lapse, at: due))
            #expect(try !step.fire(lapse, at: due))
            #expect(try bench.events("a").last == .lapsed(room: "room-0"))
            #expect(try bench.journal("a").last?.cause == "timer:lapse/1/a")
            #expect(try bench.count("due") == 0)
        }

        @Test(arguments: Engine.allCases)
        func `a timer set to a later moment meanwhile does not fire`(engine: Engine) throws {
            let (bench, step) = try waiting(engine)
            var later = lapse
            later.dueAt += 1000
            try bench.database.transaction { try DueTimers.set([later], in: $0) }
            #expect(try !step.fire(lapse, at: noon + .milliseconds(40)))
            #expect(try step.dueTimers(at: noon + .seconds(2), limit: 10) == [later])
        }

        @Test(arguments: Engine.allCases)
        func `an event that cancels a timer takes it away`(engine: Engine) throws {
            let (bench, step) = try waiting(engine)
            _ = try step.handle(StepTests.cancel("a", key: "k"), at: noon, reply: StepTests.answer)
            #expect(try bench.count("due") == 0)
            #expect(try !step.fire(lapse, at: noon + .seconds(1)))
            #expect(try bench.events("a").last == .cancelled(room: "room-0", freed: 0))
        }
    }
}
