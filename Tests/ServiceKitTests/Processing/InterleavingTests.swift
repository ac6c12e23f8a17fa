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
    /// Two instances on PostgreSQL, one stopped inside its transaction while the other comes. SQLite's BEGIN IMMEDIATE
    /// hides what these locks are for (HEART).
    @Suite struct Interleavings {
        private let requests = ProofTopic.requests

        /// Runs `first` up to a crash point, then `second` until it waits for a lock or has ended, then lets both end.
        private func interleave<Definition, Value: Sendable>(
            _ bench: StepBench<Definition>, stoppedAt point: CrashPoint,
            _ first: @escaping @Sendable (CrashPoints) throws -> Value, _ second: @escaping @Sendable () throws -> Value
        ) throws -> [Result<Value, any Error>] {
            let together = Together<Value>()
            let stop = Stop(at: point)
            together.start(0) { try first(stop.crash) }
            try stop.awaitArrival()
            together.start(1, second)
            try bench.awaitWaiting(or: { together.hasEnded(1) })
            stop.letGo()
            return try together.all()
        }

        @Test(arguments: [CrashPoint.seenLocked, .aggregatesLocked, .decided, .journalled, .beforeCommit])
        func `two instances with the same record: one handles it, the other waits and passes over it`(
            point: CrashPoint
        ) throws {
            let bench = try StepBench(.postgres)
            try bench.step(BookingDefinition()).take([try note(1, at: 0)])
            let second = try note(2, at: 1)
            let reports = try interleave(
                bench, stoppedAt: point, { try bench.step(BookingDefinition(), crash: $0).takeAlone([second]) },
                { try bench.step(BookingDefinition()).takeAlone([second]) }
            ).map { try $0.get() }
            #expect(reports.map(\.handled) == [1, 0])
            #expect(reports.map(\.duplicates) == [0, 1])
            #expect(try bench.events("a") == [.noted(1), .noted(2)])
        }

        @Test func `two instances with a key's first record: one handles it`() throws {
            let bench = try StepBench(.postgres)
            let first = try note(1, at: 0)
            let reports = try interleave(
                bench, stoppedAt: .decided, { try bench.step(BookingDefinition(), crash: $0).takeAlone([first]) },
                { try bench.step(BookingDefinition()).takeAlone([first]) }
            ).map { try $0.get() }
            #expect(reports.map(\.handled) == [1, 0])
            #expect(try bench.events("a") == [.noted(1)])
        }

        @Test func `a record parked while we waited for the key's lock is drained`() throws {
            let bench = try StepBench(.postgres)
            try bench.step(BookingDefinition()).take([try note(1, at: 0)])
            let (third, second) = (try note(3, at: 1), try note(2, at: 2))
            let reports = try interleave(
                bench, stoppedAt: .beforeCommit, { try bench.step(BookingDefinition(), crash: $0).takeAlone([third]) },
                { try bench.step(BookingDefinition()).takeAlone([second]) }
            ).map { try $0.get() }
            #expect(reports.map(\.waiting) == [1, 0])
            #expect(reports.map(\.drained) == [0, 1])
            #expect(try bench.events("a") == [.noted(1), .noted(2), .noted(3)])
            #expect(try bench.count("parked") == 0)
        }

        @Test func `two records of different keys meet in a new aggregate: the second sees the first`() throws {
            let bench = try StepBench(.postgres, LedgerDefinition())
            let first = try booked("r1", offset: 0)
            let second = try booked("r2", offset: 1)
            let results = try interleave(
                bench, stoppedAt: .beforeCommit, { try bench.step(LedgerDefinition(), crash: $0).takeAlone([first]) },
                { try bench.step(LedgerDefinition()).takeAlone([second]) })
            #expect(try results.map { try $0.get().handled } == [1, 1])
            let lines = try bench.journal("room-0").map {
                try ProofJSON.decode(LedgerDecider.Event.self, $0.folded ?? [])
            }
            #expect(lines.map(\.line) == [1, 2])
            #expect(lines.map(\.seats) == [3, 6])
        }

        @Test func `a timer and a command that cancels it do not deadlock`() throws {
            let bench = try StepBench(.postgres)
            try bench.step(BookingDefinition()).take([try made(1, of: "a", patience: 40, at: 0)])
            let due = noon + .milliseconds(40)
            let timer = try #require(try bench.step(BookingDefinition()).dueTimers(at: due, limit: 1).first)
            let results = try interleave(
                bench, stoppedAt: .aggregatesLocked,
                { crash in
                    let outcome = try bench.step(BookingDefinition(), crash: crash).handle(
                        StepTests.cancel("a", key: "k"), at: noon, reply: StepTests.answer)
                    return outcome == .answered(Answer(status: 200, body: Array("2".utf8)))
                },
                { try bench.step(BookingDefinition()).fire(timer, at: due) })
            #expect(try results.map { try $0.get() } == [true, false])
            #expect(try bench.events("a").last == .cancelled(room: "room-0", freed: 0))
        }

        @Test func `two instances with the same timer: one fires it`() throws {
            let bench = try StepBench(.postgres)
            try bench.step(BookingDefinition()).take([try made(1, of: "a", patience: 40, at: 0)])
            let due = noon + .milliseconds(40)
            let timer = try #require(try bench.step(BookingDefinition()).dueTimers(at: due, limit: 1).first)
            let fired = try interleave(
                bench, stoppedAt: .journalled, { try bench.step(BookingDefinition(), crash: $0).fire(timer, at: due) },
                { try bench.step(BookingDefinition()).fire(timer, at: due) })
            #expect(try fired.map { try $0.get() } == [true, false])
            #expect(try bench.events("a").count == 2)
        }

        @Test func `the same command twice at the same time is done once and answered alike`() throws {
            let bench = try StepBench(.postgres)
            let outcomes = try interleave(
                bench, stoppedAt: .beforeCommit,
                { crash in
                    try bench.step(BookingDefinition(), crash: crash).handle(
                        StepTests.cancel("a", key: "k"), at: noon, reply: StepTests.answer)
                },
                {
                    try bench.step(BookingDefinition()).handle(
                        StepTests.cancel("a", key: "k"), at: noon, reply: StepTests.answer)
                })
            let answer = Answer(status: 200, body: Array("1".utf8))
            #expect(try outcomes.map { try $0.get() } == [.answered(answer), .again(answer)])
            #expect(try bench.events("a").count == 1)
        }

        @Test func `a revision that moves while a command waits is stale`() throws {
            let bench = try StepBench(.postgres)
            try bench.step(BookingDefinition()).take([try note(1, at: 0)])
            let second = try note(2, at: 1)
            let outcomes = try interleave(
                bench, stoppedAt: .decided,
                { crash -> CommandOutcome? in
                    try bench.step(BookingDefinition(), crash: crash).takeAlone([second])
                    return nil
                },
                {
                    try bench.step(BookingDefinition()).handle(
                        StepTests.cancel("a", key: "k", seen: 1), at: noon, reply: StepTests.answer)
                })
            #expect(try outcomes.map { try $0.get() } == [nil, .stale(current: 2)])
        }

        @Test func `a room that fills while we wait refuses the booking, and decided again it is refused`() throws {
            let definition = BookingDefinition(capacity: 4)
            let bench = try StepBench(.postgres, definition)
            try bench.step(definition).take([
                try made(1, of: "a", seats: 3, at: 0), try made(1, of: "b", seats: 3, at: 1),
            ])
            let (first, second) = (try approved(1, of: "a", at: 0), try approved(1, of: "b", at: 1))
            let results = try interleave(
                bench, stoppedAt: .beforeCommit, { try bench.step(definition, crash: $0).takeAlone([first]) },
                { try bench.step(definition).takeAlone([second]) })
            #expect(try results[0].get().handled == 1)
            #expect(throws: StoreError.self) { try results[1].get() }
            #expect(try bench.used("room-0") == 3)
            #expect(try bench.events("b").count == 1)
            try bench.step(definition).takeAlone([second])
            #expect(try bench.events("b").last == .refused(room: "room-0", seats: 3))
        }

        @Test func `eight instances never overbook a room, and fill it`() throws {
            let definition = BookingDefinition(capacity: 12)
            let bench = try StepBench(.postgres, definition)
            let together = Together<Int>()
            for thread in 0..<8 {
                together.start(thread) {
                    let keys = (0..<4).map { "t\(thread)-\($0)" }
                    let step = bench.step(definition)
                    var retries = 0
                    for (index, key) in keys.enumerated() {
                        let offset = Int64(thread * 4 + index)
                        try step.takeUntilDone([try made(1, of: key, at: offset)], &retries)
                        try step.takeUntilDone([try approved(1, of: key, at: offset)], &retries)
                    }
                    return retries
                }
            }
            for result in try together.all() { _ = try result.get() }
            #expect(try bench.used("room-0") == 12)
            let booked = try (0..<32).flatMap { try bench.events("t\($0 / 4)-\($0 % 4)") }
                .count { $0 == .booked(room: "room-0", seats: 1) }
            #expect(booked == 12)
            #expect(try bench.step(definition).verify().differences == [])
        }

        private func booked(_ request: String, offset: Int64) throws -> ConsumedRecord {
            record(
                1, of: request, on: ProofTopic.bookings, type: BookingDefinition.eventType,
                value: try ProofJSON.encode(BookingDecider.Event.booked(room: "room-0", seats: 3)), at: offset,
                source: "urn:alp:test:bookings")
        }
    }
}

extension StepBench {
    /// Until a connection waits for a lock, or there is nothing more to wait for.
    func awaitWaiting(or isOver: () -> Bool) throws {
        try blockingEventually("a connection that waits for a lock") {
            try isOver() || waiting() > 0 ? true : nil
        }
    }
}

extension Step {
    /// Without positions, whose locks would make the second wait before it comes to the lock that is tested.
    @discardableResult
    func takeAlone(_ records: [ConsumedRecord]) throws -> StepReport {
        try handle(.init(readings: records.map { Reading($0, identity: identity) }, moves: []), at: noon)
    }

    /// As the processor would: a conflict is run again.
    func takeUntilDone(_ records: [ConsumedRecord], _ retries: inout Int) throws {
        while true {
            do {
                try takeAlone(records)
                return
            } catch let error as StoreError where error.isRetriable {
                retries += 1
                guard retries < 1000 else { throw error }
            }
        }
    }
}
