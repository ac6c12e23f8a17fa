import Vocabulary

/// The full copy of a form, as a receipt encloses it: every answer that the pilots gave, in the form's order.
extension Wording {
    func copy(of form: RequestForm) -> [LetterContent.Block] {
        var blocks: [LetterContent.Block] = [.title("Copie de la demande"), .facts(whole(form))]
        for group in form.groups {
            blocks += [.title("Groupe \(group.id)"), .facts(details(of: group))]
        }
        return blocks + [.title("Intervenants et souhaits"), .facts(means(form))]
    }

    private func whole(_ form: RequestForm) -> [LetterContent.Detail] {
        var details: [LetterContent.Detail] = [
            .init("Origine", form.origin == .renewal ? "reconduction" : "nouveau thème"),
            .init("Portée", form.scope == .one ? "un réseau ou secteur" : "plusieurs réseaux ou secteurs"),
        ]
        if let earlier = form.earlierAction { details.insert(.init("Action reconduite", earlier.text), at: 1) }
        add("Logique de territoire", form.territory, to: &details)
        add("Lien avec le contrat de réseau ou d'objectifs", form.contractLink, to: &details)
        details.append(.init("Engagement dans la durée", yes(form.commitsOverTime)))
        for pilot in form.pilots {
            details.append(
                .init(
                    "Pilote",
                    "\(places.name(pilot.function, in: campaign)), accord \(pilot.agrees ? "donné" : "à donner")"))
        }
        details += [
            .init("Thème", Clean.line(form.theme.title.text)),
            .init("Objectifs", Clean.text(form.theme.objectives.text)),
            .init("Résultats attendus", Clean.text(form.theme.expectedResults.text)),
        ]
        if let proposed = form.theme.proposedClass {
            let known = campaign.rules.H4.classes.value.first { $0.id == proposed }?.name
            details.append(.init("Classe de thème proposée", Clean.line(known ?? proposed.text)))
        }
        if !form.theme.orientations.isEmpty {
            let texts = form.theme.orientations.map { id in
                campaign.rules.H2.orientations.value.first { $0.id == id }?.text ?? id.text
            }
            details.append(.init("Orientations", Clean.line(texts.joined(separator: " ; "))))
        }
        details += [
            .init("Élèves à besoins éducatifs particuliers", yes(form.theme.concernsSpecialNeeds)),
            .init("Étudiée en conseil pédagogique écoles-collège", yes(form.council.studied)),
            .init("Avec l'IA-IPR référent", yes(form.council.withReferent)),
            .init("Durée", "\(form.hours) heures"),
            .init(
                "Séances de chaque groupe",
                form.sessions.map { $0 == .fullDay ? "une journée" : "une demi-journée" }.joined(separator: ", ")),
        ]
        return details
    }

    private func details(of group: Group) -> [LetterContent.Detail] {
        [
            .init("Établissement d'accueil", places.name(group.host)),
            .init("Établissements", group.establishments.map { places.name($0) }.joined(separator: " ; ")),
        ]
            + group.teachers.map { wanted in
                .init(
                    "Enseignants, \(places.name(wanted.departement, in: campaign))",
                    "\(wanted.firstDegree.number) du premier degré, \(wanted.secondDegree.number) du second degré")
            }
    }

    private func means(_ form: RequestForm) -> [LetterContent.Detail] {
        let asked = form.intervenants
        var details: [LetterContent.Detail] = [
            .init("Formateurs académiques par groupe", "\(asked.academicTrainers)"),
            .init("Formateurs du premier degré par groupe", "\(asked.firstDegreeTrainers)"),
        ]
        for speaker in asked.speakers {
            details.append(
                .init(
                    "Intervenant extérieur",
                    "\(Clean.line(speaker.organisation.text)), \(speaker.hasFees ? "avec" : "sans") frais, à l'initiative de : "
                        + places.name(speaker.askedBy, in: campaign)))
        }
        for lecturer in asked.lecturers {
            details.append(
                .init(
                    "Universitaire",
                    "\(Clean.line(lecturer.university.text)), demande au Pôle \(lecturer.askedThroughPole ? "faite" : "à faire")"
                ))
        }
        let wishes = form.wishes
        if !wishes.months.isEmpty {
            details.append(.init("Mois souhaités", wishes.months.map(\.french).joined(separator: ", ")))
        }
        if !wishes.weekdays.isEmpty {
            details.append(.init("Jours souhaités", wishes.weekdays.map(\.french).joined(separator: ", ")))
        }
        if !wishes.impossible.isEmpty {
            details.append(.init("Dates impossibles", wishes.impossible.map(\.french).joined(separator: " ; ")))
        }
        details += [
            .init("Dépassement de l'effectif annoncé", yes(form.announcesMoreTrainees)),
            .init("Équilibre entre les degrés garanti", yes(form.guaranteesBalance)),
        ]
        return details
    }

    private func add(_ label: String, _ text: FreeText?, to details: inout [LetterContent.Detail]) {
        guard let text, !text.isEmpty else { return }
        details.append(.init(label, Clean.text(text.text)))
    }

    private func yes(_ flag: Bool) -> String { flag ? "oui" : "non" }
}
