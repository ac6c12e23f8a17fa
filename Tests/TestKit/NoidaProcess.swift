package import Foundation
import Synchronization

/// The second broker: `noida-db` from PyPI, an implementation of Kafka's protocol that shares nothing with librdkafka.
///
/// It keeps its port over restarts. Killed with SIGKILL it has forgotten all since its last dump: a ready-made test of
/// a broker that lost acknowledged records.
package final class NoidaProcess: Sendable {
    package let port: Int
    package let dataFolder: URL
    private let folder: TemporaryFolder
    private let running: Mutex<ChildProcess>

    package var bootstrap: String { "127.0.0.1:\(port)" }
    package var child: ChildProcess { running.withLock { $0 } }

    /// Where the test tools stand: the folder that `ALP_TEST_TOOLS` names, else the package's virtual environment.
    package static var tools: URL {
        ProcessInfo.processInfo.environment["ALP_TEST_TOOLS"].map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? PackageRoot.url.appendingPathComponent(".venv/bin", isDirectory: true)
    }

    /// Starts it and waits until it takes connections. Topics have to be created by a client.
    package init() async throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        dataFolder = folder.file("data")
        port = try freePort()
        running = Mutex(try await Self.start(port: port, data: dataFolder))
    }

    /// SIGKILL, and waits until it is gone and its port is free.
    package func kill() async throws {
        try await child.killed()
        let port = port
        try await eventually("port \(port) free") { accepts(port: port) ? nil : true }
    }

    /// SIGTERM: it writes its data, then ends.
    @discardableResult
    package func stop() async throws -> ChildProcess.End {
        try await child.stop(within: .seconds(20))
    }

    /// Starts it again on the same port with what its data folder holds. To be called after ``kill()`` or ``stop()``.
    package func start() async throws {
        let next = try await Self.start(port: port, data: dataFolder)
        running.withLock { $0 = next }
    }

    /// Removes what it saved. To be called while it does not run: it then starts as an empty broker.
    package func forgetData() throws {
        try FileManager.default.removeItem(at: dataFolder)
    }

    private static func start(port: Int, data: URL) async throws -> ChildProcess {
        let executable = tools.appendingPathComponent("noida-db")
        guard FileManager.default.isExecutableFile(atPath: executable.path) else {
            throw KitError(
                "\(executable.path) is not there: run Scripts/test, which installs it, or name its folder in "
                    + "ALP_TEST_TOOLS")
        }
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        let child = try ChildProcess(
            executable,
            ["start", "--only", "kafka", "--kafka-port", "\(port)", "--data-dir", data.path],
            workingDirectory: data)
        let listening = try await eventually("noida-db on port \(port)") { () -> Bool? in
            guard child.isRunning else { return false }
            return accepts(port: port) ? true : nil
        }
        guard listening else { throw KitError("noida-db did not start: \(child.summary) \(child.output)") }
        return child
    }
}
