import Messages
import ProofApp
import ProofDomain
import ServiceKit
import Store
import Testing
import Vocabulary

extension StepTests {
    @Suite struct Parking {
        private let requests = ProofTopic.requests
        private let key = KeyOfTopic(topic: ProofTopic.requests, key: "a")

        /// Key a: 1 handled, 2 poison to version 1, 3 waits behind it; key b goes on.
        private func poisoned(_ engine: Engine) throws -> StepBench<BookingDefinition> {
            let bench = try StepBench(engine)
            let report = try bench.step(BookingDefinition()).take([
                try note(1, at: 0), try note(2, newer: true, at: 1), try note(3, at: 2), try note(1, of: "b", at: 3),
            ])
            #expect((report.handled, report.waiting, report.poisoned.count) == (2, 1, 1))
            return bench
        }

        @Test(arguments: Engine.allCases)
        func `poison parks its key and only its key`(engine: Engine) throws {
            let bench = try poisoned(engine)
            #expect(try bench.events("a") == [.noted(1)])
            #expect(try bench.events("b") == [.noted(1)])
            #expect(try bench.next(requests, "a") == 2)
            let parked = try bench.parked(requests, "a")
            #expect(parked.map(\.sequence) == [2, 3])
            #expect(parked.map(\.error) == ["its type is unknown to version 1", nil])
            #expect(parked.map(\.attempts) == [1, 0])
            #expect(parked.map(\.offset) == [1, 2])
            #expect(try bench.position(requests)?.next == 4)
        }

        @Test(arguments: Engine.allCases)
        func `later records of a poisoned key wait in later batches too`(engine: Engine) throws {
            let bench = try poisoned(engine)
            let report = try bench.step(BookingDefinition()).take([try note(4, at: 4), try note(2, of: "b", at: 5)])
            #expect((report.handled, report.waiting) == (1, 1))
            #expect(try bench.parked(requests, "a").map(\.sequence) == [2, 3, 4])
        }

