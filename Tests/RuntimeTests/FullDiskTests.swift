import Foundation
import ProofPlay
import TestKit
import Testing

/// A disk that is full, played by a limit on the size of files: nothing is lost, and it goes on once there is room.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct `A full disk` {
    @Test func `makes the service not ready, and work goes on when there is room again`() async throws {
        let broker = try await BrokerProcess(catalogue: PackageRoot.proofTopics)
        let run = try ProofRun(
            kafka: "embedded:\(broker.addressFile.path)", wrapped: #"ulimit -S -f 600; exec "$@""#)
        try await run.readiness(200)
        var inputs = ProofInputs(seed: 41)
        let records = inputs.fresh(1500)
        try await write(records, to: broker.bootstrap)
        try await run.readiness(503, "make room")
        #expect(run.child.isRunning, "it waits and doesn't end")
        let lines = run.child.errorLines.filter { $0.contains("store fails: ") }
        #expect(lines.count <= 2, "told, and not for every try")

        let lifted = try ChildProcess(
            URL(fileURLWithPath: "/usr/bin/prlimit"), ["--pid", "\(run.child.pid)", "--fsize=unlimited"])
        #expect(try await lifted.exit() == .exit(0), "\(lifted.summary)")
        try await run.readiness(200)
        let keys = Set(records.map(\.identity.key)).count
        try await eventually(within: .seconds(40), "every request decided") {
            let made = try await Kcat(broker.bootstrap).records(of: ProofTopics.bookings)
            guard Set(made.compactMap(\.key)).count == keys else { throw KitError("\(made.count)") }
            return true
        }
        try await run.stop()
    }
}
