import Vocabulary

extension Rules {
    /// « Les ALP IDG seront mises en place pour une durée de 6 à 12 heures (une à deux journées de formation) »
    ///
    /// (lecture) A half-day is three hours; a group has one or two sessions, each a full day or a half-day. A plan
    /// gives each group of the form exactly its sessions, one after the other.
    static let T1 = Rule(
        .T1,
        sentence: """
            Les ALP IDG seront mises en place pour une durée de 6 à 12 heures (une à deux journées de formation)
            """,
        reading: """
            Une demi-journée compte les heures que la campagne dit ; un groupe n'a pas plus de séances qu'elle n'en \
            prévoit, chacune d'une journée ou d'une demi-journée.
            """,
        parameters: ["T1.leastHours", "T1.mostHours", "T1.halfDayHours", "T1.mostSessions"],
        findings: [
            Finding(.refuses, "La durée demandée (… h) sort du cadre des ALP interdegrés, de … à … heures."),
            Finding(.returns, "Aucune séance n'est indiquée."),
            Finding(.returns, "Chaque groupe aurait … ; le cadre en prévoit … au plus."),
            Finding(.returns, "La durée demandée est de … ; les séances indiquées font …."),
            Finding(.refuses, "Le groupe … n'a pas de séance dans le calendrier."),
            Finding(.refuses, "Le groupe … du calendrier n'est pas dans la demande."),
            Finding(.refuses, "Le groupe … est placé deux fois dans le calendrier."),
            Finding(.refuses, "Le groupe … a pour séances : … ; la demande prévoit : …."),
            Finding(.refuses, "Groupe … : la séance du … ne vient pas après celle du …."),
        ],
        request: length,
        plan: sessions)
}

private func length(_ subject: RequestSubject) -> [Breach] {
    let (form, T1) = (subject.form, subject.parameters.T1)
    let (least, most) = (T1.leastHours.value, T1.mostHours.value)
    var breaches: [Breach] = []
    if form.hours < least || form.hours > most {
        breaches.append(
            RuleID.T1.breach(
                .refuses, at: "hours",
                "La durée demandée (\(form.hours) h) sort du cadre des ALP interdegrés, de \(least) à \(most) heures.",
                remedy: "Merci de demander une durée comprise entre \(least) et \(most) heures."))
    }
    guard !form.sessions.isEmpty else {
        breaches.append(
            RuleID.T1.breach(
                .returns, at: "sessions", "Aucune séance n'est indiquée.",
                remedy: "Merci d'indiquer les séances de chaque groupe (journée ou demi-journée), "
                    + "\(T1.mostSessions.value) au plus."))
        return breaches
    }
    if form.sessions.count > T1.mostSessions.value {
        breaches.append(
            RuleID.T1.breach(
                .returns, at: "sessions",
                "Chaque groupe aurait \(French.count(form.sessions.count, "séance")) ; "
                    + "le cadre en prévoit \(T1.mostSessions.value) au plus.",
                remedy: "Merci de regrouper les heures en \(French.count(T1.mostSessions.value, "séance")) au plus."))
    }
    let halfDays = form.sessions.reduce(0) { $0 + $1.halfDays }
    // A campaign's slip of the keyboard may overflow; such a sum can't be what is stated.
    let (sum, overflow) = halfDays.multipliedReportingOverflow(by: T1.halfDayHours.value)
    if overflow || sum != form.hours {
        breaches.append(
            RuleID.T1.breach(
                .returns, at: "hours",
                "La durée demandée est de \(French.count(form.hours, "heure")) ; "
                    + "les séances indiquées font \(overflow ? "bien plus" : French.count(sum, "heure")).",
                remedy: "Merci d'accorder la durée et les séances : une demi-journée compte "
                    + "\(French.count(T1.halfDayHours.value, "heure")), une journée le double."))
    }
    return breaches
}

private func sessions(_ subject: PlanSubject) -> [Breach] {
    var breaches: [Breach] = []
    func add(_ place: String, _ message: String, _ remedy: String) {
        breaches.append(RuleID.T1.breach(.refuses, at: place, message, remedy: remedy))
    }
    let wanted = Set(subject.form.groups.map(\.id))
    let planned = Set(subject.groups.map(\.id))
    var missing = Set<GroupID>()
    for group in subject.form.groups where !planned.contains(group.id) && missing.insert(group.id).inserted {
        add(
            "groups", "Le groupe \(group.id) n'a pas de séance dans le calendrier.",
            "Placez tous les groupes de l'action, ou aucun.")
    }
    var seen = Set<GroupID>()
    for (number, group) in subject.groups.enumerated() {
        let place = "groups[\(number)]"
        if !wanted.contains(group.id) {
            add(
                place, "Le groupe \(group.id) du calendrier n'est pas dans la demande.",
                "Retirez-le du calendrier, ou reprenez la demande telle qu'elle est aujourd'hui.")
        } else if !seen.insert(group.id).inserted {
            add(place, "Le groupe \(group.id) est placé deux fois dans le calendrier.", "Ne gardez que l'un des deux.")
        }
        let lengths = group.sessions.map { $0.half == nil ? SessionLength.fullDay : .halfDay }
        if wanted.contains(group.id), lengths != subject.form.sessions {
            add(
                "\(place).sessions",
                "Le groupe \(group.id) a pour séances : \(french(lengths)) ; "
                    + "la demande prévoit : \(french(subject.form.sessions)).",
                "Donnez au groupe exactement les séances de la demande, dans leur ordre.")
        }
        for (index, (earlier, later)) in zip(group.sessions, group.sessions.dropFirst()).enumerated() {
            if let end = earlier.halfDays.last, let start = later.halfDays.first, end < start { continue }
            add(
                "\(place).sessions[\(index + 1)]",
                "Groupe \(group.id) : la séance du \(later.french) ne vient pas après celle du \(earlier.french).",
                "Placez les séances d'un groupe l'une après l'autre, sans qu'elles se chevauchent.")
        }
    }
    return breaches
}

private func french(_ lengths: [SessionLength]) -> String {
    lengths.isEmpty ? "aucune" : French.list(lengths.map { $0 == .fullDay ? "journée" : "demi-journée" })
}