        @Test(arguments: Engine.allCases)
        func `a value that can't be decoded is poison and its error quotes nothing`(engine: Engine) throws {
            let bench = try StepBench(engine)
            try bench.step(BookingDefinition()).take([
                record(1, of: "a", value: Array(#"{"note":"Dupont"}"#.utf8), at: 0)
            ])
            let error = try #require(try bench.parked(requests, "a").first?.error)
            #expect(!error.contains("Dupont"))
        }

        @Test(arguments: Engine.allCases)
        func `a newer program sweeps what an older one could not handle, in order`(engine: Engine) throws {
            let bench = try poisoned(engine)
            let sweepable = { (program: String) in
                try bench.database.read { try Parked.sweepable(program: program, limit: 10, in: $0) }
            }
            #expect(try sweepable("1") == [])
            #expect(try sweepable("2") == [key])
            let report = try bench.step(BookingDefinition(version: 2), program: "2").drain(key, at: noon)
            #expect(report.drained == 2)
            #expect(try bench.events("a") == [.noted(1), .noted(2), .noted(3)])
            #expect(try bench.count("parked") == 0)
            #expect(try sweepable("3") == [])
        }

        @Test(arguments: Engine.allCases)
        func `what a newer program fails on too is written down, and not tried by it again`(engine: Engine) throws {
            let bench = try poisoned(engine)
            let step = bench.step(BookingDefinition(version: 1), program: "1.1")
            #expect(try step.drain(key, at: noon).poisoned.count == 1)
            let parked = try #require(try bench.parked(requests, "a").first)
            #expect((parked.program, parked.attempts) == ("1.1", 2))
            #expect(try step.drain(key, at: noon).poisoned.isEmpty)
            #expect(try bench.parked(requests, "a").first?.attempts == 2)
        }

        @Test(arguments: Engine.allCases)
        func `a record read again by a newer program is handled, and its row goes`(engine: Engine) throws {
            let bench = try poisoned(engine)
            let report = try bench.step(BookingDefinition(version: 2), program: "2").take([
                try note(2, newer: true, at: 4)
            ])
            #expect((report.handled, report.drained) == (1, 1))
            #expect(try bench.count("parked") == 0)
        }

        @Test(arguments: Engine.allCases)
        func `an operator's retry tries what failed under this program once more`(engine: Engine) throws {
            let bench = try poisoned(engine)
            let old = bench.step(BookingDefinition())
            #expect(try old.drain(key, forced: true, at: noon).poisoned.count == 1)
            #expect(try bench.parked(requests, "a").first?.attempts == 2)
            // The same program's version, its cause mended.
            let mended = bench.step(BookingDefinition(version: 2), program: "1")
            #expect(try mended.drain(key, at: noon).drained == 0)
            #expect(try mended.drain(key, forced: true, at: noon).drained == 2)
            #expect(try bench.events("a").count == 3)
        }

        @Test(arguments: Engine.allCases)
        func `skipping a poisoned record drains what waited behind it, and says who and why`(engine: Engine) throws {
            let bench = try poisoned(engine)
            let report = try bench.step(BookingDefinition()).skip(
                key, sequence: 2, actor: "ops", reason: "nonsense", at: noon)
            #expect((report.drained, report.poisoned.count) == (1, 0))
            #expect(try bench.events("a") == [.noted(1), .noted(3)])
            #expect(try bench.count("parked") == 0)
            #expect(try bench.next(requests, "a") == 4)
            let actions = try bench.database.read {
                try $0.query("SELECT actor, action, target, reason FROM operator_action")
            }
            #expect(actions == [Row(["ops", "skip", .text("\(key)/2"), "nonsense"])])
        }

        @Test(arguments: Engine.allCases)
        func `skipping a missing sequence drains what waited for it`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            try step.take([try note(1, at: 0), try note(3, at: 1), try note(4, at: 2)])
            let report = try step.skip(key, sequence: 2, actor: "ops", reason: "lost", at: noon)
            #expect((report.drained, report.poisoned.count) == (2, 0))
            #expect(try bench.events("a") == [.noted(1), .noted(3), .noted(4)])
            #expect(try bench.count("parked") == 0)
            // It comes after all: a duplicate now.
            #expect(try step.take([try note(2, at: 3)]).duplicates == 1)
        }

        @Test(arguments: Engine.allCases)
        func `skipping another sequence than the one waited for does nothing`(engine: Engine) throws {
            let bench = try poisoned(engine)
            for sequence in [1, 3] as [Int64] {
                #expect(throws: StepError.staleRevision(seen: sequence, current: 2)) {
                    try bench.step(BookingDefinition()).skip(
                        key, sequence: sequence, actor: "ops", reason: "", at: noon)
                }
            }
            #expect(try bench.count("operator_action") == 0)
            #expect(try bench.parked(requests, "a").count == 2)
        }

        @Test(arguments: Engine.allCases)
        func `rows overtaken by another road are swept away`(engine: Engine) throws {
            let bench = try poisoned(engine)
            try bench.change("UPDATE seen SET next = 4 WHERE key = 'a'")
            #expect(
                try bench.database.read { try Parked.sweepable(program: "1", limit: 10, in: $0) } == [key])
            _ = try bench.step(BookingDefinition()).drain(key, at: noon)
            #expect(try bench.count("parked") == 0)
        }

        @Test(arguments: Engine.allCases)
        func `figures count keys that failed and keys that wait, and since when`(engine: Engine) throws {
            let bench = try poisoned(engine)
            try bench.step(BookingDefinition()).take([try note(7, of: "c", at: 4)], at: noon + .seconds(1))
            let figures = try #require(try bench.database.read { try Parked.figures(in: $0) }.first)
            #expect((figures.failedKeys, figures.waitingKeys) == (1, 2))
            #expect(figures.oldestFailed == noon.milliseconds)
            #expect(figures.oldestWaiting == noon.milliseconds)
        }
    }
}
