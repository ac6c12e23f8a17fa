import Foundation
import Messages
import TestKit

/// A program of ``FaceService`` that really runs, with a broker and a fresh store of its own, and a token for all that
/// its row says.
final class FaceProcess: Sendable {
    private let broker: BrokerProcess
    private let child: ChildProcess
    private let folder: TemporaryFolder
    let token = TestToken()
    /// `127.0.0.1:PORT` of the business listener.
    let address: String

    /// Waits until it is ready.
    init(_ service: FaceService) async throws {
        folder = try TemporaryFolder()
        broker = try await BrokerProcess(topics: try TopicCatalogue(named: service.topics).topics)
        try token.write(
            to: folder.file("tokens"), roles: service.roles, identifier: "p-tester", functions: service.functions,
            departements: service.departements)
        let child = try ChildProcess(
            try service.product.executable,
            [
                "--store", "sqlite:\(folder.file("store").path)", "--kafka", "embedded:\(broker.addressFile.path)",
                "--topics", service.topics, "--tokens", folder.file("tokens").path, "--listen", "127.0.0.1:0",
                "--address-file", folder.file("address").path, "--log-format", "text",
            ] + service.arguments + (try service.prepared(folder)),
            inherits: { !$0.hasPrefix("ALP_") })
        let file = folder.file("address")
        address = try await eventually(within: .seconds(40), "\(service.name) ready") { () -> String? in
            if let end = child.ended { throw KitError("\(service.name) ended with \(end): \(child.summary)") }
            guard let data = try? Data(contentsOf: file) else { return nil }
            let business = try JSONDecoder().decode([String: String].self, from: data)["business"] ?? ""
            return try await HTTPCall(address: business).send("GET", "/health/ready").status == 200 ? business : nil
        }
        self.child = child
    }

    var log: String { child.errors }

    func stop() async throws -> ChildProcess.End {
        let end = try await child.stop(within: .seconds(40))
        try await broker.stop()
        return end
    }
}
