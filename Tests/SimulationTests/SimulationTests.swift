import Foundation
import Testing

/// The guarantee under every interleaving that a seed makes. `ALP_SIMULATION_SEEDS=FIRST-LAST` runs others and more.
@Suite(.timeLimit(.minutes(10)))
struct SimulationTests {
    static let seeds: ClosedRange<UInt64> = {
        let text = ProcessInfo.processInfo.environment["ALP_SIMULATION_SEEDS"] ?? "1-1000"
        let ends = text.split(separator: "-").compactMap { UInt64($0) }
        return ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : 1...1000
    }()

    /// In slices, so that both cores work and a failure is found early.
    @Test(arguments: 0..<8)
    func `C1 to C4 hold whatever crashes, sleeps, doubles, reorders or forgets`(slice: UInt64) {
        for seed in Self.seeds where seed % 8 == slice {
            do {
                var simulation = try Simulation(seed: seed)
                try simulation.run()
                try simulation.check()
            } catch {
                Issue.record(
                    "seed \(seed): \(error). Again: ALP_SIMULATION_SEEDS=\(seed)-\(seed) Scripts/test --filter Simulation"
                )
                return
            }
        }
    }
}
