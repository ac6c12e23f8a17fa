import Messages
package import Vocabulary

/// What those who examine are told: opinions asked, reminders, the day's digest.
extension Wording {
    func opinion(_ request: String, _ file: RequestFile, _ asked: OpinionAsked) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = [
            .paragraph(
                "Votre avis est sollicité sur une demande d'action locale prioritaire interdegrés : \(action(request, file))."
            )
        ]
        blocks += quoted("Question posée :", asked.question)
        blocks.append(
            .paragraph(
                (asked.answerBy.map { "Nous vous remercions de répondre avant le \($0.french). " } ?? "")
                    + "Vous pouvez rendre votre avis, favorable, réservé ou défavorable, en répondant à ce courrier ; il sera "
                    + "joint au dossier d'examen."))
        if let form = file.form { blocks += copy(of: form) }
        return blocks
    }

    func reminder(
        _ request: String, _ file: RequestFile, _ matters: [LetterTopic.Reminder]
    ) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = [
            .paragraph(
                "Sauf erreur de notre part, une réponse de votre part est encore attendue sur \(action(request, file))."
            )
        ]
        for matter in matters {
            switch matter {
            case .consent(let sent, let expires):
                blocks += [
                    .paragraph(
                        "Votre accord de pilote vous a été demandé le \(sent.french) ; nous n'avons pas encore reçu votre "
                            + "réponse. Le lien qui vous a été adressé, rappelé ci-dessous, vaut jusqu'au "
                            + "\(Paris.date(at: expires.instant).french) ; le code reste celui que vous avez reçu."),
                    .link("Donner ou refuser mon accord"),
                ]
            case .correction(let sent, let answerBy):
                blocks.append(
                    .paragraph(
                        "La demande vous a été retournée le \(sent.french) pour correction ; nous n'avons pas encore reçu la "
                            + "version corrigée"
                            + "\(answerBy.map { ", que nous vous remercions de nous adresser avant le \($0.french)" } ?? ""). "
                            + "Vous pouvez la corriger \(entry(file))."))
                blocks += listed(
                    (file.returned?.breaches ?? []).filter { $0.value?.severity == .returns }, title: "À corriger")
            case .opinion(let sent, let answerBy):
                blocks.append(
                    .paragraph(
                        "Votre avis vous a été demandé le \(sent.french)"
                            + "\(answerBy.map { ", pour le \($0.french)" } ?? "") ; nous ne l'avons pas encore reçu. "
                            + "Vous pouvez le rendre en répondant à ce courrier."))
            }
        }
        blocks.append(
            .paragraph("Si votre réponse s'est croisée avec ce courrier, nous vous prions de ne pas en tenir compte."))
        blocks.append(contact)
        return blocks
    }

    /// The day's digest of a staff function.
    package func digest(_ figures: DigestFigures, to function: Function, on day: CivilDate) -> LetterContent {
        var blocks: [LetterContent.Block] = [
            .paragraph("Voici où en sont les demandes de la campagne \(campaign.id) ce \(day.frenchWithWeekday).")
        ]
        let stages = RequestFile.Stage.allCases.filter { $0 != .ended && (figures.stages[$0] ?? 0) > 0 }
        if !stages.isEmpty {
            blocks.append(.facts(stages.map { .init("Demandes \($0.french)", "\(figures.stages[$0] ?? 0)") }))
        }
        if figures.awaitingRelease > 0 {
            blocks.append(
                .paragraph(
                    figures.awaitingRelease == 1
                        ? "Un courrier attend le bon à envoyer."
                        : "\(figures.awaitingRelease) courriers attendent le bon à envoyer."))
        }
        if figures.failed > 0 {
            blocks.append(
                .paragraph(
                    figures.failed == 1
                        ? "Un courrier n'a pas pu partir : son destinataire ou son adresse est à compléter."
                        : "\(figures.failed) courriers n'ont pas pu partir : "
                            + "leur destinataire ou leur adresse est à compléter."))
        }
        return frame(.digest, reference: nil, to: function, on: day, blocks)
    }
}
