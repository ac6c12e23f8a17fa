import Kafka
import Messages
import ProofApp
import ProofDomain
import ServiceKit
import Store
import Testing
import Vocabulary

/// Everything that goes through a store: one test after the other, since they block threads.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct StepTests {}

extension StepTests {
    @Suite struct Records {
        private let requests = ProofTopic.requests
        private let place = KeyOfPartition(topic: ProofTopic.requests, partition: 0)

        @Test(arguments: Engine.allCases)
        func `a record is handled once: state, journal, seen and position move together`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let report = try bench.step(BookingDefinition()).take([try note(1, at: 0)])
            #expect((report.handled, report.journalled) == (1, 1))
            #expect(try bench.events("a") == [.noted(1)])
            #expect(try bench.next(requests, "a") == 2)
            #expect(try bench.position(requests) == Position(next: 1, lastKey: "a", lastSequence: 1))
            let entry = try #require(try bench.journal("a").first)
            #expect(entry.cause == "record:\(requests)/a/1")
            #expect((entry.topic, entry.key, entry.sequence) == (ProofTopic.bookings, "a", 1))
            #expect(entry.correlation == "about-a")
            #expect(entry.writtenAt == noon.milliseconds)
        }

        @Test(arguments: Engine.allCases)
        func `a duplicate is passed over, in another batch and in the same one`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            try step.take([try note(1, at: 0)])
            let report = try step.take([try note(1, at: 1), try note(2, at: 2), try note(2, at: 3)])
            #expect((report.handled, report.duplicates) == (1, 2))
            #expect(try bench.events("a") == [.noted(1), .noted(2)])
            #expect(try bench.position(requests)?.next == 4)
        }

        @Test(arguments: Engine.allCases)
        func `a gap is parked, and drained in order once what is missing has come`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            #expect(try step.take([try note(4, at: 0), try note(2, at: 1)]).waiting == 2)
            #expect(try step.take([try note(3, at: 2)]).waiting == 1)
            #expect(try bench.parked(requests, "a").map(\.sequence) == [2, 3, 4])
            #expect(try bench.events("a") == [])
            let report = try step.take([try note(1, at: 3)])
            #expect((report.handled, report.drained) == (1, 3))
            #expect(try bench.events("a") == (1...4).map { .noted($0) })
            #expect(try bench.journal("a").map(\.cause) == (1...4).map { "record:\(requests)/a/\($0)" })
            #expect(try bench.count("parked") == 0)
            #expect(try bench.next(requests, "a") == 5)
        }

        @Test(arguments: Engine.allCases)
        func `a gap within one batch is drained in order and leaves no row`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            let batch = [try note(3, at: 0), try note(2, at: 1), try note(1, at: 2), try note(5, at: 3)]
            #expect(try step.take(batch).drained == 2)
            #expect(try bench.events("a") == [.noted(1), .noted(2), .noted(3)])
            #expect(try bench.parked(requests, "a").map(\.sequence) == [5])
        }

        @Test(arguments: Engine.allCases)
        func `a duplicate of a parked record changes nothing`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            try step.take([try note(3, at: 0), try note(1, newer: true, at: 1)])
            let before = try bench.parked(requests, "a")
            try step.take([try note(3, at: 2), try note(1, newer: true, at: 3)], at: noon + .seconds(9))
            #expect(try bench.parked(requests, "a") == before)
            #expect(try bench.position(requests)?.next == 4)
        }

        @Test(arguments: Engine.allCases)
        func `a foreign record is kept to look at and passed over`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            let other = ConsumedRecord(
                partition: place.topicPartition, offset: 1, key: Array("a".utf8), value: [1], headers: [])
            let disguised = record(1, of: "a", value: [], at: 2, source: "urn:alp:test:bookings")
            let elsewhere = record(1, of: "a", value: [], at: 3, source: "urn:alp:prod:outside")
            let report = try step.take([try note(1, at: 0), other, disguised, elsewhere])
            #expect((report.handled, report.foreign) == (1, 3))
            let reasons = try bench.database.read {
                try $0.query("SELECT reason FROM foreign_record ORDER BY at_offset").map { try $0.text(0) }
            }
            #expect(
                reasons == [
                    "ce_specversion is missing", "ce_source is not urn:alp:test:outside",
                    "ce_source is not urn:alp:test:outside",
                ])
            #expect(try bench.position(requests) == Position(next: 4))
            try step.handleBatch([other], from: [place: 1])
            #expect(try bench.count("foreign_record") == 3)
        }

        @Test(arguments: Engine.allCases)
        func `positions only move forward`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            try step.take([try note(1, at: 0), try note(2, at: 1), try note(3, at: 2)])
            let report = try step.handleBatch([try note(1, at: 0)], from: [place: 0])
            #expect(report.duplicates == 1)
            #expect(try bench.position(requests) == Position(next: 3, lastKey: "a", lastSequence: 3))
        }

        @Test(arguments: Engine.allCases)
        func `a batch whose position is missing or behind leaves no trace`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            #expect(throws: StepError.positionMoved([place])) {
                try step.handleBatch([try note(1, at: 0)], from: [place: 0])
            }
            try step.take([try note(1, at: 0)])
            #expect(throws: StepError.positionMoved([place])) {
                try step.handleBatch([try note(2, at: 5)], from: [place: 5])
            }
            #expect(try bench.events("a") == [.noted(1)])
            #expect(try bench.next(requests, "a") == 2)
            #expect(try bench.position(requests)?.next == 1)
        }

        @Test(arguments: Engine.allCases)
        func `a batch read on after one that was not committed is refused`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            try step.take([try note(1, at: 0)])
            var reading = ReadingPositions()
            reading.assigned([place: Position(next: 1)])
            let dropped = [Reading(try note(2, at: 1), identity: step.identity)]
            let later = [Reading(try note(1, of: "b", at: 2), identity: step.identity)]
            let droppedClaim = reading.moves(of: dropped)
            let droppedMoves = try #require(droppedClaim)
            let laterClaim = reading.moves(of: later)
            let laterMoves = try #require(laterClaim)
            #expect(throws: StepError.positionMoved([place])) {
                try step.handle(.init(readings: later, moves: laterMoves), at: noon)
            }
            #expect(try bench.position(requests)?.next == 1)
            for (readings, moves) in [(dropped, droppedMoves), (later, laterMoves)] {
                _ = try step.handle(.init(readings: readings, moves: moves), at: noon)
            }
            #expect(try bench.position(requests)?.next == 3)
        }

        @Test(arguments: Engine.allCases)
        func `a position set back is safe: what was handled is passed over`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            let batch = [try note(1, at: 0), try note(2, at: 1)]
            try step.take(batch)
            try bench.database.transaction { try Positions.reset(topics: [requests], in: $0) }
            #expect(try bench.position(requests) == Position(next: 0))
            #expect(try step.handleBatch(batch, from: [place: 0], generations: [place: 1]).duplicates == 2)
            #expect(try bench.events("a").count == 2)
        }

        @Test(arguments: Engine.allCases)
        func `a record of 3 MB is handled like any other`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let value = Array(#"{"note":7"#.utf8) + [UInt8](repeating: 32, count: 3 << 20) + Array("}".utf8)
            try bench.step(BookingDefinition()).take([record(1, of: "a", value: value, at: 0)])
            #expect(try bench.events("a") == [.noted(7)])
        }

        @Test(arguments: Engine.allCases)
        func `of a parked value above 1 MiB size and hash are kept; read again it is handled`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let value = Array(#"{"note":7"#.utf8) + [UInt8](repeating: 32, count: 3 << 20) + Array("}".utf8)
            let big = record(1, of: "a", type: RequestNoted.newerType, value: value, at: 0)
            let step = bench.step(BookingDefinition())
            try step.take([big])
            let parked = try #require(try bench.parked(requests, "a").first)
            #expect((parked.value, parked.valueSize) == (nil, Int64(value.count)))
            #expect(parked.valueSHA256 == sha256(value))
            let newer = bench.step(BookingDefinition(version: 2), program: "2")
            #expect(try newer.drain(KeyOfTopic(topic: requests, key: "a"), at: noon).poisoned.count == 1)
            try newer.handleBatch([big], from: [place: 0])
            #expect(try bench.events("a") == [.noted(7)])
            #expect(try bench.count("parked") == 0)
        }

        @Test(arguments: Engine.allCases)
        func `a tombstone counts as handled, at once and after waiting; an empty value is none`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let step = bench.step(BookingDefinition())
            try step.take([record(2, of: "a", value: nil, at: 0)])
            try step.take([record(1, of: "a", value: nil, at: 1), record(4, of: "a", value: [], at: 2)])
            #expect(try bench.next(requests, "a") == 3)
            #expect(try bench.events("a") == [])
            try step.take([record(3, of: "a", value: nil, at: 3)])
            #expect(try bench.next(requests, "a") == 4)
            #expect(try bench.parked(requests, "a").first?.error != nil)
        }

        @Test(arguments: Engine.allCases)
        func `keys that look the same and differ in their bytes are two keys and two aggregates`(engine: Engine) throws
        {
            let bench = try StepBench(engine)
            let (composed, decomposed) = ("\u{E9}", "e\u{301}")
            let report = try bench.step(BookingDefinition()).take([
                try note(1, of: composed, at: 0, note: 10), try note(1, of: decomposed, at: 1, note: 20),
            ])
            #expect((report.handled, report.duplicates) == (2, 0))
            #expect(try bench.events(composed) == [.noted(10)])
            #expect(try bench.events(decomposed) == [.noted(20)])
        }

        @Test(arguments: Engine.allCases)
        func `aggregates that look the same and differ in their bytes have each its own timer`(engine: Engine) throws {
            let bench = try StepBench(engine)
            let (composed, decomposed) = ("\u{E9}", "e\u{301}")
            let step = bench.step(BookingDefinition())
            try step.take([
                try made(1, of: composed, patience: 1000, at: 0), try made(1, of: decomposed, patience: 2000, at: 1),
            ])
            let due = try step.dueTimers(at: noon + .seconds(2), limit: 10)
            #expect(due.map { Array($0.subject.utf8) } == [Array(composed.utf8), Array(decomposed.utf8)])
            #expect(due.map(\.dueAt) == [noon + .seconds(1), noon + .seconds(2)].map(\.milliseconds))
            // One batch sets one and cancels the other.
            try step.take([
                try approved(1, of: composed, at: 0), try made(1, of: "c", patience: 1000, at: 2),
            ])
            let left = try step.dueTimers(at: noon + .seconds(2), limit: 10)
            #expect(Set(left.map { Array($0.subject.utf8) }) == [Array(decomposed.utf8), Array("c".utf8)])
        }

        @Test(arguments: Engine.allCases)
        func `a crash anywhere before the commit leaves no trace`(engine: Engine) throws {
            struct Crash: Error {}
            for point in [CrashPoint.seenLocked, .aggregatesLocked, .decided, .journalled, .beforeCommit] {
                let bench = try StepBench(engine)
                let step = bench.step(BookingDefinition(), crash: CrashPoints { if $0 == point { throw Crash() } })
                #expect(throws: Crash.self) { try step.take([try note(1, at: 0), try note(5, of: "b", at: 1)]) }
                for table in ["seen", "journal", "aggregate", "parked"] { #expect(try bench.count(table) == 0) }
                #expect(try bench.position(requests)?.next == 0)
            }
        }
    }
}
