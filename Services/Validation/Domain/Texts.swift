import Vocabulary

/// What Validation says to people, in French.
enum Texts {
    static let campaignChanged =
        "La campagne vient de changer : la demande est jugée de nouveau ; relisez-la, puis décidez."
    static let approvedAlready = "Vous avez déjà approuvé cette demande, à cette révision."
    static let refusalNeedsReason =
        "Un refus dit pourquoi : choisissez des manquements, ou écrivez un message aux pilotes."
    static let returnNeedsReason =
        "Un retour dit quoi corriger : choisissez des règles, ou écrivez un message aux pilotes."
    static let noSuchBreach = "Il n'y a pas de tel manquement dans l'examen de cette demande."
    static let reasonNeeded = "Écrivez pourquoi."
    static let notLate = "La demande n'attend aucune décision sur un retard."
    static let settledAlready = "C'est déjà ce qui est arrêté."
    static let chooseThemeClass =
        "Les pilotes n'ont proposé aucune classe de thème : arrêtez-en une avant d'approuver."
    static let dayIsPast = "Ce jour est passé."
    static let releasedAlready = "La décision est déjà communiquée."
    static let notPlaced = "L'action n'a pas trouvé de dates : arrêtez autre chose, renvoyez-la ou annulez-la."
    static let noSessions = "Aucune séance n'est encore proposée pour cette action."
    static let notConfirmed =
        "Les dates ne sont pas encore confirmées, à leur révision présente, par chaque service concerné."
    static let nobodyAsked = "Dites à qui vous demandez un avis."
    static let authoritiesVote =
        "La Dfie et les services concernés approuvent ou refusent la demande : leur avis est leur décision."
    static let decidedAlready = "C'est déjà ce qui est décidé pour cette personne."

    static func notExamined(_ state: QueueState) -> String { "La demande n'est pas à l'examen : \(state.french)." }
    static func notReturnable(_ state: QueueState) -> String {
        "La demande ne peut pas être renvoyée : \(state.french)."
    }
    static func notCancellable(_ state: QueueState) -> String {
        "L'action ne peut pas être annulée : \(state.french)."
    }
    static func nothingToRelease(_ state: QueueState) -> String {
        "Il n'y a pas de décision à communiquer : \(state.french)."
    }
    static func cannotBeAsked(_ function: Function) -> String {
        "« \(function) » ne donne pas d'avis sur cette demande : demandez-le à l'IA-IPR référent d'un de ses "
            + "établissements, au Pôle ou à un IA-DASEN concerné."
    }
    static func notAsked(_ function: Function) -> String { "Aucun avis n'a été demandé à « \(function) »." }

    /// nil never happens: the text is a sound one.
    static func crossed(_ revision: Revision) -> FreeText? {
        try? FreeText(
            "La demande a été modifiée (révision \(revision.number)) pendant qu'elle était décidée : la décision sur la "
                + "révision précédente est caduque, et la demande est examinée de nouveau. Vous n'avez rien à faire.")
    }

    static func disagrees(_ function: Function, at place: String) -> Breach {
        Breach(
            rule: .F5, severity: .returns, place: place,
            message: "Le pilote « \(function) » n'est pas d'accord avec la demande.",
            remedy: "Accordez-vous avec lui, puis modifiez la demande ; ou retirez-la.")
    }
}
