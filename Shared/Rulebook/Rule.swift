package import Vocabulary

/// One rule of the cahier: its sentence, what it takes from the campaign, and what it says of each thing it can judge.
///
/// A rule sees the thing, the campaign and the places, never another rule's breaches: its verdict is the same whatever
/// else is wrong. Every function is pure and total: no input traps it.
package struct Rule: Sendable {
    package let id: RuleID
    /// The sentence of the cahier des charges that it carries out, or the reading where the source is silent.
    package let sentence: String
    /// What of it is ours where the source is silent, in French; nil where nothing is.
    package let reading: String?
    /// Names of its parameters in the campaign, as `campaign.yaml` writes them: `F4.warnBeyondKilometres`.
    package let parameters: [String]
    /// Every breach it can find: severity, and the French message with `…` for what varies; for docs/rules.md.
    package let findings: [Finding]
    /// Judges a request as the pilots sent it.
    package let request: (@Sendable (RequestSubject) -> [Breach])?
    /// Judges the sessions and teams of a plan.
    package let plan: (@Sendable (PlanSubject) -> [Breach])?
    /// Judges a roster of trainees.
    package let roster: (@Sendable (RosterSubject) -> [Breach])?
    /// Judges whether a step of the year may be taken.
    package let step: (@Sendable (StepSubject) -> [Breach])?

    package init(
        _ id: RuleID, sentence: String, reading: String? = nil, parameters: [String] = [], findings: [Finding],
        request: (@Sendable (RequestSubject) -> [Breach])? = nil,
        plan: (@Sendable (PlanSubject) -> [Breach])? = nil,
        roster: (@Sendable (RosterSubject) -> [Breach])? = nil,
        step: (@Sendable (StepSubject) -> [Breach])? = nil
    ) {
        self.id = id
        self.sentence = sentence
        self.reading = reading
        self.parameters = parameters
        self.findings = findings
        self.request = request
        self.plan = plan
        self.roster = roster
        self.step = step
    }
}

/// A breach that a rule can find, for the documents.
package struct Finding: Hashable, Sendable {
    package let severity: Severity
    package let message: String

    package init(_ severity: Severity, _ message: String) {
        self.severity = severity
        self.message = message
    }
}
