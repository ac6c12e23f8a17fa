package import Vocabulary

/// « demande validée » : by the Dfie and every service concerned (Y2); shown to pilots only once released (Y3).
package struct RequestValidated: Message {
    package static let type = "decision.validated.v1"

    /// « auteur » : Whose vote completed it.
    package var actor: MessageActor
    /// « révision de la campagne » : By which it was judged.
    package var campaignRevision: Revision
    /// « révision de la demande » : That is validated.
    package var requestRevision: Revision
    /// « numéro de validation » : 1, 2 … of this request: plans name the one that they carry out.
    package var validation: Revision
    /// « classe de thème » : Settled (H4): trainers are chosen by it.
    package var themeClass: ThemeClassID
    /// « EABEP » : Settled (T5).
    package var concernsSpecialNeeds: Bool
    /// « priorité » : 0 to 9; the highest are the last to be left out (the plan's model).
    package var priority: Int
    /// « groupes » : What each is to get.
    package var groups: [GroupSettled]
    /// « départements » : Whose services validated.
    package var departements: [Departement]
    /// « moyens à prévoir » : Announced above the number of P2.
    package var needsMeans: Bool
    /// « avertissements » : That were seen and taken.
    package var warnings: [Open<Breach>]

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, validation: Revision,
        themeClass: ThemeClassID, concernsSpecialNeeds: Bool, priority: Int, groups: [GroupSettled],
        departements: [Departement], needsMeans: Bool, warnings: [Open<Breach>]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.validation = validation
        self.themeClass = themeClass
        self.concernsSpecialNeeds = concernsSpecialNeeds
        self.priority = priority
        self.groups = groups
        self.departements = departements
        self.needsMeans = needsMeans
        self.warnings = warnings
    }
}
