import Foundation
import ProofPlay
import TestKit
import Testing

/// A store and a broker that a fault meets together.
struct Pair: Sendable {
    var store: Stage.Store
    var broker: Stage.Broker

    init(_ store: Stage.Store, _ broker: Stage.Broker) {
        self.store = store
        self.broker = broker
    }

    static let sqliteEmbedded = Pair(.sqlite, .embedded)
    static let sqliteSecond = Pair(.sqlite, .second)
    static let postgresEmbedded = Pair(.postgres, .embedded)
    static let postgresSecond = Pair(.postgres, .second)

    /// A stage with inputs of its own seed.
    func stage(
        seed: UInt64, instances: Int = 2, postgres: PostgresCluster? = nil, flags: [String] = shortSession,
        once: [String] = []
    ) async throws -> Stage {
        var cluster = postgres
        if store == .postgres, cluster == nil { cluster = try await blocking { try PostgresCluster.shared.get() } }
        return try await Stage(
            store, broker, postgres: cluster, instances: instances, seed: seed, flags: flags, once: once)
    }
}

/// A killed member is missed sooner than with the services' own 10 s.
let shortSession = ["-X", "session.timeout.ms=6000"]

/// Runs a scenario for each pair, side by side: they mostly wait. What fails says on which pair.
func together(_ pairs: Pair..., body: @escaping @Sendable (Pair) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for pair in pairs {
            group.addTask {
                do {
                    try await body(pair)
                } catch {
                    throw KitError("\(pair.store) on the \(pair.broker) broker: \(error)")
                }
            }
        }
        try await group.waitForAll()
    }
}
