import Foundation
import Messages
import Pages
import Vocabulary

/// What comes before the first request, and how requests come.
extension DemoPlay {
    func publishCampaign() async throws -> String {
        let path = "/campaigns/\(campaign.campaign.id.text)"
        let body = JSONTree.object(["campaign": campaign.tree, "changes": .text("Première publication.")])
        let preview = try await desk.post("\(path)/revisions?mode=preview", body, to: .validation, as: people.dfie)
        let differences = CampaignDifference.list(preview["differences"]).count
        _ = try await desk.post("\(path)/revisions?mode=apply", body, to: .validation, as: people.dfie)
        let revision: Int64 = try await desk.awaiting("the campaign's first revision") {
            let found = try await desk.get(path, of: .validation, as: people.dfie)["revision"]?.integer
            return found.map { .found($0) } ?? .notYet("no revision")
        }
        return
            "\(campaign.campaign.id.text) is published as revision \(revision) (\(differences) places differ from nothing)"
    }

    func importTable(_ table: DemoTable) async throws -> String {
        let data = try sample.data(table.file)
        for mode in ["preview", "apply"] {
            let answer = try await desk.upload(
                data, type: "text/csv", to: "\(table.path)?mode=\(mode)", of: table.service, as: people.dfie)
            try Self.noRejection(answer, table.file)
            if mode == "apply" {
                return "\(table.file): \(answer["read"]?.integer ?? 0) lines read, "
                    + "\(answer["created"]?.integer ?? 0) created"
            }
        }
        return table.file
    }

    static func noRejection(_ answer: JSONTree, _ file: String) throws(OperatorFailure) {
        guard let rejected = answer["rejected"]?.list?.first else { return }
        throw OperatorFailure(.unexpected, "\(file): a line was rejected: \(rejected.line)")
    }

    /// One file of a day, and its way into the examiners' queue.
    mutating func importRequests(_ ids: [String], _ format: DemoFormat) async throws -> String {
        let wanted = Set(ids)
        let file = sample.file(of: sample.requests.filter { wanted.contains($0.id) }, as: format)
        let answer = try await desk.upload(
            file, type: format.mediaType, to: "/imports/requests?mode=apply", of: .intake, as: people.dfie)
        try Self.noRejection(answer, "the day's file")
        for id in ids { requests[id] = id }
        let entries = try await judged(wanted)
        let returned = entries.count { $0.state == .returned }
        return "\(ids.count) requests by \(format == .csv ? "spreadsheet" : "JSON Lines"), "
            + "\(returned) of them returned at once"
    }

    /// Until each has its verdict.
    func judged(_ requests: Set<String>) async throws -> [QueueEntry] {
        try await desk.awaiting("\(requests.count) requests in the queue") {
            let entries = try await queue().filter { requests.contains($0.request) && $0.state != .awaitingCampaign }
            let missing = requests.subtracting(entries.map(\.request))
            return missing.isEmpty
                ? .found(entries) : .notYet("\(entries.count) of them; \(missing.sorted().first ?? "") isn't there")
        }
    }

    /// A pilot's own: a draft, its submission, and the others' consents.
    mutating func submit(_ id: String) async throws -> String {
        guard let request = sample.requests.first(where: { $0.id == id }) else { return id }
        let pilots = (request.form["pilots"]?.list ?? []).compactMap { $0["function"]?.text }
        guard let author = pilots.first(where: { people[$0] != nil }), let token = people[author] else {
            throw OperatorFailure(.usage, "\(id): no pilot of it is in the directory; give another --sample")
        }
        let form = Self.form(request.form, agreedBy: author)
        let draft = try await desk.post("/drafts", .object(["form": form]), to: .intake, as: token)
        guard let made = draft["request"]?.text else {
            throw OperatorFailure(.unexpected, "alp-intake made a draft without its number: \(draft.line)")
        }
        requests[id] = made
        _ = try await desk.post(
            "/drafts/\(made)/submit", .object(["seenRevision": .integer(draft["revision"]?.integer ?? 1)]), to: .intake,
            as: token)
        for pilot in pilots where pilot != author { try await agree(to: made, as: pilot) }
        _ = try await desk.awaiting("every pilot's consent to \(made)") { () -> Look<Bool> in
            let entry = try await judged([made]).first
            guard let entry else { return .notYet("it isn't in the queue") }
            return entry.state == .awaitingConsents ? .notYet("a consent is missing") : .found(true)
        }
        return "\(made) was written by its pilot, \(pilots.count - 1) agreed by their links (\(id) in the sample)"
    }

    private static func form(_ form: JSONTree, agreedBy author: String) -> JSONTree {
        guard case .object(var members) = form else { return form }
        members["pilots"] = .list(
            (form["pilots"]?.list ?? []).map { pilot in
                let function = pilot["function"]?.text ?? ""
                return .object(["function": .text(function), "agrees": .flag(function == author)])
            })
        return .object(members)
    }

    /// As a person does: two letters come, one with a link, one with a code.
    private func agree(to request: String, as pilot: String) async throws {
        let link = try await spooled("consent", request, to: pilot)
        let code = try await spooled("code", request, to: pilot)
        guard let token = link.consentToken, let digits = code.code else {
            throw OperatorFailure(.unexpected, "the letters to a pilot of \(request) hold no link, or no code")
        }
        // The letter may be quicker than the record by which Intake knows the link.
        _ = try await desk.awaiting("the link to agree to \(request)") { () -> Look<Bool> in
            let shown = try await desk.send(.get("/accord/\(token)", as: nil), to: .intake)
            return shown.status == 200 ? .found(true) : .notYet("\(shown.status): \(shown.words)")
        }
        let body = JSONTree.object(["code": .text(digits), "agrees": .flag(true)])
        let reply = try await desk.send(
            .post("/accord/\(token)", body, key: desk.key("accord"), as: nil), to: .intake)
        guard (200..<300).contains(reply.status) else {
            throw OperatorFailure(.unexpected, "a pilot can't agree to \(request): \(reply.status): \(reply.words)")
        }
    }

    private func spooled(_ kind: String, _ request: String, to function: String) async throws -> SpooledLetter {
        try await desk.awaiting("the \(kind) letter of \(request)") {
            let found = try await letters("?kind=\(kind)&request=\(request)")
                .first { $0["to"]?.text == function && $0["state"]?.text == "sent" }
            guard let letter = found?["letter"]?.text else { return .notYet("none was sent") }
            guard let data = try? Data(contentsOf: spool.appendingPathComponent("\(letter).eml")) else {
                return .notYet("its file isn't in the spool")
            }
            return .found(SpooledLetter(data))
        }
    }
}
