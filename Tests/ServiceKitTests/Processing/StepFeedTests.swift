import Kafka
import Messages
import ProofApp
import ProofDomain
import ServiceKit
import Store
import TestKit
import Testing
import Vocabulary

extension StepTests {
    @Suite struct Feed {
        private func lines(_ bench: StepBench<FeedDefinition>) throws -> [(
            row: JournalEntry, line: FeedDefinition.Line
        )] {
            let key = KeyOfTopic(topic: FeedDefinition.feed, key: "dept")
            var found: [(JournalEntry, FeedDefinition.Line)] = []
            var sequence: Int64 = 1
            while let row = try bench.database.read({ try Journal.entry(key, sequence, in: $0) }) {
                found.append((row, try ProofJSON.decode(FeedDefinition.Line.self, row.payload ?? [])))
                sequence += 1
            }
            return found
        }

        /// Numbers without holes, and each line holds the hash of the exact bytes before it.
        private func expectChained(_ bench: StepBench<FeedDefinition>, count: Int) throws {
            let lines = try lines(bench)
            #expect(lines.map(\.line.number) == (0..<count).map { Int64($0 + 1) })
            var before = ""
            for (row, line) in lines {
                #expect(line.before == before)
                before = sha256(row.payload ?? []).map { String($0, radix: 16) }.joined()
            }
            #expect(try bench.step(FeedDefinition()).verify().differences == [])
        }

        @Test(arguments: Engine.allCases)
        func `aggregates share a key: numbered without holes, chained, kept with the event behind it`(
            engine: Engine
        ) throws {
            let bench = try StepBench(engine, FeedDefinition())
            let step = bench.step(FeedDefinition())
            try step.take([try note(1, of: "a", at: 0), try note(1, of: "b", at: 1)])
            try step.take([try note(2, of: "a", at: 2)])
            try expectChained(bench, count: 3)
            let row = try #require(try lines(bench).first?.row)
            #expect(row.extraHeaders == #"[{"name":"seal","value":"1"}]"#)
            #expect(try ProofJSON.decode(FeedDefinition.Contract.Event.self, row.event ?? []) == .published(1))
            #expect(row.sha256 == sha256(row.payload ?? []))
        }

        @Test(arguments: Engine.allCases, [FeedDefinition.Chain.refused, FeedDefinition.Chain.tooLarge])
        func `what its finisher refuses parks its key, and the batch goes on without a hole`(
            engine: Engine, note bad: Int
        ) throws {
            let bench = try StepBench(engine, FeedDefinition())
            let step = bench.step(FeedDefinition())
            let report = try step.take([
                try note(1, of: "a", at: 0), try note(1, of: "b", at: 1, note: bad), try note(2, of: "b", at: 2),
                try note(2, of: "a", at: 3), try note(1, of: "c", at: 4, note: bad), try note(1, of: "d", at: 5),
            ])
            #expect((report.handled, report.waiting) == (3, 1))
            #expect(report.poisoned.map(\.key.key) == ["b", "c"])
            try expectChained(bench, count: 3)
            let (requests, limit) = (ProofTopic.requests, Publication.largestPayload)
            let why = bad == FeedDefinition.Chain.refused ? "it has no seal" : "\(limit + 1) bytes, above \(limit)"
            #expect(try bench.parked(requests, "b").map { $0.error?.contains(why) } == [true, nil])
            #expect(try bench.parked(requests, "c").map { $0.error?.contains(why) } == [true])
            #expect(try bench.next(requests, "b") == 1)
            #expect(try bench.next(requests, "a") == 3)
            #expect(try bench.position(requests) == Position(next: 6, lastKey: "d", lastSequence: 1))
            // An operator tries it again, which fails again; then passes over it, and what waited goes on.
            let key = KeyOfTopic(topic: requests, key: "b")
            #expect(try step.drain(key, forced: true, at: noon).poisoned.map(\.sequence) == [1])
            #expect(try bench.parked(requests, "b").first?.attempts == 2)
            let skipped = try step.skip(key, sequence: 1, actor: "operator:1", reason: "no seal", at: noon)
            #expect((skipped.drained, skipped.journalled) == (1, 2))
            try expectChained(bench, count: 4)
        }

