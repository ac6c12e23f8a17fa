package import Vocabulary

/// All that Intake says to people, in French.
package enum Texts {
    package static let notARequest = "Ce numéro n'est pas celui d'une demande."
    package static let alreadyThere = "Une demande porte déjà ce numéro."
    package static let notThere = "Il n'y a pas de demande sous ce numéro."
    package static let changedSince = "La demande a changé depuis que vous l'avez vue : relisez-la, puis recommencez."
    package static let alreadySubmitted = "La demande est déjà déposée : pour la changer, modifiez-la (amend)."
    package static let stillADraft = "La demande n'est encore qu'un brouillon : rien n'en est parti."
    package static let isADraft = "Ce numéro est celui d'un brouillon saisi en ligne : donnez-en un autre à la ligne."
    package static let typedSince =
        "La demande a été saisie ou modifiée en ligne par ses pilotes : un fichier n'y change plus rien."
    package static let notAPilot =
        "Vous ne figurez pas parmi les pilotes de la demande : ajoutez-y votre fonction, ou laissez un pilote la déposer."
    package static let refusedAlready = "La demande a été refusée : il n'y a plus rien à retirer."
    package static let examined =
        "L'examen de cette demande est achevé : elle ne peut plus être modifiée. La Dfie vous fera connaître la suite."
    package static let decided =
        "La décision a été communiquée : la demande ne peut plus être modifiée, sauf si elle vous est renvoyée."
    package static let linkIsDead =
        "Ce lien n'est plus valable : il a servi, il a expiré, ou le code a été saisi trop de fois. "
        + "Demandez-en un autre à la Dfie."
    package static let formChanged =
        "La demande a été modifiée depuis l'envoi de ce lien : un autre vous est adressé pour la nouvelle version."
    package static let wrongCode = "Ce code n'est pas le bon"
    package static let noCampaignYet = "Aucune campagne n'est encore publiée : recommencez dans un moment."
    package static let noOpenCampaign = "Cette campagne n'est pas ouverte : choisissez une campagne en cours."

    package static func endsBeforeItBegins(_ from: CivilDate, _ until: CivilDate) -> String {
        "La fin (\(until)) précède le début (\(from)) : corrigez l'une des deux dates."
    }

    package static func notAPilotOfIt(_ function: Function) -> String {
        "« \(function) » n'est pas un pilote de cette demande."
    }

    package static func ended(_ phase: RequestState.Phase) -> String {
        phase == .cancelled
            ? "La demande a été annulée : plus rien n'y change." : "La demande a été retirée : plus rien n'y change."
    }

    package static func triesLeft(_ left: Int) -> String {
        left == 0
            ? "\(wrongCode) ; ce lien ne peut plus servir. Demandez-en un autre à la Dfie."
            : "\(wrongCode) ; il vous reste \(left) essai\(left > 1 ? "s" : "")."
    }

    /// A link that has served tells what was answered by it.
    package static func answered(_ answer: PilotAnswer) -> String {
        let when = answer.at.map { " \(moment($0))" } ?? ""
        return "Votre réponse (\(answer.agrees ? "accord" : "refus")) est enregistrée\(when). Ce lien a servi : "
            + "il ne peut plus rien changer."
    }

    /// « le 12 mai 2020 à 10 h 05 ».
    package static func moment(_ at: Timestamp) -> String {
        let minutes = Paris.minutes(at: at.instant)
        let padded = minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)"
        return "le \(Paris.date(at: at.instant).french) à \(minutes / 60) h \(padded)"
    }

    package static func change(_ what: Change.What) -> String {
        switch what {
        case .drafted: "brouillon commencé"
        case .draftRevised: "brouillon modifié"
        case .submitted: "demande déposée"
        case .consented: "accord d'un pilote"
        case .declined: "désaccord d'un pilote"
        case .amended: "demande modifiée"
        case .withdrawn: "demande retirée"
        case .handedOver: "fonction d'un pilote passée à une autre personne"
        case .returned: "demande renvoyée pour correction"
        case .refused: "refus communiqué"
        case .lateAccepted: "demande tardive admise"
        case .validated: "validation communiquée"
        case .published: "dates communiquées"
        case .moved: "date ou formateur changé"
        case .freed: "dates libérées"
        case .cancelled: "action annulée"
        }
    }

    /// The kind of function, never which one: whoever has a tracking number reads it.
    package static func role(_ role: Role?) -> String {
        switch role {
        case .head: "chef d'établissement"
        case .inspector: "IEN"
        case .referent: "IA-IPR référent"
        case .dfie: "Dfie"
        case .service: "service de formation du département"
        case .pole: "Pôle de professionnalisation"
        case .director: "IA-DASEN"
        case .delegate: "délégataire de l'IA-DASEN"
        case .trainer: "formateur"
        case .operator: "exploitation"
        case nil: "vérification automatique"
        }
    }

    package static func stage(_ stage: Stage) -> String {
        switch stage {
        case .draft: "brouillon"
        case .consents: "en attente d'accords"
        case .late: "tardive, en attente d'une décision"
        case .examination: "en examen"
        case .correction: "à corriger"
        case .refused: "refusée"
        case .validated: "validée"
        case .published: "validée, dates communiquées"
        case .withdrawn: "retirée"
        case .cancelled: "annulée"
        }
    }
}
