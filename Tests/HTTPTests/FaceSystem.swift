import CampaignFile
import Foundation
import Messages
import TestKit
import Vocabulary

/// One service with those that it needs to have something to show, over one broker: a campaign is published and some
/// requests of the sample are imported, so that what is asked afterwards meets objects that are there.
final class FaceSystem: Sendable {
    let face: FaceProcess
    /// Values that lead somewhere, by the parameter's place and name: `path.request`.
    let known: [String: [String]]
    private let broker: BrokerProcess
    private let others: [FaceProcess]

    init(around service: FaceService) async throws {
        broker = try await BrokerProcess(topics: try TopicCatalogue(named: service.topics).topics)
        guard service.needsSample else {
            face = try await FaceProcess(service, on: broker)
            (others, known) = ([], [:])
            return
        }
        var faces: [String: FaceProcess] = [:]
        let companions = FaceService.all.filter { ["validation", "intake"].contains($0.name) }
        for service in companions.filter({ $0.name != service.name }) + [service] {
            faces[service.name] = try await FaceProcess(service, on: broker)
        }
        guard let face = faces[service.name], let intake = faces["intake"], let validation = faces["validation"] else {
            throw KitError("intake and validation are rows of FaceService.all")
        }
        self.face = face
        others = faces.filter { $0.key != service.name }.map(\.value)
        let campaign = try await Self.publish(through: validation)
        let requests = try await Self.importRequests(through: intake)
        try await eventually(within: .seconds(30), "requests of the sample in the queue") {
            try await validation.ask("GET", "/queue").body.contains(requests[0]) ? true : nil
        }
        known = [
            "path.request": requests, "path.campaign": [campaign], "body.campaign.id": [campaign],
            "path.departement": ["01", "69"], "path.function": service.functions,
            "body.seenRevision": ["1", "2", "3"],
        ]
    }

    func stop() async throws -> [ChildProcess.End] {
        var ends = [try await face.stop()]
        for other in others { ends.append(try await other.stop()) }
        try await broker.stop()
        return ends
    }

    private static let sample = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021")

    private struct Revision: Encodable {
        var campaign: Campaign
        var changes: String
    }

    private static func publish(through validation: FaceProcess) async throws -> String {
        let campaign = try CampaignYAML.read(
            Array(Data(contentsOf: sample.appendingPathComponent("campaign.yaml")))
        ).get()
        let body = try JSONEncoder().encode(Revision(campaign: campaign, changes: "La campagne."))
        let answer = try await validation.ask(
            "POST", "/campaigns/\(campaign.id.text)/revisions?mode=apply", body: String(decoding: body, as: UTF8.self))
        guard answer.status == 200 else { throw KitError("the campaign isn't published: \(answer.body)") }
        return campaign.id.text
    }

    private static func importRequests(through intake: FaceProcess) async throws -> [String] {
        let lines = try String(contentsOf: sample.appendingPathComponent("requests.jsonl"), encoding: .utf8)
            .split(separator: "\n").filter { $0.contains("\"ALP-01-") }.prefix(8)
        // Until the campaign has come over its topic, nothing can be imported.
        try await eventually(within: .seconds(30), "an import of requests") {
            let answer = try await intake.ask(
                "POST", "/imports/requests?mode=apply", body: lines.joined(separator: "\n") + "\n",
                headers: ["Content-Type": "application/x-ndjson"])
            guard answer.status != 200 else { return true }
            guard answer.status == 503 || answer.status == 409 else { throw KitError(answer.body) }
            return nil
        }
        return lines.compactMap { $0.firstMatch(of: #/"id": "([^"]+)"/#).map { String($0.1) } }
    }
}