        @Test func `a finisher's headers count, and what drains behind a gap is refused in its turn`() throws {
            let bench = try StepBench(.sqlite, FeedDefinition())
            let step = bench.step(FeedDefinition())
            try step.take([
                try note(2, of: "a", at: 0, note: FeedDefinition.Chain.tooLargeHeader), try note(3, of: "a", at: 1),
            ])
            let report = try step.take([try note(1, of: "a", at: 2)])
            #expect((report.handled, report.drained) == (1, 0))
            #expect(report.poisoned.map(\.sequence) == [2])
            #expect(try bench.parked(ProofTopic.requests, "a").first?.error?.contains("finished, would have") == true)
            #expect(try bench.next(ProofTopic.requests, "a") == 2)
            try expectChained(bench, count: 1)
        }

        @Test func `a command that a finisher refuses is refused as a whole`() throws {
            let bench = try StepBench(.sqlite, FeedDefinition())
            let command = Command(
                idempotencyKey: "k", bodySHA256: [1], aggregate: "a",
                input: FeedDefinition.Contract.Input(contract: "a", note: FeedDefinition.Chain.refused),
                actor: "pilot:7")
            let failure = #expect(throws: CannotHandle.self) {
                try bench.step(FeedDefinition()).handle(command, at: noon) { _, _, _ in Answer(status: 200, body: []) }
            }
            #expect(failure?.reason == "it has no seal")
            for table in ["journal", "head", "command", "aggregate"] { #expect(try bench.count(table) == 0) }
        }

        @Test func `two instances write to one key at the same time: numbers without holes`() throws {
            let bench = try StepBench(.postgres, FeedDefinition())
            let together = Together<Int>()
            let stop = Stop(at: .journalled)
            let (first, second) = (try note(1, of: "a", at: 0), try note(1, of: "b", at: 1))
            together.start(0) { try bench.step(FeedDefinition(), crash: stop.crash).take([first]).journalled }
            try stop.awaitArrival()
            together.start(1) { try bench.step(FeedDefinition()).take([second]).journalled }
            try bench.awaitWaiting(or: { together.hasEnded(1) })
            stop.letGo()
            #expect(try together.all().map { try $0.get() } == [2, 2])
            try expectChained(bench, count: 2)
        }

        @Test func `eight instances write to one key: numbers without holes`() throws {
            let bench = try StepBench(.postgres, FeedDefinition())
            let together = Together<Int>()
            for thread in 0..<8 {
                together.start(thread) {
                    var retries = 0
                    for sequence in 1...5 as ClosedRange<Int64> {
                        try bench.step(FeedDefinition()).takeUntilDone(
                            [try note(sequence, of: "k\(thread)", at: sequence)], &retries)
                    }
                    return retries
                }
            }
            for result in try together.all() { _ = try result.get() }
            try expectChained(bench, count: 40)
        }

        @Test(arguments: Engine.allCases)
        func `what is only journalled is folded and never published`(engine: Engine) throws {
            let bench = try StepBench(engine, FeedDefinition())
            try bench.step(FeedDefinition()).take([try note(1, of: "a", at: 0)])
            #expect(try bench.journal("a").count == 2)
            let unpublished = try bench.database.read { try Journal.unpublished(limit: 10, in: $0) }
            #expect(unpublished.map(\.topic) == [FeedDefinition.feed])
            #expect(try bench.database.read { try Journal.backlog(in: $0) }.entries == 1)
        }

        @Test(arguments: Engine.allCases)
        func `rows published again are the same to the byte, and stand in order of their sequence`(
            engine: Engine
        ) throws {
            let bench = try StepBench(engine, FeedDefinition())
            let step = bench.step(FeedDefinition())
            try step.take((1...3).map { try note($0, of: "a", at: $0 - 1) })
            let source = EventSource(environment: "test", service: "bookings")
            func produced() throws -> [ProducedRecord] {
                try bench.database.read { try Journal.unpublished(limit: 10, in: $0) }
                    .map { try JournalRecord.produced($0, source: source) }
            }
            let before = try produced()
            #expect(before.count == 3)
            try bench.database.transaction { transaction in
                let rows = try Journal.unpublished(limit: 10, in: transaction)
                try Journal.mark(
                    rows.map {
                        .init(
                            topic: $0.topic, key: $0.key, sequence: $0.sequence, partition: 0, offset: $0.sequence + 9)
                    }, in: transaction)
            }
            #expect(try produced() == [])
            let place = KeyOfPartition(topic: FeedDefinition.feed, partition: 0)
            #expect(try bench.database.read { try Journal.highestMarks(in: $0) } == [place: 12])
            let count = try bench.database.transaction {
                try Journal.publishAgain(topic: FeedDefinition.feed, key: nil, fromSequence: 2, in: $0)
            }
            #expect(count == 2)
            #expect(try produced() == Array(before.dropFirst()))
        }
    }

