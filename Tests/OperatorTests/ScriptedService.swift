import Foundation
import Logging
import Pages
import ServiceLifecycle
import Synchronization
import TestKit
import Vocabulary

/// What a service would do on an operator's orders, written down.
final class ScriptedActions: OperatorActions {
    private let kept = Mutex<[String]>([])
    let differences = Mutex<[String]>([])
    let isAway = Mutex(false)

    var calls: [String] { kept.withLock { $0 } }
    private func note(_ line: String) { kept.withLock { $0.append(line) } }
    private func note(_ name: String, _ order: OperatorOrder) throws {
        if isAway.withLock({ $0 }) { throw Problem.unavailable("The store is away.") }
        note("\(name) by \(order.caller): \(order.reason)")
    }

    func liveness() -> HealthReport { HealthReport(checks: [:]) }
    func readiness() -> HealthReport { HealthReport(checks: [:]) }
    func metrics() -> String { "" }
    func status() throws -> StatusDocument { .null }

    private func summary(_ identity: ParkedIdentity, waiting: Bool) -> ParkedSummary {
        ParkedSummary(
            identity, partition: 1, offset: 42, error: waiting ? nil : "unknown type\u{1B}[31m", program: "1.0",
            attempts: 3, parkedAt: today, waiting: waiting)
    }

    func parked(_ query: ParkedQuery) throws -> [ParkedSummary] {
        note("parked \(query.topic ?? "-") \(query.key ?? "-") \(query.limit)")
        if query.key == "none" { return [] }
        return [
            summary(ParkedIdentity(topic: "t.input.v1", key: "r 1\n", sequence: 7), waiting: false),
            summary(ParkedIdentity(topic: "t.input.v1", key: "r 1\n", sequence: 8), waiting: true),
        ]
    }

    func parkedContent(_ identity: ParkedIdentity, unmask: OperatorOrder?) throws -> ParkedContent? {
        if let unmask { try note("unmask \(identity.key)", unmask) } else { note("show \(identity.key)") }
        guard identity.sequence == 7 else { return nil }
        return ParkedContent(
            summary: summary(identity, waiting: false), headers: [.init(name: "ce_type", value: "x\u{1B}y")],
            value: Data("Mme\u{1B} Dupont".utf8), size: 11, sha256: "ab")
    }

    func retry(topic: String, key: String, order: OperatorOrder) throws -> OrderReport {
        try note("retry \(topic) \(key)", order)
        return OrderReport(count: 2, detail: "two handled")
    }

    func skip(_ identity: ParkedIdentity, order: OperatorOrder) throws -> OrderReport {
        try note("skip \(identity.topic) \(identity.key) \(identity.sequence)", order)
        if identity.topic.hasPrefix("alp.feed") { throw Problem.conflict("A feed is never skipped.") }
        return OrderReport(count: 1, detail: "skipped")
    }

    func publishAgain(topic: String, key: String?, fromSequence: Int64?, order: OperatorOrder) throws -> OrderReport {
        try note("publish \(topic) \(key ?? "-") \(fromSequence ?? 0)", order)
        return OrderReport(count: 5, detail: "five")
    }

    func readAgain(topic: String, order: OperatorOrder) throws -> OrderReport {
        try note("read-again \(topic)", order)
        return OrderReport(count: 1, detail: "from its beginning")
    }

    func clock() throws -> ClockReport? { nil }
    func setClock(to instant: Instant, order: OperatorOrder) throws -> ClockReport? { nil }

    func pause(topic: String, order: OperatorOrder) throws -> OrderReport {
        try note("pause \(topic)", order)
        if topic == "broken" { throw KitError("a surprise") }
        return OrderReport(count: 1, detail: "paused")
    }

    func resume(topic: String, order: OperatorOrder) throws -> OrderReport {
        try note("resume \(topic)", order)
        return OrderReport(count: 1, detail: "resumed")
    }

    func verify() throws -> VerifyReport {
        VerifyReport(aggregates: 3, journalRows: 9, differences: differences.withLock { $0 })
    }
}

/// An operator listener in this process, with the tokens of an operator and of somebody else.
struct ScriptedService: Sendable {
    var url: String
    var operatorToken: String
    var otherToken: String

    /// Runs it while the test runs.
    static func run(
        _ actions: ScriptedActions, _ test: @Sendable @escaping (ScriptedService) async throws -> Void
    ) async throws {
        func mint(_ name: String, _ role: String) throws -> (token: Token, entry: TokenEntry) {
            try TokenEntry.mint(
                for: Caller(identifier: name, roles: [role]), from: today, until: today + .seconds(3600))
        }
        let (ops, other) = (try mint("ops-1", Caller.operatorRole), try mint("pilot-1", "pilot"))
        let tokens = TokenFile(try TokenSet(entries: [ops.entry, other.entry]))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (bound, continuation) = AsyncStream.makeStream(of: ListenAddress.self)
        let face = try OperatorFace(
            HTTPFaceConfiguration(name: "operator", address: ListenAddress(host: "127.0.0.1", port: 0)),
            actions: actions, tokens: tokens, logger: logger, now: { today }, onBound: { continuation.yield($0) })
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: face, successTerminationBehavior: .gracefullyShutdownGroup)], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            var failure: (any Error)?
            for await address in bound {
                do {
                    try await test(
                        ScriptedService(
                            url: "http://\(address)", operatorToken: ops.token.text, otherToken: other.token.text))
                } catch {
                    failure = error
                }
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            if let failure { throw failure }
        }
    }

    func alp(_ arguments: [String], token: String? = nil) async throws -> Alp {
        try await Alp(
            arguments + ["--service-url", url], environment: ["ALP_OPERATOR_TOKEN": token ?? operatorToken])
    }
}
