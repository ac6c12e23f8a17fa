import Messages

/// Reads how everything ended, through the same public APIs.
extension DemoPlay {
    /// In the order of the sample; a request that isn't in the queue is left out.
    func endings() async throws -> [DemoEnding] {
        let queue = Dictionary(try await queue().map { ($0.request, $0) }) { first, _ in first }
        let actions = Dictionary(
            try await all("/actions", of: .scheduling, as: people.dfie, under: ["actions", "items"])
                .compactMap { action in action["request"]?.text.map { ($0, action) } }
        ) { first, _ in first }
        let letters = Dictionary(grouping: try await letters("")) { $0["request"]?.text ?? "" }
        var endings: [DemoEnding] = []
        for original in sample.requests {
            let request = requests[original.id] ?? original.id
            guard let entry = queue[request] else { continue }
            let shown = try await desk.get("/queue/\(request)", of: .validation, as: people.dfie)
            let action = actions[request]
            endings.append(
                DemoEnding(
                    sample: original.id, request: request, phase: entry.phase, isReleased: entry.isReleased,
                    placement: entry.placement, breaches: Self.breaches(shown["verdict"]?["verdict"]?["breaches"]),
                    sessions: (action?["sessions"]?.list ?? []).compactMap(Self.session),
                    letters: (letters[request] ?? []).compactMap(Self.letter)))
        }
        return endings
    }

    private static func breaches(_ tree: JSONTree?) -> [ExpectedVerdict.Breach] {
        (tree?.list ?? []).compactMap { breach in
            guard let rule = breach["rule"]?.text, let severity = breach["severity"]?.text else { return nil }
            return ExpectedVerdict.Breach(rule: rule, severity: severity, place: breach["place"]?.text)
        }
    }

    private static func session(_ tree: JSONTree) -> DemoEnding.Session? {
        guard let session = tree["session"]?.text else { return nil }
        let trainers = (tree["team"]?.list ?? tree["trainers"]?.list ?? []).compactMap {
            $0.text ?? $0["trainer"]?.text
        }
        let replaced = (tree["replacements"]?.list ?? []).compactMap { part -> (String, Int)? in
            guard let departement = part["departement"]?.text, let teachers = part["teachers"]?.integer else {
                return nil
            }
            return (departement, Int(teachers))
        }
        return DemoEnding.Session(
            session: session, group: tree["group"]?.text ?? "", host: tree["host"]?.text ?? "",
            halfDays: (tree["halfDays"]?.list ?? []).compactMap(\.text), trainers: trainers,
            replacements: Dictionary(replaced) { first, _ in first })
    }

    private static func letter(_ tree: JSONTree) -> DemoEnding.Letter? {
        guard let letter = tree["letter"]?.text, let kind = tree["kind"]?.text else { return nil }
        return DemoEnding.Letter(
            letter: letter, kind: kind, to: tree["to"]?.text ?? "", state: tree["state"]?.text ?? "")
    }
}
