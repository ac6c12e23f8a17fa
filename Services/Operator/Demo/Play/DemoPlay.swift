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
        case .examine(let late): return try await examine(late: late)
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
        case .examine: "the authorities examine and vote, dates are sought"
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

    /// Many at once, fifty a call. What changed since it was read is read again, as a person does whose act is
    /// answered 409: a letter may just have been sent.
    ///
    /// Throws where one wasn't done.
    func bulk(_ action: String, _ entries: [QueueEntry], as token: Token?) async throws {
        var left = entries
        for round in 1...Self.mostRounds where !left.isEmpty {
            var stale: Set<String> = []
            for start in stride(from: 0, to: left.count, by: 50) {
                let items = left[start..<min(start + 50, left.count)].map { entry in
                    JSONTree.object(["request": .text(entry.request), "seenRevision": .integer(entry.revision)])
                }
                let answer = try await desk.post(
                    "/bulk", .object(["action": .text(action), "items": .list(items)]), to: .validation, as: token)
                stale.formUnion(try Self.stale(answer, action, isLast: round == Self.mostRounds))
            }
            left = stale.isEmpty ? [] : try await queue("", as: token).filter { stale.contains($0.request) }
        }
    }

    private static let mostRounds = 8

    /// Requests that had changed; throws for any other failure, and in the last round.
    private static func stale(
        _ answer: JSONTree, _ action: String, isLast: Bool
    ) throws(OperatorFailure) -> [String] {
        let outcomes = answer["outcomes"]?.list ?? []
        guard !isLast else {
            try check(answer, action)
            return []
        }
        try check(.object(["outcomes": .list(outcomes.filter { $0["status"]?.integer != 409 })]), action)
        return outcomes.filter { $0["status"]?.integer == 409 }.compactMap { $0["request"]?.text }
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

    /// An act on one request, on what stands: read again where it changed meanwhile.
    func act(_ path: String, on entry: QueueEntry, as token: Token?, _ body: [String: JSONTree]) async throws {
        var revision = entry.revision
        for round in 1...Self.mostRounds {
            let request = FaceRequest.post(
                "/queue/\(entry.request)/\(path)",
                .object(body.merging(["seenRevision": .integer(revision)]) { $1 }), key: desk.key(path), as: token)
            let reply = try await desk.send(request, to: .validation)
            if (200..<300).contains(reply.status) { return }
            guard reply.status == 409, round < Self.mostRounds,
                let now = try await desk.get("/queue/\(entry.request)", of: .validation, as: token)["revision"]?
                    .integer,
                now != revision
            else {
                throw OperatorFailure(
                    .unexpected, "\(path) of \(entry.request) was answered \(reply.status): \(reply.words)")
            }
            revision = now
        }
    }
}
