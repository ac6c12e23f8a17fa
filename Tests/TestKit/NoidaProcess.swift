package import Foundation
import Synchronization

/// The second broker: `noida-db` from PyPI, an implementation of Kafka's protocol that shares nothing with librdkafka.
///
/// It keeps its port over restarts. Every second it dumps what changed; killed with SIGKILL it has forgotten all since
/// its last dump, acknowledged or not. ``mark()`` and ``kill(forgettingSince:)`` choose the dump, so that what is
/// forgotten does not hang on the moment.
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

    /// What it had dumped at some moment; nil when it had dumped nothing.
    package struct Mark: Sendable {
        var dump: Data?
    }

    /// Keeps its present dump, which may lack the newest second.
    package func mark() async throws -> Mark {
        let dump = dataFolder.appendingPathComponent("kafka.json")
        return try await eventually("a whole dump of noida-db") {
            guard FileManager.default.fileExists(atPath: dump.path) else { return Mark(dump: nil) }
            let data = try Data(contentsOf: dump)
            // Read between two of its writes: what was caught half written does not parse.
            _ = try JSONSerialization.jsonObject(with: data)
            return Mark(dump: data)
        }
    }

    /// SIGKILL, and what it will find at ``start()`` is the mark's dump: everything written later is lost.
    package func kill(forgettingSince mark: Mark) async throws {
        try await kill()
        let dump = dataFolder.appendingPathComponent("kafka.json")
        try? FileManager.default.removeItem(at: dump)
        try mark.dump?.write(to: dump)
    }

    /// SIGTERM: it writes its data, then ends. What it acknowledges in between is lost.
    @discardableResult
    package func stop() async throws -> ChildProcess.End {
        try await child.stop(within: .seconds(20))
    }

    /// Starts it again on the same port with what its data folder holds. To be called after ``kill()`` or ``stop()``.
    package func start() async throws {
        let next = try await Self.start(port: port, data: dataFolder)
        running.withLock { $0 = next }
    }

    /// The program itself where it can be found. What PyPI installs as a command is a Python script that waits for it,
    /// and a SIGTERM would end the script before the program has saved its data.
    private static var program: URL {
        get throws {
            let script = tools.appendingPathComponent("noida-db")
            guard FileManager.default.isExecutableFile(atPath: script.path) else {
                throw KitError(
                    "\(script.path) is not there: run Scripts/test, which installs it, or name its folder in "
                        + "ALP_TEST_TOOLS")
            }
            let libraries = tools.deletingLastPathComponent().appendingPathComponent("lib", isDirectory: true)
            let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
            let program = versions.map { libraries.appendingPathComponent("\($0)/site-packages/noida_db/noida-db") }
                .first { FileManager.default.fileExists(atPath: $0.path) }
            guard let program else { return script }
            // As the script does at its first run: the package is unpacked without the right to run it.
            if !FileManager.default.isExecutableFile(atPath: program.path) { chmod(program.path, 0o755) }
            return program
        }
    }

    private static func start(port: Int, data: URL) async throws -> ChildProcess {
        let executable = try program
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
