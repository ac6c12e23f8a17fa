package import Vocabulary

/// What letters call places, by their numbers. Without reference files a number stands for itself.
package struct Places: Sendable {
    /// « collège Jean-Moulin, Lyon ».
    package var establishments: [UAI: String]
    package var colleges: Set<UAI>
    package var circonscriptions: [CirconscriptionID: String]

    package init(
        establishments: [UAI: String] = [:], colleges: Set<UAI> = [],
        circonscriptions: [CirconscriptionID: String] = [:]
    ) {
        self.establishments = establishments
        self.colleges = colleges
        self.circonscriptions = circonscriptions
    }

    /// « collège Jean-Moulin, Lyon (0691662G) ».
    package func name(_ uai: UAI) -> String {
        establishments[uai].map { "\(Clean.line($0)) (\(uai))" } ?? "établissement \(uai)"
    }

    package func name(_ circonscription: CirconscriptionID) -> String {
        circonscriptions[circonscription].map { "\(Clean.line($0)) (\(circonscription))" } ?? circonscription.text
    }

    /// « Direction : collège … »: a function as letters are addressed to it.
    package func name(_ function: Function, in campaign: Campaign?) -> String {
        switch function {
        case .head(let uai): "Direction, \(name(uai))"
        case .inspector(let circonscription): "Inspection de la circonscription \(name(circonscription))"
        case .referent(let uai): "IA-IPR référent, \(name(uai))"
        case .dfie: "Délégation à la formation, innovation, expérimentation (Dfie)"
        case .service(let departement): "Service de formation du premier degré, \(name(departement, in: campaign))"
        case .pole: "Pôle de professionnalisation"
        case .director(let departement): "IA-DASEN, \(name(departement, in: campaign))"
        case .delegate(let departement, let number):
            "Délégataire n° \(number) de l'IA-DASEN, \(name(departement, in: campaign))"
        case .trainer(let trainer): "Formateur \(trainer)"
        }
    }

    /// « Rhône (69) ».
    package func name(_ departement: Departement, in campaign: Campaign?) -> String {
        campaign?.departements.first { $0.code == departement }.map { "\(Clean.line($0.name)) (\(departement))" }
            ?? "département \(departement)"
    }
}
