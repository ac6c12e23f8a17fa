import CampaignFile
import Foundation
import Reference
import RequestFiles
import Rulebook
import TestKit
import Vocabulary

/// Samples/lyon-2020-2021, read as the operator's tool reads it.
struct LyonSample {
    let campaign: Campaign
    let places: ReferenceSet
    let earlierActions: Set<EarlierActionID>

    static let folder = PackageRoot.url.appending(path: "Samples/lyon-2020-2021")

    init() throws {
        campaign = try CampaignYAML.read(Self.bytes("campaign.yaml")).get()
        places = try ReferenceFolder.load(Self.folder.appending(path: "reference"))
        earlierActions = try EarlierActions.read(Self.bytes("earlier-actions.csv")).get()
    }

    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// Every line, or what is wrong with the first that can't be read.
    func requests(_ name: String, _ format: RequestFormat) throws -> [ReceivedRequest] {
        var reader = RequestReader(format)
        reader.feed(try Self.bytes(name))
        var requests = try Self.read(&reader)
        reader.finish()
        requests += try Self.read(&reader)
        return requests
    }

    private static func read(_ reader: inout RequestReader) throws -> [ReceivedRequest] {
        var requests: [ReceivedRequest] = []
        while let line = try reader.next() {
            switch line {
            case .request(let request, _): requests.append(request)
            case .broken(let broken): throw UnreadableFile(broken.errors.map { "\(broken.line): \($0.message)" })
            }
        }
        return requests
    }

    func verdict(_ request: ReceivedRequest) -> Verdict {
        Rules.judge(
            RequestSubject(request, campaign: campaign, places: places, earlierActions: earlierActions))
    }
}
