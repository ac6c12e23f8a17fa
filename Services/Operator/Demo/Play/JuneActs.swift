import Messages
import Pages

/// What the authorities do in June.
extension DemoPlay {
    /// What a person chooses where the pilots proposed no class.
    static let usualClass = "parcours"

    func examine(late takesLate: Bool) async throws -> String {
        var entries = try await queue()
        let late = entries.filter { takesLate && $0.state == .late }
        for entry in late { try await acceptLate(entry) }
        let refusable = entries.filter { $0.state == .refusalProposed }
        try await bulk("refuse", refusable, as: people.dfie)
        if !late.isEmpty { entries = try await queue() }
        for entry in entries where entry.state == .examination && entry.themeClass == nil {
            try await settle(entry)
        }
        let approvable = try await queue().filter { $0.state == .examination }
        try await bulk("approve", approvable, as: people.dfie)
        for departement in departements {
            let own = try await queue("?departement=\(departement)", as: people.service(departement))
            try await bulk("approve", own.filter { $0.state == .examination }, as: people.service(departement))
        }
        let ids = Set(approvable.map(\.request))
        try await placed(ids)
        let sought = try await seekAgain()
        let open = try await queue().count { $0.state == .notPlaced }
        var parts = ["\(ids.count) validated by both authorities", "\(refusable.count) refused"]
        if !late.isEmpty { parts.insert("\(late.count) late ones admitted", at: 0) }
        if sought > 0 { parts.append("\(sought) looked for again") }
        parts.append(open == 0 ? "all have dates" : "\(open) have no dates yet")
        return parts.joined(separator: ", ")
    }

    private func acceptLate(_ entry: QueueEntry) async throws {
        try await act(
            "late", on: entry, as: people.dfie,
            ["accept": .flag(true), "reason": .text("Retard de transmission, la demande est recevable.")])
    }

    /// As the form proposes, with a theme class that a person chose.
    private func settle(_ entry: QueueEntry) async throws {
        let form = try await desk.get("/queue/\(entry.request)", of: .validation, as: people.dfie)["form"]
        let wanted = form?["intervenants"]
        let academic = wanted?["academicTrainers"]?.integer ?? 1
        let isSpecial = form?["theme"]?["concernsSpecialNeeds"]?.flag ?? false
        let groups = (form?["groups"]?.list ?? []).map { group in
            JSONTree.object([
                "group": group["id"] ?? .null, "academicTrainers": .integer(academic),
                "firstDegreeTrainers": wanted?["firstDegreeTrainers"] ?? .integer(1),
                "ashTrainers": .integer(isSpecial ? min(1, academic) : 0), "namedTrainers": .list([]),
            ])
        }
        try await act(
            "settle", on: entry, as: people.dfie,
            [
                "themeClass": .text(Self.usualClass), "concernsSpecialNeeds": .flag(isSpecial),
                "priority": .integer(form?["origin"]?.text == "renewal" ? 2 : 0), "groups": .list(groups),
            ])
    }

    /// What found no place before may find one now that others have moved; each search takes other chances.
    private func seekAgain() async throws -> Int {
        var sought: Set<String> = []
        for _ in 1...Self.mostSearches {
            let entries = try await queue().filter { $0.state == .notPlaced }
            guard !entries.isEmpty else { break }
            for entry in entries {
                sought.insert(entry.request)
                let path = "/actions/\(entry.request)"
                _ = try await desk.post("\(path)/plan", .object([:]), to: .scheduling, as: people.dfie)
                let found: String = try await desk.awaiting("a place for \(entry.request)", within: desk.patience * 3) {
                    let state = try await desk.get(path, of: .scheduling, as: people.dfie)["state"]?.text ?? ""
                    return state == "seeking" ? .notYet("it is still sought") : .found(state)
                }
                guard found != "notPlaced" else { continue }
                _ = try await desk.awaiting("Validation's knowing of \(entry.request)") { () -> Look<Bool> in
                    let waiting = try await queue().contains { $0.request == entry.request && $0.state == .notPlaced }
                    return waiting ? .notYet("it has no dates there") : .found(true)
                }
            }
        }
        return sought.count
    }

    private static let mostSearches = 8

    /// Until each has dates, or it is said why it hasn't.
    private func placed(_ requests: Set<String>) async throws {
        _ = try await desk.awaiting("dates of \(requests.count) requests", within: desk.patience * 3) {
            () -> Look<Bool> in
            let entries = try await queue().filter { requests.contains($0.request) }
            let waiting = entries.filter { !$0.isValidated || $0.placement == "none" }
            guard let first = waiting.first else { return .found(true) }
            return .notYet("\(waiting.count) have none, \(first.request) (\(first.state)) among them")
        }
    }

    /// Each service its own département's, until none waits: what moved since it was read is read again.
    func confirm() async throws -> String {
        var count = 0
        for departement in departements {
            var round = 0
            while true {
                let items = try await proposed(departement)
                guard !items.isEmpty else { break }
                round += 1
                guard round < 20 else {
                    throw OperatorFailure(
                        .unexpected, "dates of \(departement) can't be confirmed: \(items.count) are left")
                }
                count += try await confirm(items, of: departement)
            }
        }
        let confirmed: Int = try await desk.awaiting("every validated request's dates confirmed") {
            let entries = try await queue().filter { $0.isValidated && $0.placement != "notPlaced" }
            let waiting = entries.filter { $0.placement != "confirmed" && $0.placement != "published" }
            guard let first = waiting.first else { return .found(entries.count) }
            return .notYet("\(waiting.count) aren't, \(first.request) (\(first.placement)) among them")
        }
        return "the services confirmed the dates of \(confirmed) requests (\(count) confirmations)"
    }

    /// What the service hasn't confirmed yet.
    private func proposed(_ departement: String) async throws -> [JSONTree] {
        let actions = try await all(
            "/actions?departement=\(departement)&state=proposed", of: .scheduling, as: people.service(departement),
            under: ["actions"])
        return actions.filter { action in
            (action["unconfirmedBy"]?.list ?? []).contains { $0.text == departement }
        }.compactMap(Self.confirmation)
    }

    /// How many were confirmed; those that had moved weren't.
    private func confirm(_ items: [JSONTree], of departement: String) async throws -> Int {
        var count = 0
        for start in stride(from: 0, to: items.count, by: 50) {
            let some = Array(items[start..<min(start + 50, items.count)])
            let answer = try await desk.post(
                "/bulk/confirm", .object(["departement": .text(departement), "items": .list(some)]), to: .scheduling,
                as: people.service(departement))
            let outcomes = (answer["outcomes"]?.list ?? []).filter { $0["status"]?.integer != 409 }
            try Self.check(.object(["outcomes": .list(outcomes)]), "confirm")
            count += outcomes.count
        }
        return count
    }

    private static func confirmation(_ action: JSONTree) -> JSONTree? {
        guard let request = action["request"]?.text else { return nil }
        let sessions = (action["sessions"]?.list ?? []).compactMap { session -> JSONTree? in
            guard let name = session["session"]?.text, let revision = session["revision"]?.integer else { return nil }
            return .object(["session": .text(name), "revision": .integer(revision)])
        }
        return sessions.isEmpty ? nil : .object(["request": .text(request), "sessions": .list(sessions)])
    }
}
