/// The table of contents: every rule of the cahier, in its order.
package enum Rules {
    package static let all: [Rule] = [
        // Request
        F1, F2, F3, F4, F5, F6, F7,
        // Time
        T1, T2, T3, T4, T5, T6, T7, T8,
        // Public
        P1, P2, P3, P4,
        // Intervenants
        I1, I2, I3,
        // Theme
        H1, H2, H3, H4,
        // The year
        Y1, Y2, Y3, Y4, Y5, Y6, Y7, Y8, Y9, Y10,
    ]

    /// A request as it came; by some of the rules where only they matter.
    package static func judge(_ request: RequestSubject, by rules: [Rule] = all) -> Verdict {
        Verdict(rules.flatMap { $0.request?(request) ?? [] })
    }

    /// The sessions and teams of a plan.
    package static func judge(_ plan: PlanSubject) -> Verdict { Verdict(all.flatMap { $0.plan?(plan) ?? [] }) }

    /// A roster.
    package static func judge(_ roster: RosterSubject) -> Verdict {
        Verdict(all.flatMap { $0.roster?(roster) ?? [] })
    }

    /// Whether a step may be taken.
    package static func judge(_ step: StepSubject) -> Verdict { Verdict(all.flatMap { $0.step?(step) ?? [] }) }
}
