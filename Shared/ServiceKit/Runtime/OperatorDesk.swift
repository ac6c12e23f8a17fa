import Foundation
import Kafka
import Logging
import Messages
import Pages
import Store
import Vocabulary

/// The operator endpoints' actions. All but the watching ones block, on the operator face's own threads.
final class OperatorDesk<Definition: ServiceDefinition>: OperatorActions {
    private let kit: RuntimeKit<Definition>
    private let keeper: KafkaKeeper<Definition>
    private let registry: PrometheusRegistry

    init(_ kit: RuntimeKit<Definition>, keeper: KafkaKeeper<Definition>, registry: PrometheusRegistry) {
        self.kit = kit
        self.keeper = keeper
        self.registry = registry
    }

    // MARK: Watching

    func liveness() -> HealthReport { Self.report(kit.health.liveness()) }
    func readiness() -> HealthReport { Self.report(kit.health.readiness()) }
    func metrics() -> String { registry.render() }

    private static func report(_ verdict: HealthVerdict) -> HealthReport {
        HealthReport(
            checks: Dictionary(
                verdict.checks.map { ($0.name, HealthReport.Check(ok: $0.isOK, detail: $0.detail)) },
                uniquingKeysWith: { first, _ in first }))
    }

    func status() throws -> StatusDocument {
        let (backlog, parked, foreign) = try kit.database.read {
            (try Journal.backlog(in: $0), try Parked.figures(in: $0), try ForeignRecords.count(in: $0))
        }
        let session = keeper.session
        let reading = (session?.status.reading ?? [:]).sorted { $0.key < $1.key }
        return .object([
            "service": .text(kit.identity.source.service),
            "environment": .text(kit.identity.source.environment),
            "instance": .text(kit.identity.instance),
            "program": .text(kit.identity.program),
            "engine": .text(kit.database.engine.rawValue),
            "broker": session.map { .text($0.address.bootstrap) } ?? .null,
            "phase": session.map { .text($0.status.phase.rawValue) } ?? .null,
            "paused": .list(keeper.pausedTopics.map { .text($0) }),
            "reading": .object(
                Dictionary(reading.map { ($0.key.description, .number($0.value)) }, uniquingKeysWith: { $1 })),
            "journalBacklog": .number(backlog.entries),
            "failedKeys": .number(parked.map(\.failedKeys).reduce(0, +)),
            "waitingKeys": .number(parked.map(\.waitingKeys).reduce(0, +)),
            "foreignRecords": .number(foreign),
        ])
    }

    // MARK: Parked

    func parked(_ query: ParkedQuery) throws -> [ParkedSummary] {
        try kit.database.read {
            try Parked.list(topic: query.topic, key: query.key, limit: query.limit, in: $0)
        }.map(Self.summary)
    }

    func parkedContent(_ identity: ParkedIdentity, unmask: OperatorOrder?) throws -> ParkedContent? {
        let key = KeyOfTopic(topic: identity.topic, key: identity.key)
        let found = try kit.database.transaction { transaction -> ParkedRecord? in
            guard let record = try Parked.record(key, identity.sequence, in: transaction) else { return nil }
            if let unmask {
                try write(unmask, "unmask", "\(key)/\(identity.sequence)", in: transaction)
            }
            return record
        }
        return found.map { record in
            ParkedContent(
                summary: Self.summary(record),
                headers: (HeaderBytes.decode(record.headers) ?? []).map {
                    ParkedContent.Header(name: $0.name, value: String(decoding: $0.value ?? [], as: UTF8.self))
                }, value: record.value.map { Data($0) }, size: Int(record.valueSize),
                sha256: record.valueSHA256.map(Self.hexadecimal))
        }
    }

    func retry(topic: String, key: String, order: OperatorOrder) throws -> OrderReport {
        let line = KeyOfTopic(topic: topic, key: key)
        try kit.database.transaction { try write(order, "retry", line.description, in: $0) }
        let report = try again { try kit.step.drain(line, forced: true, at: order.at) }
        keeper.session?.wakeRelay()
        let left = report.poisoned.first.map { "; \($0.sequence) fails again: \($0.error)" } ?? ""
        return OrderReport(count: report.drained, detail: "\(report.drained) records of \(line) handled\(left)")
    }

