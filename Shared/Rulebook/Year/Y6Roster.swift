import Vocabulary

/// Y6: each trainee is told in full, once, and is of the establishments of their group.
func rosterIsComplete(_ subject: RosterSubject) -> [Breach] {
    guard !subject.trainees.isEmpty else {
        return [
            RuleID.Y6.breach(
                .blocks(.contract), at: "trainees", "La liste ne compte aucun stagiaire.",
                remedy: "Les pilotes inscrivent les stagiaires de chaque groupe.")
        ]
    }
    var homes: [GroupID: Set<UAI>] = [:]
    for group in subject.form.groups { homes[group.id, default: []].formUnion(group.establishments) }
    var seen: Set<PersonID> = []
    return subject.trainees.enumerated().flatMap { index, trainee in
        let place = "trainees[\(index)]"
        return [
            seen.insert(trainee.person).inserted ? nil : trainee.twice(at: place),
            trainee.hasNameAndMail ? nil : trainee.nameless(at: place),
            homes[trainee.group] == nil ? trainee.groupless(at: place) : nil,
            trainee.home(homes[trainee.group], in: subject.places, at: place),
            trainee.degree(in: subject.places, at: place),
        ].compactMap { $0 }
    }
}

extension Trainee {
    fileprivate func twice(at place: String) -> Breach {
        blocks("\(place).person", "figure deux fois sur la liste.", "Ne gardez qu'une ligne par personne.")
    }

    fileprivate func nameless(at place: String) -> Breach {
        blocks(
            "\(place).hasNameAndMail", "n'a pas encore de nom ou d'adresse professionnelle.",
            "Inscrivez son nom et son adresse professionnelle.")
    }

    fileprivate func groupless(at place: String) -> Breach {
        blocks(
            "\(place).group", "est inscrit dans le groupe \(group), qui n'est pas dans la demande.",
            "Choisissez un des groupes de la demande.")
    }

    /// Of a group that the request hasn't, only that the establishment is known.
    fileprivate func home(_ seats: Set<UAI>?, in places: any Places, at place: String) -> Breach? {
        guard places.establishment(establishment) != nil else {
            return blocks(
                "\(place).establishment", "est inscrit avec l'établissement \(establishment), qui n'est pas connu.",
                "Vérifiez le numéro de l'établissement.")
        }
        guard let seats, !seats.contains(establishment) else { return nil }
        return blocks(
            "\(place).establishment",
            "vient de \(French.name(establishment, in: places)), qui n'est pas un établissement du groupe \(group).",
            "Inscrivez-le dans le groupe de son établissement, ou remplacez-le par un autre stagiaire.")
    }

    fileprivate func degree(in places: any Places, at place: String) -> Breach? {
        guard let home = places.establishment(establishment), home.kind.degree != degree else { return nil }
        return blocks(
            "\(place).degree",
            "est inscrit pour le \(degree.french), mais \(French.name(establishment, in: places)) est du "
                + "\(home.kind.degree.french).",
            "Corrigez le degré ou l'établissement.")
    }

    private func blocks(_ place: String, _ message: String, _ remedy: String) -> Breach {
        RuleID.Y6.breach(.blocks(.contract), at: place, "Le stagiaire \(person) \(message)", remedy: remedy)
    }
}
