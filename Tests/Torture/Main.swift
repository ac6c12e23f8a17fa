import Foundation
import ProofPlay
import TestKit

/// Random faults against real processes, round after round, each judged by the checker. `Scripts/torture` starts it.
@main
enum Main {
    static func main() async {
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
            say(Options.usage)
            exit(64)
        }
        do {
            exit(try await run(options) ? 0 : 1)
        } catch {
            say("torture: \(error)")
            exit(70)
        }
    }

    /// True: nothing was violated.
    private static func run(_ options: Options) async throws -> Bool {
        say("torture: store \(options.store), seed \(options.seed), \(options.minutes) minutes")
        say("repeat one round with: Scripts/torture --store \(options.store) --rounds 1 --seed SEED OF THE ROUND")
        let cluster = options.store == .postgres ? try await blocking { try PostgresCluster() } : nil
        let end = ContinuousClock.now + .seconds(options.minutes * 60)
        var report = Report()
        var round = 0
        while options.rounds.map({ round < $0 }) ?? (ContinuousClock.now < end) {
            let seed = options.seed &+ UInt64(round)
            round += 1
            var play = Round(seed: seed, store: options.store, postgres: cluster, properties: options.properties)
            let began = ContinuousClock.now
            var line = "held"
            do {
                try await play.run()
            } catch {
                line = "VIOLATED or not finished"
                report.violations.append("seed \(seed): \(error)")
                say("seed \(seed): \(error)")
            }
            report.add(play)
            let seconds = (ContinuousClock.now - began).components.seconds
            let told = play.told.joined(separator: ", ")
            say("round \(round), seed \(seed), \(play.broker) broker, \(seconds) s: \(told): \(line)")
            // The database server may have been stopped when a round broke off.
            if let cluster, play.isStoreStopped { try await blocking { try cluster.start() } }
        }
        say(report)
        return report.violations.isEmpty
    }
}

/// Prints at once, also into a file: a run may be cut.
func say(_ line: Any) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

/// What the command line says.
struct Options {
    static let usage = "torture [--minutes N] [--rounds N] [--store sqlite|postgres] [--seed S] [--property NAME=VALUE]"

    var minutes = 5
    /// Instead of minutes.
    var rounds: Int?
    var store = Stage.Store.sqlite
    /// librdkafka properties for the services, such as `debug=cgrp`; their whole logs are then printed where a round
    /// fails.
    var properties: [String] = []
    var seed = UInt64.random(in: 0..<1_000_000_000)

    /// Nil: something that isn't understood.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch name {
            case "--minutes":
                guard let number = Int(value), number > 0 else { return nil }
                minutes = number
            case "--rounds":
                guard let number = Int(value), number > 0 else { return nil }
                rounds = number
            case "--store":
                guard let found = Stage.Store(rawValue: value) else { return nil }
                store = found
            case "--seed":
                guard let number = UInt64(value) else { return nil }
                seed = number
            case "--property": properties.append(value)
            default: return nil
            }
        }
    }
}

/// What the whole run came to.
struct Report: CustomStringConvertible {
    var rounds = 0
    var inputs = 0
    var outputs = 0
    var copies = 0
    var commands = 0
    var restarts = 0
    var faults: [String: Int] = [:]
    var violations: [String] = []

    mutating func add(_ round: Round) {
        rounds += 1
        inputs += round.inputs
        outputs += round.outputs
        copies += round.copies
        commands += round.commands
        restarts += round.restarts
        faults.merge(round.faults) { $0 + $1 }
    }

    var description: String {
        let list = faults.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return """
            \(rounds) rounds, \(inputs) inputs, \(outputs) records read back (\(copies) of them copies), \
            \(commands) commands answered, \(restarts) starts after the first
            faults: \(list)
            \(violations.count) violations\(violations.map { "\n  " + $0.prefix(400) }.joined())
            """
    }
}
