import Vocabulary

extension StepSubject {
    /// A breach that holds this step back; what is missing isn't in the form, so it has no place there.
    func blocks(_ rule: RuleID, _ message: String, remedy: String) -> Breach {
        rule.breach(.blocks(step), at: "", message, remedy: remedy)
    }

    /// Départements concerned that aren't among these, by the campaign's names; nil where none is missing.
    func missing(_ given: Set<Departement>) -> String? {
        let missing = departements.filter { !given.contains($0) }
        return missing.isEmpty ? nil : French.list(missing.map { French.name($0, in: campaign) })
    }
}