    func skip(_ identity: ParkedIdentity, order: OperatorOrder) throws -> OrderReport {
        let line = KeyOfTopic(topic: identity.topic, key: identity.key)
        if kit.catalogue.topic(named: identity.topic)?.skippable == false {
            throw Problem.conflict("\(identity.topic) is a feed: nothing of it is skipped.")
        }
        do {
            let report = try again {
                try kit.step.skip(
                    line, sequence: identity.sequence, actor: order.caller, reason: order.reason, at: order.at)
            }
            keeper.session?.wakeRelay()
            return OrderReport(
                count: report.drained,
                detail: "\(line)/\(identity.sequence) skipped, \(report.drained) records behind it handled")
        } catch let error as CannotHandle {
            throw Problem.conflict(error.reason)
        } catch StepError.staleRevision(_, let current) {
            throw Problem.conflict("\(line) stands at sequence \(current): only that one can be skipped.")
        }
    }

    // MARK: Topics and journal

    func publishAgain(topic: String, key: String?, fromSequence: Int64?, order: OperatorOrder) throws -> OrderReport {
        guard kit.outputs.contains(topic) else {
            throw Problem.conflict("\(topic) isn't written by \(kit.identity.source.service).")
        }
        let count = try again {
            try kit.database.transaction { transaction in
                try write(
                    order, "publish-again", "\(topic)/\(key ?? "*") from \(fromSequence ?? 1)", in: transaction)
                return try Journal.publishAgain(
                    topic: topic, key: key, fromSequence: fromSequence ?? 1, in: transaction)
            }
        }
        keeper.session?.wakeRelay()
        return OrderReport(count: count, detail: "\(count) events of \(topic) will be published again")
    }

    func readAgain(topic: String, order: OperatorOrder) throws -> OrderReport {
        guard kit.inputs.contains(topic) else {
            throw Problem.conflict("\(topic) isn't read by \(kit.identity.source.service).")
        }
        try again {
            try kit.database.transaction { transaction in
                try write(order, "read-again", topic, in: transaction)
                try Positions.reset(topics: [topic], in: transaction)
            }
        }
        // Other instances see the new generation within seconds.
        keeper.session?.reassign()
        return OrderReport(count: 1, detail: "\(topic) is read from its beginning; what was handled is passed over")
    }

    func pause(topic: String, order: OperatorOrder) throws -> OrderReport {
        try change(topic, order, "pause") { keeper.pause(topic: topic) }
    }

    func resume(topic: String, order: OperatorOrder) throws -> OrderReport {
        try change(topic, order, "resume") { keeper.resume(topic: topic) }
    }

    private func change(
        _ topic: String, _ order: OperatorOrder, _ action: String, _ body: () -> Bool
    ) throws -> OrderReport {
        guard kit.inputs.contains(topic) else {
            throw Problem.conflict("\(topic) isn't read by \(kit.identity.source.service).")
        }
        try kit.database.transaction { try write(order, action, topic, in: $0) }
        let isChanged = body()
        return OrderReport(count: isChanged ? 1 : 0, detail: "\(topic): \(action)\(isChanged ? "" : ", as it was")")
    }

    func verify() throws -> VerifyReport {
        let report = try kit.step.verify()
        return VerifyReport(
            aggregates: report.aggregates, journalRows: report.journalRows,
            differences: report.differences.map { "\($0.aggregate): \($0.what)" })
    }

    // MARK: Clock

    func clock() -> ClockReport? { kit.virtualClock.map { ClockReport(now: $0.now) } }

    func setClock(to instant: Instant, order: OperatorOrder) throws -> ClockReport? {
        guard let clock = kit.virtualClock else { return nil }
        try kit.database.transaction { try write(order, "set-clock", instant.rfc3339, in: $0) }
        clock.set(instant)
        kit.logger.notice("the virtual clock was set", metadata: ["to": "\(instant.rfc3339)"])
        return ClockReport(now: clock.now)
    }

    // MARK: Small things

    /// A person waits: another transaction in the way is tried again a few times.
    private func again<Result>(_ body: () throws -> Result) throws -> Result {
        for attempt in 1..<5 {
            do {
                return try body()
            } catch let error as StoreError where error.isRetriable && !error.isOutage {
                WakeUp().wait(atMost: RetryPolicy().delay(attempt: attempt, seed: 0))
            }
        }
        return try body()
    }

    private func write(
        _ order: OperatorOrder, _ action: String, _ target: String, in transaction: any Transaction
    ) throws {
        try OperatorLog.record(
            actor: order.caller, action: action, target: target, reason: order.reason, at: order.at.milliseconds,
            in: transaction)
    }

    private static func summary(_ record: ParkedRecord) -> ParkedSummary {
        ParkedSummary(
            ParkedIdentity(topic: record.key.topic, key: record.key.key, sequence: record.sequence),
            partition: record.partition, offset: record.offset, error: record.error, program: record.program,
            attempts: Int(record.attempts), parkedAt: Instant(milliseconds: record.parkedAt),
            waiting: record.error == nil)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
