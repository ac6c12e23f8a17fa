package import Foundation
package import Messages
import Synchronization

/// An `alp-broker` for one test: started with a catalogue, ended when this object goes.
///
/// It takes a new random port and a new run identifier at every start, and has forgotten everything.
package final class BrokerProcess: Sendable {
    package let catalogue: URL
    package let folder: TemporaryFolder
    private let arguments: [String]
    private let control: ControlClient
    private let running: Mutex<Running>

    private struct Running {
        var child: ChildProcess
        var bootstrap: String
        var run: String
    }

    package var addressFile: URL { folder.file("address") }
    /// `127.0.0.1:PORT` of the present run.
    package var bootstrap: String { running.withLock { $0.bootstrap } }
    /// The present run's identifier.
    package var run: String { running.withLock { $0.run } }
    package var child: ChildProcess { running.withLock { $0.child } }

    /// Starts it and waits until it listens. `arguments` are laid behind the kit's own flags.
    package convenience init(catalogue: URL, arguments: [String] = []) async throws {
        try await self.init(in: try TemporaryFolder(), catalogue: catalogue, arguments: arguments)
    }

    /// With topics that stand in no file.
    package convenience init(topics: [TopicDefinition], arguments: [String] = []) async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("topics.json")
        try JSONEncoder().encode(try TopicCatalogue(topics: topics)).write(to: file)
        try await self.init(in: folder, catalogue: file, arguments: arguments)
    }

    private init(in folder: TemporaryFolder, catalogue: URL, arguments: [String]) async throws {
        self.folder = folder
        self.catalogue = catalogue
        self.arguments = arguments
        control = ControlClient(path: folder.file("control").path)
        running = Mutex(try await Self.start(catalogue, arguments, folder))
    }

    /// Kills it and starts another with the same catalogue: other port, other run, nothing remembered.
    package func restart() async throws {
        try await child.killed()
        try? FileManager.default.removeItem(at: addressFile)
        let next = try await Self.start(catalogue, arguments, folder)
        running.withLock { $0 = next }
    }

    /// SIGTERM; gives its end back.
    @discardableResult
    package func stop() async throws -> ChildProcess.End {
        try await child.stop()
    }

    /// The next `count` requests of that kind get `error`: `inject("produce", "NOT_ENOUGH_REPLICAS", count: 3)`.
    /// `_TRANSPORT` cuts the connection.
    package func inject(_ request: String, _ error: String, count: Int) async throws {
        try await control.send("inject \(request):\(error):\(count)")
    }

    /// Forgets the errors still waiting for such requests.
    package func clear(_ request: String) async throws { try await control.send("clear \(request)") }
    /// Cuts all connections and takes none until ``up()``; records are kept.
    package func down() async throws { try await control.send("down") }
    package func up() async throws { try await control.send("up") }
    /// Any line of the broker's control protocol (`alp-broker --help`).
    package func command(_ line: String) async throws { try await control.send(line) }

    private static func start(_ catalogue: URL, _ more: [String], _ folder: TemporaryFolder) async throws -> Running {
        let address = folder.file("address")
        let child = try ChildProcess(
            try BuiltProduct.broker.executable,
            [
                "--topics", catalogue.path, "--address-file", address.path, "--control", folder.file("control").path,
                "--end-with-parent", "--parent", "\(getpid())",
            ] + more)
        let lines = try await eventually("the address file of alp-broker") { () -> [String]? in
            // A broker that has ended will never write it; the reason stands in its errors.
            guard child.isRunning else { return [] }
            let text = try? String(contentsOf: address, encoding: .utf8)
            return text?.split(separator: "\n").map(String.init)
        }
        guard lines.count == 2 else { throw KitError("alp-broker did not start: \(child.summary)") }
        return Running(child: child, bootstrap: lines[0], run: lines[1])
    }
}
