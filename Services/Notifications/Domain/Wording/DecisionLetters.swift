import Messages
import Vocabulary

/// Y2, Y3: what is decided, once the Dfie lets it be told: refusal, July letter, change, cancellation.
extension Wording {
    func refusal(_ request: String, _ file: RequestFile, _ refused: RequestRefused) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = [
            .paragraph(
                "Après examen par la Dfie et par \(services(file.departements)), nous avons le regret de vous informer que "
                    + "votre demande pour \(action(request, file)) n'a pas pu être retenue.")
        ]
        blocks += quoted("Motif :", refused.reason)
        // What could have been done about it is of no use any more.
        blocks += listed(refused.breaches, title: "Règles du cahier des charges en cause", remedies: false)
        blocks.append(
            .paragraph(
                "Cette décision ne remet en cause ni l'engagement des équipes ni le travail commun des écoles et du collège. "
                    + "Un projet remanié pourra être présenté à la prochaine campagne."))
        blocks.append(contact)
        return blocks
    }

    func validation(_ request: String, _ file: RequestFile, to function: Function) -> [LetterContent.Block] {
        let isPilot = function.isPilot
        var blocks: [LetterContent.Block] = [
            .paragraph(
                "Nous avons le plaisir de vous informer que \(action(request, file)) est validée par la Dfie et par "
                    + "\(services(file.departements))\(isPilot ? "" : ". Elle concerne un collège que vous suivez")."),
            .paragraph(
                "Son calendrier est le suivant ; il est joint à ce courrier dans un fichier que les agendas savent lire."
            ),
        ]
        blocks += calendar(file)
        blocks.append(
            .paragraph(
                "À la rentrée, les formateurs vous proposeront une réunion d'écoute pour préparer l'action avec les équipes. "
                    + (isPilot
                        ? "Le contrat sera rédigé ensuite, avec la liste nominative des enseignants concernés."
                        : "Le contrat sera rédigé ensuite par les pilotes.")))
        blocks.append(contact)
        return blocks
    }

    func change(_ request: String, _ file: RequestFile, _ change: LetterTopic.Change) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = []
        switch change {
        case .moved(let moved):
            blocks.append(.paragraph("Une séance de \(action(request, file)) est déplacée."))
            blocks.append(
                .facts([
                    .init("Séance", moved.session.session.text),
                    .init("Elle était prévue", place(moved.previousHalfDays, moved.previousHost)),
                    .init("Elle aura lieu", place(moved.session.halfDays, moved.session.host)),
                ]))
            blocks += quoted("Motif :", moved.reason)
        case .trainerReplaced(let replaced):
            let sessions = replaced.sessions.sorted { start($0) < start($1) }
            blocks.append(
                .paragraph(
                    "Un formateur de \(action(request, file)) est remplacé, pour "
                        + (sessions.count == 1 ? "la séance suivante :" : "les séances suivantes :")))
            blocks.append(.items(sessions.map { place($0.halfDays, $0.host) }))
            blocks += quoted("Motif :", replaced.reason)
        case .freed(let reason):
            blocks.append(
                .paragraph(
                    "Des séances de \(action(request, file)) n'auront pas lieu aux dates qui vous avaient été communiquées"
                        + "\(why(reason)). De nouvelles dates vous seront communiquées dès qu'elles seront arrêtées."))
        case .published:
            blocks.append(
                .paragraph("Le calendrier de \(action(request, file)) est modifié. Il remplace le précédent."))
        }
        if !file.sessions.isEmpty { blocks.append(.title("Calendrier à jour")) }
        blocks += calendar(file)
        blocks.append(
            .paragraph(
                "Le fichier joint met à jour les agendas dans lesquels vous aviez repris le calendrier précédent."))
        blocks.append(contact)
        return blocks
    }

    func cancellation(
        _ request: String, _ file: RequestFile, reason: FreeText, isWithdrawal: Bool
    ) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = [
            .paragraph(
                isWithdrawal
                    ? "Nous prenons acte du retrait de votre demande pour \(action(request, file))."
                    : "Nous sommes au regret de vous informer que \(action(request, file)) est annulée.")
        ]
        blocks += quoted("Motif :", reason)
        let told = file.sessions + file.freed
        if !told.isEmpty {
            blocks += [
                .paragraph("Les séances suivantes n'auront pas lieu ; le fichier joint les retire des agendas."),
                .items(told.sorted { start($0) < start($1) }.map { line($0, file) }),
            ]
        }
        blocks.append(
            .paragraph("Une action annulée peut être reconduite : il suffira de l'indiquer dans une nouvelle demande."))
        blocks.append(contact)
        return blocks
    }

    // MARK: Calendar

    private func calendar(_ file: RequestFile) -> [LetterContent.Block] {
        let groups = Dictionary(grouping: file.sessions, by: \.group)
        return groups.sorted { $0.key.text < $1.key.text }.flatMap { group, sessions -> [LetterContent.Block] in
            [.title("Groupe \(group)"), .items(sessions.sorted { start($0) < start($1) }.map { line($0, file) })]
        }
    }

    /// « jeudi 5 novembre 2020, de 9 h à 12 h …, collège …, avec un formateur académique ».
    private func line(_ session: SessionStated, _ file: RequestFile) -> String {
        place(session.halfDays, session.host) + (file.team(of: session).map { ", avec \($0)" } ?? "")
    }

    private func start(_ session: SessionStated) -> String { session.halfDays.map(\.text).min() ?? "" }

    /// Without hours in the campaign, the half-days stand for themselves.
    private func place(_ halfDays: [HalfDay], _ host: UAI) -> String {
        let when =
            SessionTimes(halfDays, in: campaign).map { "\($0.date.frenchWithWeekday), \($0.french)" }
            ?? halfDays.sorted().map(\.french).joined(separator: ", ")
        return "\(when), \(places.name(host))"
    }

    private func why(_ reason: FreedReason?) -> String {
        switch reason {
        case .withdrawn: " : la demande a été retirée"
        case .cancelled: " : l'action est annulée"
        case .returned: " : la demande vous est retournée"
        case .refused: " : la demande n'est plus retenue"
        case .declined: " : un service ne peut assurer les remplacements"
        case .replanned, nil: ""
        }
    }
}
