import Messages

/// What leaves the house in July.
extension DemoPlay {
    func release() async throws -> String {
        let entries = try await queue()
        let validated = entries.filter { $0.state == .validated && $0.placement == "confirmed" }
        let refused = entries.filter { $0.state == .refused }
        try await bulk("release", validated + refused, as: people.dfie)
        let ids = Set(validated.map(\.request))
        _ = try await desk.awaiting("\(ids.count) calendars published") { () -> Look<Bool> in
            let waiting = try await queue().filter { ids.contains($0.request) && $0.placement != "published" }
            return waiting.first.map { .notYet("\(waiting.count) aren't, \($0.request) among them") } ?? .found(true)
        }
        try await prepared("validation", for: ids)
        let silent = sample.withoutPilots
        try await prepared("refusal", for: Set(refused.map(\.request).filter { !silent.contains(sampleID($0)) }))
        return "\(validated.count) validations and \(refused.count) refusals are out, the calendars published"
    }

    /// Until a letter of a kind stands ready for each.
    private func prepared(_ kind: String, for requests: Set<String>) async throws {
        _ = try await desk.awaiting("letters (\(kind)) for \(requests.count) requests") { () -> Look<Bool> in
            let found = Set(try await letters("?kind=\(kind)").compactMap { $0["request"]?.text })
            let missing = requests.subtracting(found)
            return missing.sorted().first.map { .notYet("\(missing.count) have none, \($0) among them") }
                ?? .found(true)
        }
    }

    func releaseLetters() async throws -> String {
        for kind in ["validation", "refusal"] {
            let answer = try await desk.post(
                "/letters/release", .object(["kind": .text(kind), "letters": .text("all")]), to: .notifications,
                as: people.dfie)
            try Self.check(answer, "release")
        }
        let sent: Int = try await desk.awaiting("every letter sent") {
            let all = try await letters("")
            let waiting = all.filter { ["waiting", "sendable", "taken"].contains($0["state"]?.text ?? "") }
            guard let first = waiting.first else { return .found(all.count) }
            return .notYet("\(waiting.count) aren't, \(first["letter"]?.text ?? "") among them")
        }
        return "\(sent) letters are sent: their files stand in the spool"
    }
}
