import Messages

/// A request as Validation's queue shows it: only what the play acts on.
struct QueueEntry: Sendable, Equatable {
    var request: String
    /// That the acts name as seen.
    var revision: Int64
    var phase: String
    var isReleased: Bool
    var isLateAccepted: Bool
    var departements: [String]
    /// Nil where a person has to choose one (H4).
    var themeClass: String?
    var isSettled: Bool
    var breaches: [ExpectedVerdict.Breach]
    /// `none`, `proposed`, `confirmed`, `notPlaced`, `published`; as Validation knows it.
    var placement: String

    /// Nil for what isn't a request of the queue.
    init?(_ tree: JSONTree) {
        guard let request = tree["request"]?.text, let phase = tree["phase"]?.text ?? tree["state"]?.text else {
            return nil
        }
        self.request = request
        self.phase = phase
        revision = tree["revision"]?.integer ?? 0
        isReleased = tree["isReleased"]?.flag ?? tree["released"]?.flag ?? false
        isLateAccepted = tree["isLateAccepted"]?.flag ?? tree["lateAccepted"]?.flag ?? false
        departements = (tree["departements"]?.list ?? []).compactMap(\.text)
        themeClass = tree["themeClass"]?.text
        isSettled = tree["settlement"]?.members != nil
        breaches = Self.breaches(tree["verdict"]?["breaches"] ?? tree["breaches"])
        placement = tree["placement"]?.text ?? tree["placement"]?["stage"]?.text ?? "none"
    }

    static func breaches(_ tree: JSONTree?) -> [ExpectedVerdict.Breach] {
        (tree?.list ?? []).compactMap { breach in
            guard let rule = breach["rule"]?.text, let severity = breach["severity"]?.text else { return nil }
            return ExpectedVerdict.Breach(rule: rule, severity: severity, place: breach["place"]?.text)
        }
    }

    var isRefusable: Bool { phase == "examination" && breaches.contains { $0.severity == "refuses" } }
    var waitsForLateDecision: Bool {
        phase == "examination" && !isLateAccepted && !isRefusable
            && breaches.contains { $0.rule == "F6" && $0.severity == "blocks:examination" }
    }
    var lacksConsent: Bool { breaches.contains(where: \.isMissingConsent) }
    /// Nothing but votes is missing once it is settled.
    var isApprovable: Bool { phase == "examination" && !isRefusable && !lacksConsent }
}
