import Vocabulary

extension Rules {
    /// « Afin de finaliser l'expression du besoin et l'engagement des équipes, il est préconisé d'étudier le projet en
    /// conseil pédagogique école/collège, en collaboration avec l'IA-IPR référent de l'établissement. »
    ///
    /// Recommended: absent, a warning, never a refusal.
    package static let H3 = Rule(
        .H3,
        sentence: "Afin de finaliser l'expression du besoin et l'engagement des équipes, il est préconisé d'étudier le "
            + "projet en conseil pédagogique école/collège, en collaboration avec l'IA-IPR référent de "
            + "l'établissement.",
        findings: [
            Finding(.warns, "Le projet n'a pas été étudié en conseil pédagogique école/collège."),
            Finding(.warns, "Le projet a été étudié en conseil pédagogique, mais sans l'IA-IPR référent."),
        ],
        request: { subject in
            let council = subject.form.council
            if !council.studied {
                return [
                    RuleID.H3.breach(
                        .warns, at: "council.studied",
                        "Le projet n'a pas été étudié en conseil pédagogique école/collège.",
                        remedy: "C'est préconisé, non exigé : mettez-le si possible à l'ordre du jour du prochain "
                            + "conseil, avec l'IA-IPR référent.")
                ]
            }
            guard !council.withReferent else { return [] }
            return [
                RuleID.H3.breach(
                    .warns, at: "council.withReferent",
                    "Le projet a été étudié en conseil pédagogique, mais sans l'IA-IPR référent.",
                    remedy: "C'est préconisé, non exigé : informez si possible l'IA-IPR référent du projet.")
            ]
        })
}
