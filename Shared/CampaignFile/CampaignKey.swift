import Vocabulary

/// A key of the campaign file, for docs/formats.md. Of a parameter (`rules.…`) it is the key that holds `value` and
/// `source`, and `accepted` is what `value` may be.
package struct CampaignKey: Hashable, Sendable {
    /// Lists' elements are written `[]`.
    package let path: String
    package let meaning: String
    package let accepted: String

    private init(_ path: String, _ meaning: String, _ accepted: String) {
        self.path = path
        self.meaning = meaning
        self.accepted = accepted
    }

    private static let text = "texte, 1 à 500 caractères"
    private static let range = "période `{first: AAAA-MM-JJ, last: AAAA-MM-JJ}`, les deux jours compris"
    private static let date = "date `AAAA-MM-JJ`"
    private static let identifier = "1 à 64 lettres sans accent, chiffres, points, tirets"
    private static let clock = "heure de Paris entre guillemets, `\"09:00\"`"
    private static let halfDays = "liste de jours (`mardi`) ou de demi-journées (`mercredi matin`)"

    private static func number(_ allowed: ClosedRange<Int>) -> String {
        "nombre entier, \(allowed.lowerBound) à \(allowed.upperBound)"
    }

    package static let all: [CampaignKey] =
        [
            CampaignKey("id", "identifiant de la campagne", identifier),
            CampaignKey(
                "academie", "nom de l'académie, tel qu'il vient dans une phrase",
                "`académie` ou `vice-rectorat`, puis le nom : `académie de Lyon`"),
            CampaignKey("schoolYear", "année scolaire", "deux années qui se suivent, `2020-2021`"),
            CampaignKey(
                "departements[].code", "département qui participe", "code de l'INSEE entre guillemets, `\"01\"`"),
            CampaignKey("departements[].name", "son nom", text),
            CampaignKey("reference", "version des fichiers de référence (`version` de `reference.json`)", text),
            CampaignKey("calendar.zone", "zone de vacances", "`A`, `B` ou `C`"),
            CampaignKey("calendar.schoolHolidays[].name", "nom des vacances (T2)", text),
            CampaignKey("calendar.schoolHolidays[].range", "leurs jours, dans l'année scolaire", range),
            CampaignKey("calendar.publicHolidays[].name", "nom du jour férié (T2)", text),
            CampaignKey("calendar.publicHolidays[].date", "ce jour, dans l'année scolaire", date),
            CampaignKey(
                "rules.F4.warnBeyondKilometres", "distance entre deux collèges au-delà de laquelle on avertit",
                number(1...500)),
            CampaignKey(
                "rules.F6.window", "jours où les demandes sont reçues, l'année de la rentrée et avant les séances",
                range),
            CampaignKey("rules.F7.hours", "heures qu'on peut demander", "liste de nombres entiers"),
            CampaignKey("rules.F7.academicTrainers", "formateurs académiques par défaut", number(0...9)),
            CampaignKey("rules.F7.firstDegreeTrainers", "formateurs du premier degré par défaut", number(0...9)),
            CampaignKey("rules.F7.mostTrainers", "le plus de formateurs d'un degré pour un groupe", number(0...9)),
            CampaignKey("rules.T1.leastHours", "heures en tout, au moins", number(1...60)),
            CampaignKey("rules.T1.mostHours", "heures en tout, au plus", number(1...60)),
            CampaignKey("rules.T1.halfDayHours", "heures d'une demi-journée", number(1...6)),
            CampaignKey("rules.T1.mostSessions", "séances d'un groupe, au plus", number(1...10)),
            CampaignKey("rules.T2.window", "jours où les séances peuvent avoir lieu", range),
            CampaignKey("rules.T3.halfDays", "demi-journées ouvertes avec un formateur académique", halfDays),
            CampaignKey("rules.T3.lastResort", "demi-journées possibles, mais à éviter", halfDays),
            CampaignKey("rules.T4.halfDays", "demi-journées ouvertes sans formateur académique", halfDays),
            CampaignKey("rules.T5.weekdays", "jours pris d'abord pour un thème EABEP", "liste de jours, `mardi`"),
            CampaignKey("rules.T5.ashTrainers", "formateurs académiques à valence ASH dans l'équipe", number(0...9)),
            CampaignKey("rules.T7.teachersPerTrainee", "remplacements par enseignant du premier degré", number(1...5)),
            CampaignKey("rules.P1.firstDegree", "repère : enseignants du premier degré d'un secteur", number(1...300)),
            CampaignKey("rules.P1.secondDegree", "repère : enseignants du second degré d'un secteur", number(1...300)),
            CampaignKey("rules.P2.most", "enseignants d'une action, sauf si davantage est annoncé", number(1...1000)),
            CampaignKey("rules.P3.ratio", "le plus d'un degré pour un de l'autre", number(1...30)),
            CampaignKey("rules.P4.leastEstablishments", "établissements qu'un groupe mêle au moins", number(1...30)),
            CampaignKey(
                "rules.I1.leastFirstDegree", "formateurs du premier degré d'un groupe, au moins", number(0...9)),
            CampaignKey("rules.H1.leastWords", "mots d'une réponse, au moins", number(1...200)),
            CampaignKey("rules.H2.orientations[].id", "orientation qui lie l'éducation prioritaire", identifier),
            CampaignKey("rules.H2.orientations[].text", "son énoncé", text),
            CampaignKey("rules.H4.classes[].id", "classe de thèmes", identifier),
            CampaignKey("rules.H4.classes[].name", "son nom", text),
            CampaignKey("rules.H4.classes[].concernsSpecialNeeds", "elle concerne les EABEP (T5)", "`oui` ou `non`"),
            CampaignKey("rules.year.examination", "Y2 : examen des demandes", range),
            CampaignKey("rules.year.letters", "Y3 : courriers", range),
            CampaignKey("rules.year.handover", "jour où les fonctions changent de mains", date),
            CampaignKey("rules.year.contracts", "Y4 à Y7 : dispositifs, écoute, contrats", range),
            CampaignKey("rules.year.closes", "fin de la campagne", date),
        ] + plan + [
            CampaignKey("texts.sender", "lignes de l'expéditeur des courriers", "liste de textes"),
            CampaignKey("texts.signatory", "qualité du signataire, jamais son nom", text),
            CampaignKey(
                "texts.replyTo", "adresse d'un service, jamais d'une personne",
                "adresse de courriel, `dfie@example.org`"),
        ]
        + LetterKind.allCases.map {
            CampaignKey("texts.headings.\($0.rawValue)", "titre du courrier « \($0.french) »", text)
        }

    private static let plan: [CampaignKey] =
        [
            CampaignKey(
                "scheduling.leastGapWeeks", "semaines entre deux séances d'un groupe, au moins", number(1...20)),
            CampaignKey(
                "scheduling.wishedLeastGapWeeks", "semaines entre deux séances, souhaitées au moins", number(1...30)),
            CampaignKey(
                "scheduling.wishedMostGapWeeks", "semaines entre deux séances, souhaitées au plus", number(1...30)),
            CampaignKey(
                "scheduling.establishmentPerWeek", "séances par semaine où un même établissement envoie, au plus",
                number(1...5)),
            CampaignKey(
                "scheduling.noonKilometres", "kilomètres d'un formateur entre matin et après-midi, au plus",
                number(0...200)),
            CampaignKey(
                "scheduling.comfortPercent", "part d'un quota (T7) utilisée sans coût, en pour cent", number(0...100)),
            CampaignKey("scheduling.leadDays", "jours entre le calcul et une séance, au moins", number(0...200)),
            CampaignKey("scheduling.lateNotBefore", "aucune séance d'une demande tardive (F6) avant ce jour", date),
            CampaignKey("scheduling.renewalPriority", "ce qu'une reconduction ajoute à la priorité", number(0...9)),
            CampaignKey(
                "scheduling.priorityEducationPriority", "ce que l'éducation prioritaire ajoute à la priorité",
                number(0...9)),
        ]
        + PlanReading.weights.map {
            CampaignKey("scheduling.weights.\($0.key)", "coût : \($0.meaning)", number($0.allowed))
        }
        + [
            CampaignKey("dayHours.morning.from", "début de la demi-journée du matin", clock),
            CampaignKey("dayHours.morning.to", "sa fin", clock),
            CampaignKey("dayHours.afternoon.from", "début de la demi-journée de l'après-midi", clock),
            CampaignKey("dayHours.afternoon.to", "sa fin", clock),
        ]

    /// What the reader asked for, written as ``path`` is.
    package static func paths(askedFor bytes: [UInt8]) -> Set<String> {
        let asked = Set(
            CampaignYAML.keys(askedFor: bytes).map { key in
                var path = key.replacing(/\.(value|source)(?=$|[.\[])/, with: "").replacing(/\.(first|last)$/, with: "")
                if path.hasSuffix("[]") { path.removeLast(2) }
                return path
            })
        return asked.filter { path in !asked.contains { $0.hasPrefix(path + ".") || $0.hasPrefix(path + "[") } }
    }
}
