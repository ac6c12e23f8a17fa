import Vocabulary

extension Rules {
    /// « Les dates sont fixées en amont (juin-juillet 2020) […] pour tenir compte notamment : des jours de décharge des
    /// formateurs académiques »
    ///
    /// (lecture) A trainer trains only on half-days they are freed, those of the first degree likewise, and anyone
    /// leads in one place at a time. The plan names the team; until the day another with the same skill (H4), freed
    /// that day, can take a trainer's place: the plan with the other in it is judged anew. How far a trainer goes is
    /// the scheduling model's, and isn't judged here.
    static let T6 = Rule(
        .T6,
        sentence: """
            Les dates sont fixées en amont (juin-juillet 2020) […] pour tenir compte notamment : des jours de \
            décharge des formateurs académiques
            """,
        reading: """
            Un formateur, de l'un ou l'autre degré, n'intervient que sur ses demi-journées de décharge, et en un \
            seul lieu à la fois. Le calendrier nomme l'équipe ; jusqu'au jour même, un autre de même compétence, \
            déchargé ce jour-là, peut prendre la place d'un formateur.
            """,
        findings: [
            Finding(.refuses, "Groupe … : le formateur … n'est pas connu."),
            Finding(.refuses, "Groupe … : le formateur … n'est pas déchargé le …."),
            Finding(.refuses, "Groupe … : le formateur … est déjà pris le …."),
            Finding(.refuses, "Groupe … : le formateur … intervient déjà le … dans le groupe …."),
        ],
        plan: teams)
}

private func teams(_ subject: PlanSubject) -> [Breach] {
    var breaches: [Breach] = []
    /// Where each trainer leads in this action: the group that stands first in the plan.
    var led: [TrainerID: [HalfDay: Int]] = [:]
    for (number, group) in subject.groups.enumerated() {
        var named = Set<TrainerID>()
        for (index, id) in group.team.enumerated() where named.insert(id).inserted {
            func add(_ message: String, _ remedy: String) {
                breaches.append(
                    RuleID.T6.breach(
                        .refuses, at: "groups[\(number)].team[\(index)]",
                        "Groupe \(group.id) : le formateur \(id) \(message)", remedy: remedy))
            }
            guard let trainer = subject.trainers[id] else {
                add("n'est pas connu.", "Choisissez un formateur de la campagne, ou faites-le inscrire.")
                continue
            }
            for halfDay in Set(group.sessions.flatMap(\.halfDays)).sorted() {
                if !trainer.free.contains(halfDay.weekly) {
                    let days = trainer.free.isEmpty ? "" : " (\(French.halfDays(trainer.free)))"
                    add(
                        "n'est pas déchargé le \(halfDay.french).",
                        "Choisissez un autre formateur, ou une de ses demi-journées de décharge\(days).")
                }
                if trainer.taken.contains(halfDay) {
                    add("est déjà pris le \(halfDay.french).", "Choisissez un autre formateur ou une autre date.")
                }
                if let other = led[id]?[halfDay] {
                    add(
                        "intervient déjà le \(halfDay.french) dans le groupe \(subject.groups[other].id).",
                        "Donnez à chaque groupe son équipe, ou placez-les à des dates différentes.")
                } else {
                    led[id, default: [:]][halfDay] = number
                }
            }
        }
    }
    return breaches
}
