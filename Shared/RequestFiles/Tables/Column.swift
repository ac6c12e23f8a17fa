/// A column of the requests' table: what the reader looks for, what the writer writes and what docs/formats.md shows.
package struct Column: Hashable, Sendable {
    /// In French; an `N` in a numbered one stands for 1, 2, 3 …
    package let name: String
    /// The table has to have it; of a numbered one, its first.
    package let isNeeded: Bool
    package let meaning: String
    package let accepted: String
    package let example: String
    /// The JSON key that says the same.
    package let key: String

    private init(
        _ name: String, needed: Bool = true, _ meaning: String, _ accepted: String, _ example: String, key: String
    ) {
        self.name = name
        isNeeded = needed
        self.meaning = meaning
        self.accepted = accepted
        self.example = example
        self.key = key
    }

    package var isNumbered: Bool { name.contains(" N") }

    /// « groupe 2 hôte ».
    func name(_ number: Int) -> String { isNumbered ? name.replacing(" N", with: " \(number)") : name }

    /// Numbered columns go so far.
    package static let mostNumber = 20
    /// Columns whose name begins so are for the people who keep the table, and are passed over.
    package static let remark = "remarque"

    private static let yesNo = "oui ou non"
    private static let text = "texte, au plus 5 000 caractères"

    static let id = Column(
        "numéro", "numéro de la demande, unique dans le fichier",
        "1 à 64 lettres sans accent, chiffres, points, tirets",
        "ALP-69-0042", key: "id")
    static let receivedAt = Column(
        "reçue le", "jour de réception, avec l'heure si on la sait (F6)",
        "JJ/MM/AAAA ou AAAA-MM-JJ, suivi ou non de l'heure de Paris (14:30, 14h30), ou un instant RFC 3339",
        "15/05/2020",
        key: "receivedAt")
    static let origin = Column(
        "origine", "d'où vient la demande (F1)", "reconduction, nouvelle thématique", "nouvelle thématique",
        key: "origin")
    static let earlierAction = Column(
        "action précédente", needed: false, "pour une reconduction, le numéro de l'action de l'année précédente (F2)",
        "comme le numéro ; vide sinon", "ALP-2019-117", key: "earlierAction")
    static let scope = Column(
        "portée", "un réseau ou secteur, ou plusieurs (F1)", "un secteur, plusieurs secteurs", "un secteur",
        key: "scope")
    static let territory = Column(
        "territoire", needed: false, "pour plusieurs secteurs, la logique de territoire (F4)", text,
        "Deux collèges voisins qui accueillent les mêmes écoles.", key: "territory")
    static let contractLink = Column(
        "lien au contrat", needed: false,
        "pour une nouvelle thématique, le lien avec le contrat de réseau ou d'objectifs (F3)", text,
        "Axe 2 du contrat de réseau.", key: "contractLink")
    static let commitsOverTime = Column(
        "engagement dans la durée", "les pilotes s'engagent dans la durée (F3)", yesNo, "oui", key: "commitsOverTime")
    static let pilot = Column(
        "pilote N", "qui demande : un chef d'établissement et un IEN au moins (F5)",
        "chef et l'UAI du collège, ou IEN et sa circonscription", "chef 0690001B", key: "pilots[].function")
    static let pilotAgrees = Column(
        "pilote N accord", "ce pilote est d'accord (F5)", yesNo, "oui", key: "pilots[].agrees")
    static let title = Column(
        "thème", "le thème (H1)", text, "Construire l'autonomie du CM1 à la 6e", key: "theme.title")
    static let objectives = Column(
        "objectifs", "les objectifs (H1)", text, "Définir des méthodes de travail communes.", key: "theme.objectives")
    static let expectedResults = Column(
        "résultats attendus", "les résultats attendus (H1)", text, "Un livret commun aux écoles et au collège.",
        key: "theme.expectedResults")
    static let proposedClass = Column(
        "classe de thème", needed: false, "la classe que les pilotes proposent (H4)",
        "un id de rules.H4.classes de la campagne", "autonomie", key: "theme.proposedClass")
    static let orientations = Column(
        "orientations", "en éducation prioritaire, l'orientation ou les orientations suivies (H2)",
        "des id de rules.H2.orientations de la campagne, séparés par des virgules", "travail-personnel",
        key: "theme.orientations[]")
    static let specialNeeds = Column(
        "EABEP", "le thème concerne des élèves à besoins éducatifs particuliers (T5)", yesNo, "non",
        key: "theme.concernsSpecialNeeds")
    static let studied = Column(
        "conseil pédagogique", "le projet a été étudié en conseil pédagogique école-collège (H3)", yesNo, "oui",
        key: "council.studied")
    static let withReferent = Column(
        "IA-IPR associé", "avec l'IA-IPR référent (H3)", yesNo, "oui", key: "council.withReferent")
    static let hours = Column("heures", "heures en tout pour un stagiaire (F7, T1)", "0 à 99", "6", key: "hours")
    static let sessions = Column(
        "séances", "les séances d'un groupe, dans l'ordre (F7, T1)",
        "journée, demi-journée, séparées par des virgules ; 2 demi-journées", "journée", key: "sessions[]")
    static let groupName = Column(
        "groupe N nom", needed: false, "nom du groupe, s'il n'est pas G et son numéro", "comme le numéro", "G1",
        key: "groups[].id")
    static let groupHost = Column(
        "groupe N hôte", "l'établissement où le groupe se réunit (F7)", "un UAI", "0690001B", key: "groups[].host")
    static let groupEstablishments = Column(
        "groupe N établissements", "collèges et écoles qui envoient des stagiaires (F7, P4)",
        "des UAI séparés par des virgules ou des espaces", "0690001B, 0693723X", key: "groups[].establishments[]")
    static let groupFirstDegree = Column(
        "groupe N premier degré", "enseignants du premier degré (P1, P2)",
        "0 à 300 ; de plusieurs départements : 01=4, 69=6", "10", key: "groups[].teachers[].firstDegree")
    static let groupSecondDegree = Column(
        "groupe N second degré", "enseignants du second degré (P1, P2)",
        "0 à 300 ; de plusieurs départements : 01=4, 69=6", "10", key: "groups[].teachers[].secondDegree")
    static let academicTrainers = Column(
        "formateurs académiques", "formateurs académiques demandés pour chaque groupe (F7)", "0 à 9", "1",
        key: "intervenants.academicTrainers")
    static let firstDegreeTrainers = Column(
        "formateurs premier degré", "CPC, CPD, FEP ou pôle demandés pour chaque groupe (F7)", "0 à 9", "1",
        key: "intervenants.firstDegreeTrainers")
    static let speakerPerson = Column(
        "intervenant N personne", needed: false, "intervenant extérieur, par son identifiant, jamais son nom (I2)",
        "comme le numéro", "p-7f3a", key: "intervenants.speakers[].person")
    static let speakerOrganisation = Column(
        "intervenant N organisme", needed: false, "son organisme", text, "Association Lire ensemble",
        key: "intervenants.speakers[].organisation")
    static let speakerAskedBy = Column(
        "intervenant N demandé par", needed: false, "qui en prend l'initiative et la charge (I2)",
        "chef et un UAI, IEN et une circonscription, ou IA-IPR et un UAI", "chef 0690001B",
        key: "intervenants.speakers[].askedBy")
    static let speakerFees = Column(
        "intervenant N frais", needed: false, "des frais sont à prévoir (I2)", yesNo, "non",
        key: "intervenants.speakers[].hasFees")
    static let lecturerPerson = Column(
        "universitaire N personne", needed: false, "universitaire de l'académie, par son identifiant (I3)",
        "comme le numéro", "p-91c0", key: "intervenants.lecturers[].person")
    static let lecturerUniversity = Column(
        "universitaire N université", needed: false, "son université", text, "Université Lyon 2",
        key: "intervenants.lecturers[].university")
    static let lecturerPole = Column(
        "universitaire N pôle", needed: false, "le formulaire du Pôle de professionnalisation est envoyé (I3)", yesNo,
        "oui", key: "intervenants.lecturers[].askedThroughPole")
    static let months = Column(
        "mois souhaités", needed: false, "mois souhaités (F7)", "des mois séparés par des virgules",
        "novembre, janvier", key: "wishes.months[]")
    static let weekdays = Column(
        "jours souhaités", needed: false, "jours de la semaine souhaités (F7)", "des jours séparés par des virgules",
        "mardi, jeudi", key: "wishes.weekdays[]")
    static let impossible = Column(
        "dates impossibles", needed: false, "jours où rien ne peut avoir lieu (F7)",
        "des dates ou des périodes (05/11/2020 au 07/11/2020) séparées par des virgules",
        "05/11/2020, du 07/12/2020 au 11/12/2020",
        key: "wishes.impossible[]")
    static let announcesMore = Column(
        "dépassement annoncé", "les pilotes annoncent plus de stagiaires que le maximum (P2)", yesNo, "non",
        key: "announcesMoreTrainees")
    static let guaranteesBalance = Column(
        "équilibre garanti", "les pilotes garantissent l'équilibre entre les degrés (P3)", yesNo, "oui",
        key: "guaranteesBalance")

    package static let all: [Column] = [
        id, receivedAt, origin, earlierAction, scope, territory, contractLink, commitsOverTime, pilot, pilotAgrees,
        title, objectives, expectedResults, proposedClass, orientations, specialNeeds, studied, withReferent, hours,
        sessions, groupName, groupHost, groupEstablishments, groupFirstDegree, groupSecondDegree, academicTrainers,
        firstDegreeTrainers, speakerPerson, speakerOrganisation, speakerAskedBy, speakerFees, lecturerPerson,
        lecturerUniversity, lecturerPole, months, weekdays, impossible, announcesMore, guaranteesBalance,
    ]
}
