import Foundation
import Messages
import Pages
import Vocabulary

/// Plays the scenes through the services' public APIs, as each person would. For one task.
struct DemoPlay {
    let sample: DemoSample
    let campaign: CampaignReading
    let playbook: Playbook
    let people: DemoPeople
    let desk: DemoDesk
    let clocks: Clocks
    let spool: URL
    /// Requests by the sample's identifiers: those that pilots write themselves get one from Intake.
    var requests: [String: String] = [:]

    var departements: [String] { campaign.campaign.departements.map(\.code.text) }

    /// Sets the clocks and plays one scene; answers what it came to, in a line.
    ///
    /// Throws ``OperatorFailure``.
    mutating func play(_ scene: DemoScene) async throws -> String {
        try await clocks.set(scene.at)
        switch scene.step {
        case .publishCampaign: return try await publishCampaign()
        case .importTable(let table): return try await importTable(table)
        case .importRequests(let ids, let format): return try await importRequests(ids, format)
        case .submit(let id): return try await submit(id)
        case .examine: return try await examine()
        case .confirm: return try await confirm()
        case .release: return try await release()
        case .releaseLetters: return try await releaseLetters()
        }
    }

    /// What a scene is about, before it is played.
    static func title(_ step: DemoStep) -> String {
        switch step {
        case .publishCampaign: "the Dfie publishes the campaign"
        case .importTable(let table): "the Dfie imports \(table.file)"
        case .importRequests(let ids, let format): "\(ids.count) requests come by file (\(format.rawValue))"
        case .submit(let id): "pilots write, submit and agree to \(id) themselves"
        case .examine: "the authorities examine and vote"
        case .confirm: "the services confirm the dates"
        case .release: "the Dfie lets the decisions out"
        case .releaseLetters: "the Dfie releases the letters"
        }
    }

    /// The sample's identifier of a request.
    func sampleID(_ request: String) -> String {
        requests.first { $0.value == request }?.key ?? request
    }

    // MARK: What several acts ask

    /// All pages of a list: `items` may be the list itself, or stand under a name.
    func all(
        _ path: String, of service: DemoService, as token: Token?, under names: [String]
    ) async throws -> [JSONTree] {
        var found: [JSONTree] = []
        var after: String?
        while true {
            let mark = path.contains("?") ? "&" : "?"
            let cursor = after.map { "&after=\(PercentEncoding.encode($0))" } ?? ""
            let page = try await desk.get("\(path)\(mark)limit=500\(cursor)", of: service, as: token)
            let items = page.list ?? names.lazy.compactMap { page[$0]?.list }.first ?? []
            found += items
            guard let next = page["next"]?.text ?? page["after"]?.text, !items.isEmpty, next != after else {
                return found
            }
            after = next
        }
    }

    func queue(_ query: String = "", as token: Token? = nil) async throws -> [QueueEntry] {
        try await all(
            "/queue\(query)", of: .validation, as: token ?? people.dfie, under: ["requests", "items", "queue"]
        )
        .compactMap { QueueEntry($0) }
    }

    func letters(_ query: String) async throws -> [JSONTree] {
        try await all("/letters\(query)", of: .notifications, as: people.dfie, under: ["letters", "items"])
    }

    /// Many at once, fifty a call; throws where one wasn't done.
    func bulk(
        _ action: String, _ entries: [QueueEntry], as token: Token?, message: String? = nil
    ) async throws {
        for start in stride(from: 0, to: entries.count, by: 50) {
            let items = entries[start..<min(start + 50, entries.count)].map { entry in
                JSONTree.object(["request": .text(entry.request), "seenRevision": .integer(entry.revision)])
            }
            var body: [String: JSONTree] = ["action": .text(action), "items": .list(items)]
            if let message { body["message"] = .text(message) }
            let answer = try await desk.post("/bulk", .object(body), to: .validation, as: token)
            try Self.check(answer, action)
        }
    }

    /// Every outcome of a bulk act is a success.
    static func check(_ answer: JSONTree, _ action: String) throws(OperatorFailure) {
        for outcome in answer["outcomes"]?.list ?? [] {
            guard let status = outcome["status"]?.integer, !(200..<300).contains(status) else { continue }
            let what = outcome["request"]?.text ?? outcome["letter"]?.text ?? "?"
            throw OperatorFailure(
                .unexpected, "\(action) of \(what) was answered \(status): \(outcome["problem"]?.line ?? "")")
        }
    }
}
