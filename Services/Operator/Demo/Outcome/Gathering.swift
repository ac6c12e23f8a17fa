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
        return sample.requests.compactMap { original in
            let request = requests[original.id] ?? original.id
            guard let entry = queue[request] else { return nil }
            let action = actions[request]
            return DemoEnding(
                sample: original.id, request: request, phase: entry.phase, isReleased: entry.isReleased,
                placement: action?["state"]?.text ?? entry.placement, breaches: entry.breaches,
                sessions: (action?["sessions"]?.list ?? []).compactMap(Self.session),
                letters: (letters[request] ?? []).compactMap(Self.letter))
        }
    }

    private static func session(_ tree: JSONTree) -> DemoEnding.Session? {
        guard let session = tree["session"]?.text else { return nil }
        let trainers = (tree["trainers"]?.list ?? []).compactMap { $0.text ?? $0["trainer"]?.text }
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
