import Foundation
import ProofPlay
import TestKit

/// One world from its beginning: inputs, commands and a handful of faults in random order, then all is left in peace
/// and the outcome judged.
struct Round {
    let broker: Stage.Broker
    private(set) var told: [String] = []
    private(set) var faults: [String: Int] = [:]
    private(set) var inputs = 0
    private(set) var outputs = 0
    private(set) var copies = 0
    private(set) var commands = 0
    private(set) var restarts = 0
    private(set) var isStoreStopped = false

    private let seed: UInt64
    private let store: Stage.Store
    private let postgres: PostgresCluster?
    private let properties: [String]
    private var random: SeededRandom

    init(seed: UInt64, store: Stage.Store, postgres: PostgresCluster?, properties: [String] = []) {
        self.seed = seed
        self.store = store
        self.postgres = postgres
        self.properties = properties
        random = SeededRandom(seed: seed)
        broker = Bool.random(using: &random) ? .embedded : .second
    }

    mutating func run() async throws {
        let stage = try await Stage(
            store, broker, postgres: postgres, seed: seed,
            flags: (["session.timeout.ms=6000"] + properties).flatMap { ["-X", $0] })
        defer { take(stage) }
        do {
            try await play(stage)
        } catch  where !properties.isEmpty {
            throw KitError("\(error)\n\(stage.logs(10_000))")
        }
    }

    private mutating func play(_ stage: Stage) async throws {
        try await stage.writeFresh(number(50...300))
        for _ in 0..<number(3...7) {
            let fault = pick(Fault.all(store, broker))
            faults[fault.rawValue, default: 0] += 1
            told.append(fault.rawValue)
            try await meet(fault, stage)
            if number(0...2) > 0 { try await stage.writeFresh(number(20...200)) }
            if number(0...1) > 0 { await command(stage) }
        }
        try await stage.embedded?.up()
        for request in ["produce", "fetch", "commit", "heartbeat", "join"] {
            try await stage.embedded?.clear(request)
        }
        let findings = try await stage.settled()
        outputs += findings.records
        copies += findings.copies
        try await stage.readingAgain()
        try await stage.verified()
    }

    private mutating func take(_ stage: Stage) {
        inputs += stage.inputs.count
        restarts += stage.services.map(\.starts).reduce(0, +) - stage.services.count
        commands += stage.commands.all.filter { $0.told != nil }.count
    }

    private mutating func command(_ stage: Stage) async {
        guard let key = stage.inputs.map(\.identity.key).randomElement(using: &random) else { return }
        // It may find nobody there: then it may have happened or not, and the checker allows both.
        _ = try? await stage.cancel(key, within: .seconds(5))
    }

    private mutating func meet(_ fault: Fault, _ stage: Stage) async throws {
        let service = pick(stage.services)
        switch fault {
        case .kill:
            try await service.child.killed()
            try await outlast(.milliseconds(number(0...3000)))
            try stage.revive()
        case .crash:
            try await service.child.killed()
            try service.start(once: ["--crash-at", "\(pick(Fault.crashPoints)):\(number(1...4))"])
            try await stage.writeFresh(number(20...100))
            try await outlast(.milliseconds(number(0...6000)))
            try stage.revive()
        case .sleep:
            service.send(SIGSTOP)
            try await stage.writeFresh(number(20...100))
            try await outlast(.milliseconds(number(500...9000)))
            service.send(SIGCONT)
        case .restart:
            try stage.revive()
            if service.child.isRunning { try await restart(service) }
        case .duplicates:
            try await stage.write { inputs in
                let all = inputs.all
                return inputs.disturbed(Array(all.suffix(100)))
            }
        case .errors:
            for _ in 0..<number(1...3) {
                let (request, error) = pick(Fault.injections)
                try await stage.embedded?.inject(request, error, count: number(1...4))
            }
        case .brokerDown:
            try await stage.embedded?.down()
            try await outlast(.milliseconds(number(200...4000)))
            try await stage.embedded?.up()
        case .brokerRestart:
            try await stage.embedded?.restart()
            try await stage.writeAllAgain()
            try await stage.restartSecond()
        case .brokerForgets:
            guard let second = stage.second else { return }
            let mark = try await second.mark()
            try await stage.writeFresh(number(20...100))
            try await outlast(.milliseconds(number(0...2000)))
            try await second.kill(forgettingSince: mark)
            try await second.start()
            try await stage.repairLostLog()
        case .storeAway:
            guard let postgres else { return }
            isStoreStopped = true
            try await blocking { try postgres.stopImmediately() }
            try await stage.writeFresh(number(20...100))
            try await outlast(.milliseconds(number(200...4000)))
            try await blocking { try postgres.start() }
            isStoreStopped = false
        }
    }

    /// One that was told to crash may do so on its way out.
    private func restart(_ service: ServiceProcess) async throws {
        service.send(SIGTERM)
        let end = try await service.child.exit(within: .seconds(45))
        // 15: it was stopped before it could listen. 70: a broker that forgot knows its producer no more; what it does
        // then is to end, and to be started again.
        guard [.exit(0), .exit(70), .signal(SIGKILL), .signal(SIGTERM)].contains(end) else {
            throw KitError("a graceful stop ended with \(end): \(service.child.summary)")
        }
        try service.start()
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func pick<Element>(_ list: [Element]) -> Element {
        list[Int.random(in: 0..<list.count, using: &random)]
    }
}

/// What can happen to a world.
enum Fault: String {
    case kill, crash, sleep, restart, duplicates, errors, brokerDown, brokerRestart, brokerForgets, storeAway

    static func all(_ store: Stage.Store, _ broker: Stage.Broker) -> [Fault] {
        [.kill, .crash, .crash, .sleep, .restart, .duplicates, .brokerRestart]
            + (broker == .embedded ? [.errors, .errors, .brokerDown] : [.brokerForgets])
            + (store == .postgres ? [.storeAway] : [])
    }

    static let crashPoints = [
        "seen-locked", "aggregates-locked", "decided", "journalled", "before-commit", "after-commit", "published",
        "before-mark", "after-mark", "before-answer",
    ]

    static let injections = [
        ("produce", "NOT_ENOUGH_REPLICAS"), ("produce", "_TRANSPORT"), ("produce", "REQUEST_TIMED_OUT"),
        ("fetch", "_TRANSPORT"), ("fetch", "NOT_LEADER_FOR_PARTITION"), ("commit", "COORDINATOR_NOT_AVAILABLE"),
        ("commit", "ILLEGAL_GENERATION"), ("heartbeat", "UNKNOWN_MEMBER_ID"), ("heartbeat", "REBALANCE_IN_PROGRESS"),
        ("join", "COORDINATOR_LOAD_IN_PROGRESS"),
    ]
}