    @Suite struct Verifying {
        private func lived(_ engine: Engine) throws -> StepBench<BookingDefinition> {
            let bench = try StepBench(engine)
            try bench.step(BookingDefinition()).take([
                try made(1, of: "a", at: 0), try note(2, at: 1), try note(1, of: "b", at: 2),
                try approved(1, of: "a", at: 0),
            ])
            return bench
        }

        @Test(arguments: Engine.allCases)
        func `a store that nobody touched folds to its tables`(engine: Engine) throws {
            let bench = try lived(engine)
            let report = try bench.step(BookingDefinition()).verify()
            #expect((report.aggregates, report.journalRows, report.erasedRows) == (2, 5, 0))
            #expect(report.differences == [])
        }

        @Test(
            arguments: Engine.allCases,
            [
                "UPDATE aggregate SET state = (SELECT state FROM aggregate WHERE id = 'b') WHERE id = 'a'",
                "UPDATE aggregate SET version = version + 1 WHERE id = 'a'",
                "UPDATE aggregate SET heads = 'proof.bookings.v1=9' WHERE id = 'a'",
                "UPDATE journal SET payload = (SELECT payload FROM journal WHERE key = 'b') WHERE key = 'a' AND version = 2",
                "DELETE FROM journal WHERE aggregate = 'a' AND version = 2",
                "DELETE FROM journal WHERE aggregate = 'a' AND version = 4",
                "UPDATE journal SET sequence = 99 WHERE aggregate = 'a' AND version = 4",
            ])
        func `what was changed by hand is found`(engine: Engine, tampering: String) throws {
            let bench = try lived(engine)
            try bench.change(tampering)
            let report = try bench.step(BookingDefinition()).verify()
            #expect(!report.differences.isEmpty)
            #expect(report.differences.allSatisfy { ["a", "\(ProofTopic.bookings)/a"].contains($0.aggregate) })
        }

        @Test(arguments: Engine.allCases)
        func `an aggregate that only the journal knows is found`(engine: Engine) throws {
            let bench = try lived(engine)
            try bench.change("DELETE FROM aggregate WHERE id = 'a'")
            let report = try bench.step(BookingDefinition()).verify()
            #expect(report.differences.map(\.aggregate) == ["a"])
        }

        @Test(
            arguments: Engine.allCases,
            [
                "UPDATE head SET next = 9",
                "UPDATE journal SET sequence = 9 WHERE topic = 'proof.feed.v1' AND sequence = 2",
            ])
        func `a shared key with a hole, or another end than its head row says, is found`(
            engine: Engine, tampering: String
        ) throws {
            let bench = try StepBench(engine, FeedDefinition())
            try bench.step(FeedDefinition()).take([try note(1, of: "a", at: 0), try note(1, of: "b", at: 1)])
            #expect(try bench.step(FeedDefinition()).verify().differences == [])
            try bench.change(tampering)
            let report = try bench.step(FeedDefinition()).verify()
            #expect(report.differences.map(\.aggregate) == ["\(FeedDefinition.feed)/dept"])
        }

        @Test(arguments: Engine.allCases)
        func `an erased payload is folded past and counted`(engine: Engine) throws {
            let bench = try lived(engine)
            try bench.change("UPDATE journal SET payload = NULL WHERE aggregate = 'a' AND version = 2")
            let report = try bench.step(BookingDefinition()).verify()
            #expect(report.erasedRows == 1)
            #expect(report.differences == [])
        }
    }

    @Suite struct Durability {
        @Test func `an SQLite store writes through to the disk at every commit`() throws {
            let bench = try StepBench(.sqlite)
            // 2 is FULL: with NORMAL a power loss loses what was acknowledged.
            #expect(try bench.database.transaction { try $0.query("PRAGMA synchronous").first?.integer(0) } == 2)
        }
    }
}
