import Foundation
import ProofPlay
import TestKit

/// One `alp demo`, as its caller sees it: played to the end, looked into while it still runs, and ended.
struct SpringRun: Sendable {
    enum Store: String, Sendable, CaseIterable {
        case sqlite, postgres
    }

    let name: String
    let report: SpringReport
    /// Logs, metrics, topics but the directory's, parked records: all that nobody's name may stand in, by what it is.
    let texts: [String: String]
    let end: ChildProcess.End
    let output: String
    /// The folder with the letters, removed when this goes.
    private let folder: TemporaryFolder

    var spool: URL { URL(fileURLWithPath: report.spool) }

    /// Throws ``KitError`` with the last words where it doesn't come to its end.
    init(_ store: Store, kills: Int, seed: Int) async throws {
        name = "\(store.rawValue), \(kills) kills, seed \(seed)"
        folder = try TemporaryFolder()
        let (place, file) = (folder.file("demo"), folder.file("report.json"))
        var arguments = [
            "demo", "--keep", "--folder", place.path, "--report", file.path, "--kills", "\(kills)", "--seed", "\(seed)",
            "-X", "session.timeout.ms=6000",
        ]
        if store == .postgres {
            arguments += ["--store", try await blocking { try Self.databases() }, "--instances", "scheduling=3"]
        }
        let child = try ChildProcess(
            try BuiltProduct.alp.executable, arguments, inherits: { !$0.hasPrefix("ALP_") })
        do {
            try await child.says("still running until Ctrl-C", within: .seconds(330))
        } catch {
            let lines = (child.outputLines.suffix(5) + child.errorLines.suffix(3)).joined(separator: "\n")
            throw KitError("\(name): \(error)\n\(lines)")
        }
        try await child.says("token of the operator", within: .seconds(5))
        report = try SpringReport(file)
        texts = try await Self.look(place, child.output)
        child.send(SIGINT)
        end = try await child.exit(within: .seconds(40))
        output = child.output + child.errors
    }

    /// Empty ones, on the test process's own cluster.
    private static func databases() throws -> String {
        let cluster = try PostgresCluster.shared.get()
        let name = "demo" + String(UInt32.random(in: .min ... .max), radix: 36)
        for service in ["intake", "validation", "scheduling", "notifications"] {
            try cluster.sql("CREATE DATABASE \(name)_\(service)")
        }
        return cluster.url(database: name)
    }

    private static func look(_ folder: URL, _ output: String) async throws -> [String: String] {
        var texts: [String: String] = ["output": output]
        for log in try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("logs").path) {
            texts["log \(log)"] = try String(
                contentsOf: folder.appendingPathComponent("logs/\(log)"), encoding: .utf8)
        }
        let token = output.split(separator: "\n").first { $0.hasPrefix("token of the operator: ") }
            .map { String($0.dropFirst("token of the operator: ".count)) }
        for file in try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("addresses").path)
        {
            let data = try Data(contentsOf: folder.appendingPathComponent("addresses/\(file)"))
            let address = try JSONDecoder().decode([String: String].self, from: data)["operator"] ?? ""
            texts["metrics \(file)"] = try await HTTPCall(address: address).send("GET", "/metrics").body
            let parked = try await alp(
                ["parked", "list", "--json", "--limit", "1000"],
                ["ALP_SERVICE_URL": "http://\(address)", "ALP_OPERATOR_TOKEN": token ?? ""])
            texts["parked \(file)"] = parked
        }
        let broker = folder.appendingPathComponent("broker.address").path
        let bootstrap = try String(contentsOfFile: broker, encoding: .utf8).split(separator: "\n")[0]
        for topic in ["campaigns", "requests", "decisions", "sessions", "letters"] {
            texts["topic \(topic)"] = try await Kcat(String(bootstrap)).records(of: "alp.\(topic).v1").map {
                "\($0.key ?? "") \($0.headers) \($0.value ?? "")\n"
            }.joined()
        }
        // As the tool shows it, the directory's topic too.
        for topic in ["directory", "requests"] {
            texts["records \(topic)"] = try await alp(
                ["records", "alp.\(topic).v1", "--kafka", "embedded:\(broker)", "--topics", "product:01,42,69"], [:])
        }
        return texts
    }

    private static func alp(_ arguments: [String], _ environment: [String: String]) async throws -> String {
        let child = try ChildProcess(
            try BuiltProduct.alp.executable, arguments, environment: environment, inherits: { !$0.hasPrefix("ALP_") })
        guard try await child.exit() == .exit(0) else { throw KitError("alp \(arguments): \(child.summary)") }
        return child.output + child.errors
    }
}

/// Processes that have a path on their command line.
func processes(naming path: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { Int($0) != nil }.compactMap { number in
        guard let data = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") else { return nil }
        let line = String(decoding: data, as: UTF8.self).replacing("\0", with: " ")
        return line.contains(path) ? "\(number) \(line)" : nil
    }
}
