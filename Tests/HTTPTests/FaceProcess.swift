import Foundation
import TestKit

/// A program of ``FaceService`` that really runs, with a fresh store of its own and a token for all that its row says.
final class FaceProcess: Sendable {
    private let child: ChildProcess
    private let folder: TemporaryFolder
    let token = TestToken()
    /// `127.0.0.1:PORT` of the business listener.
    let address: String
    private let operatorAddress: String

    /// Waits until it is ready.
    init(_ service: FaceService, on broker: BrokerProcess) async throws {
        folder = try TemporaryFolder()
        try token.write(
            to: folder.file("tokens"), roles: service.roles + ["operator"], identifier: "p-tester",
            functions: service.functions, departements: service.departements)
        let child = try ChildProcess(
            try service.product.executable,
            [
                "--store", "sqlite:\(folder.file("store").path)", "--kafka", "embedded:\(broker.addressFile.path)",
                "--topics", service.topics, "--tokens", folder.file("tokens").path, "--listen", "127.0.0.1:0",
                "--address-file", folder.file("address").path, "--log-format", "text", "--clock", "virtual",
            ] + service.arguments + (try service.prepared(folder)),
            inherits: { !$0.hasPrefix("ALP_") })
        self.child = child
        let file = folder.file("address")
        let found = try await eventually(within: .seconds(60), "\(service.name) ready") { () -> [String: String]? in
            if let end = child.ended { throw KitError("\(service.name) ended with \(end): \(child.summary)") }
            guard let data = try? Data(contentsOf: file) else { return nil }
            let found = try JSONDecoder().decode([String: String].self, from: data)
            let ready = try await HTTPCall(address: found["business"] ?? "").send("GET", "/health/ready")
            return ready.status == 200 ? found : nil
        }
        address = found["business"] ?? ""
        operatorAddress = found["operator"] ?? ""
        // The sample's campaign takes requests in May 2020.
        let set = try await HTTPCall(address: found["operator"] ?? "", token: token.text).send(
            "POST", "/clock", body: #"{"now": "2020-05-15T08:00:00Z", "reason": "the sample's year"}"#)
        guard set.status == 200 else { throw KitError("\(service.name): \(set.body)") }
    }

    var log: String { child.errors }

    /// A request as the row's token may make it.
    func ask(
        _ method: String, _ path: String, body: String? = nil, headers: [String: String] = [:]
    ) async throws -> HTTPCall.Answer {
        let key = ["Idempotency-Key": UUID().uuidString].merging(headers) { $1 }
        return try await HTTPCall(address: address, token: token.text)
            .send(method, path, body: body, headers: key, within: .seconds(30))
    }

    /// The statuses that each route was answered with, as its metrics say.
    func answered() async throws -> [String: Set<String>] {
        let metrics = try await HTTPCall(address: operatorAddress).send("GET", "/metrics").body
        var answered: [String: Set<String>] = [:]
        for line in metrics.split(separator: "\n") where line.hasPrefix("alp_http_request_seconds_count{") {
            guard line.contains("face=\"business\""), let route = line.firstMatch(of: #/route="([A-Z]+ [^"]+)"/#)?.1,
                let status = line.firstMatch(of: #/status="(\d+)"/#)?.1
            else { continue }
            answered[String(route), default: []].insert(String(status))
        }
        return answered
    }

    func stop() async throws -> ChildProcess.End { try await child.stop(within: .seconds(40)) }
}
