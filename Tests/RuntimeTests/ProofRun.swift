import Foundation
import TestKit

/// One start of the test service with the flags of a test, for starts that are to fail and for what is asked once.
struct ProofRun {
    let child: ChildProcess
    let folder: TemporaryFolder

    /// Flags that are good, over which a test lays its own.
    ///
    /// - Parameters:
    ///   - wrapped: a shell command line in which `"$@"` is the service: for limits that a child inherits.
    init(
        _ command: [String] = [], role: String = "bookings", store: String? = nil, kafka: String? = nil,
        topics: URL = PackageRoot.proofTopics, flags: [String] = [], environment: [String: String] = [:],
        in folder: TemporaryFolder? = nil, wrapped: String? = nil
    ) throws {
        let folder = try folder ?? TemporaryFolder()
        self.folder = folder
        var arguments = command + [
            "--role", role, "--kafka", kafka ?? "embedded:\(folder.file("no-broker").path)", "--topics", topics.path,
            "--address-file", folder.file("address").path, "--log-format", "text",
        ]
        if environment["ALP_STORE"] == nil {
            arguments += ["--store", store ?? "sqlite:\(folder.file("store.db").path)"]
        }
        arguments += flags
        let executable = try BuiltProduct.proofService.executable
        let inherits: (String) -> Bool = { !$0.hasPrefix("ALP_") }
        if let wrapped {
            child = try ChildProcess(
                URL(fileURLWithPath: "/bin/sh"), ["-c", wrapped, "sh", executable.path] + arguments,
                environment: environment, inherits: inherits)
        } else {
            child = try ChildProcess(executable, arguments, environment: environment, inherits: inherits)
        }
    }

    /// Its exit code and all it said on standard error.
    func ended(within limit: Duration = .seconds(20)) async throws -> (code: ChildProcess.End, said: String) {
        let end = try await child.exit(within: limit)
        return (end, child.errors + child.output)
    }

    private struct Addresses: Decodable {
        var business: String
        var `operator`: String
    }

    /// A request to the operator listener.
    func operate(_ method: String, _ path: String, token: TestToken? = nil, body: String? = nil) async throws
        -> HTTPCall.Answer
    {
        try await HTTPCall(address: try addresses().operator, token: token?.text).send(method, path, body: body)
    }

    func ask(_ method: String, _ path: String, token: TestToken, body: String? = nil, headers: [String: String] = [:])
        async throws -> HTTPCall.Answer
    {
        try await HTTPCall(address: try addresses().business, token: token.text)
            .send(method, path, body: body, headers: headers)
    }

    private func addresses() throws -> Addresses {
        guard let data = try? Data(contentsOf: folder.file("address")) else {
            throw KitError("it listens nowhere yet: \(child.summary)")
        }
        return try JSONDecoder().decode(Addresses.self, from: data)
    }

    /// Waits until readiness answers so, and its body holds the text.
    @discardableResult
    func readiness(_ status: Int, _ text: String = "", within limit: Duration = .seconds(30)) async throws -> String {
        try await eventually(within: limit, "readiness \(status) with \(text)") {
            let answer = try await operate("GET", "/health/ready")
            guard answer.status == status, answer.body.contains(text) else {
                throw KitError("\(answer.status) \(answer.body); \(child.summary)")
            }
            return answer.body
        }
    }

    func stop() async throws {
        child.send(SIGTERM)
        let end = try await child.exit(within: .seconds(30))
        guard end == .exit(0) else { throw KitError("a graceful stop ends with 0: \(child.summary)") }
    }
}
