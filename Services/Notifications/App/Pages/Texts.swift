import NotificationsDomain
import Vocabulary

/// What the service says to people outside its letters.
enum Texts {
    static let notFailed = "Ce courrier n'est pas en échec, ou a été repris depuis : il n'y a rien à reprendre."

    static func outcome(_ status: ReleaseRoutes.Outcome.Status) -> String? {
        switch status {
        case .released: nil
        case .alreadyReleased: "Ce courrier avait déjà son bon à envoyer."
        case .stale: "Ce courrier a été récrit depuis que vous l'avez lu : relisez-le."
        case .void: "Un courrier plus récent l'a remplacé."
        case .failed: "Ce courrier n'a pas pu partir : corrigez l'annuaire, puis demandez à le reprendre."
        case .notFound: "Aucun courrier ne porte ce numéro."
        }
    }
}
