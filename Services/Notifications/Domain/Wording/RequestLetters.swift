import Messages
import Vocabulary

/// Y1: what pilots are told while they ask: receipt, consent, code, return for correction.
extension Wording {
    func receipt(_ request: String, _ file: RequestFile) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = []
        let when = file.receivedAt.map { " \(moment($0))" } ?? ""
        if (file.revision ?? .first) > .first {
            blocks.append(
                .paragraph(
                    "Les modifications de votre demande d'action locale prioritaire interdegrés nous sont parvenues\(when). "
                        + "La demande garde le numéro \(request) ; la copie qui suit remplace la précédente."))
        } else {
            blocks.append(
                .paragraph(
                    "Votre demande d'action locale prioritaire interdegrés nous est parvenue\(when). "
                        + "Elle porte le numéro \(request), à rappeler dans toute correspondance."))
        }
        if file.isLate {
            blocks.append(
                .paragraph(
                    "La période de dépôt des demandes allait \(campaign.rules.F6.window.value.french). Votre demande est "
                        + "conservée ; la Dfie doit d'abord l'admettre avant qu'elle ne soit examinée."))
        }
        let missing = file.consentsMissing
        if !missing.isEmpty {
            blocks += [
                .paragraph(
                    "L'accord des pilotes suivants est encore attendu ; un lien personnel leur est adressé. "
                        + "La demande sera examinée quand tous auront répondu."),
                .items(list(missing)),
            ]
        }
        blocks.append(
            .paragraph(
                "Les demandes sont examinées par la Dfie et par \(services(file.departements)) "
                    + "\(campaign.rules.year.examination.value.french). Aucune date n'est arrêtée à ce jour. "
                    + "Vous pouvez modifier ou retirer votre demande jusqu'à sa validation, \(entry(file))."))
        blocks += tracking(file)
        blocks.append(contact)
        if let form = file.form { blocks += copy(of: form) }
        return blocks
    }

    func consent(
        _ request: String, _ file: RequestFile, to function: Function, expires: Timestamp
    ) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = [
            .paragraph(
                "Une demande d'action locale prioritaire interdegrés vous désigne parmi ses pilotes : \(action(request, file)). "
                    + "Une telle demande est portée conjointement ; elle ne peut être examinée sans l'accord de chacun."
            ),
            .paragraph(
                "Pour lire la demande et dire si vous en êtes d'accord, ouvrez ce lien, qui vous est personnel et vaut "
                    + "jusqu'au \(Paris.date(at: expires.instant).french) :"),
            .link("Donner ou refuser mon accord"),
            .paragraph(
                "Un code à six chiffres vous sera demandé ; il vous parvient par un courrier séparé. Ouvrir le lien "
                    + "n'engage à rien : seule compte la réponse confirmée par le code."),
            .paragraph(
                "Si cette demande ne vous concerne pas, refusez votre accord ou écrivez à \(campaign.texts.replyTo)."),
        ]
        if let form = file.form { blocks += copy(of: form) }
        return blocks
    }

    func code(_ request: String, expires: Timestamp) -> [LetterContent.Block] {
        [
            .paragraph("Voici le code qui confirme votre réponse sur la demande \(request) :"),
            .code,
            .paragraph(
                "Il accompagne le lien personnel que vous avez reçu par un courrier séparé, et vaut comme lui jusqu'au "
                    + "\(Paris.date(at: expires.instant).french). Cinq essais sont possibles."),
            .paragraph("Ne communiquez ce code à personne : aucun service ne vous le demandera."),
        ]
    }

    func correction(
        _ request: String, _ file: RequestFile, _ returned: RequestReturned
    ) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = [
            .paragraph(
                "Votre demande pour \(action(request, file)) ne peut pas être examinée en l'état. Elle vous est retournée "
                    + "afin que vous la corrigiez ou la complétiez.")
        ]
        blocks += quoted("Message de l'examinateur :", returned.message)
        blocks += listed(returned.breaches, title: "À corriger")
        if !returned.breaches.isEmpty { blocks.append(.title("Votre réponse")) }
        blocks.append(
            .paragraph(
                (returned.answerBy.map { "Nous vous remercions de nous répondre avant le \($0.french). " } ?? "")
                    + "Vous pouvez corriger la demande \(entry(file)). Elle sera alors examinée de nouveau, et "
                    + "les autres pilotes devront confirmer leur accord s'ils ne l'ont pas donné sur la nouvelle version."
            ))
        blocks += tracking(file)
        blocks.append(contact)
        return blocks
    }

    /// How a request is corrected or withdrawn: there is no page for it, and one that came by a file was entered
    /// nowhere.
    func entry(_ file: RequestFile) -> String {
        file.channel == .csv
            ? "en répondant à ce courrier" : "en ligne, là où elle a été saisie, ou en répondant à ce courrier"
    }

    /// Where anybody who has the number sees how far the request has come.
    func tracking(_ file: RequestFile) -> [LetterContent.Block] {
        guard let number = file.trackingNumber else { return [] }
        return [
            .paragraph(
                "Son numéro de suivi est \(Clean.line(number)). Il permet de voir à tout moment où en est la demande :\n"
                    + "\(intake)/suivi/\(Clean.line(number))")
        ]
    }
}
