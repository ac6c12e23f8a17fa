package import Vocabulary

/// « objet du contrat » : what a contract says beside its authors: the part of the act that names nobody.
package struct ContractTerms: Codable, Hashable, Sendable {
    /// « thème » : Title, as examined.
    package var theme: FreeText
    /// « classe de thème » : Settled at examination (H4).
    package var themeClass: ThemeClassID
    /// « objectifs » : As examined (H1).
    package var objectives: FreeText
    /// « résultats attendus » : As examined (H1).
    package var expectedResults: FreeText
    /// « origine » : Renewal or new theme (F1).
    package var origin: Open<Origin>
    /// « action antérieure » : What a renewal carries on (F2).
    package var earlierAction: EarlierActionID?
    /// « heures » : In all, for a trainee (T1).
    package var hours: Int
    /// « groupes » : With their sessions and leaders.
    package var groups: [ContractGroup]
    /// « dispositif GAIA » : Once it is known (Y4).
    package var dispositif: DispositifNumber?

    package init(
        theme: FreeText, themeClass: ThemeClassID, objectives: FreeText, expectedResults: FreeText,
        origin: Open<Origin>, earlierAction: EarlierActionID? = nil, hours: Int, groups: [ContractGroup],
        dispositif: DispositifNumber? = nil
    ) {
        self.theme = theme
        self.themeClass = themeClass
        self.objectives = objectives
        self.expectedResults = expectedResults
        self.origin = origin
        self.earlierAction = earlierAction
        self.hours = hours
        self.groups = groups
        self.dispositif = dispositif
    }
}
