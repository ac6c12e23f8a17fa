/// A key of a JSON Lines request: what docs/formats.md shows, and how places are named to people.
package struct RequestKey: Hashable, Sendable {
    /// Within the form, but for `id`, `receivedAt` and `form`; `[]` stands for the elements of a list.
    package let path: String
    /// In French, as a report names the place.
    package let label: String
    package let isNeeded: Bool
    package let accepted: String
    /// As JSON.
    package let example: String

    private init(_ path: String, _ label: String, needed: Bool = true, _ accepted: String, _ example: String) {
        self.path = path
        self.label = label
        isNeeded = needed
        self.accepted = accepted
        self.example = example
    }

    private static let text = "texte, au plus 5 000 caractères"
    private static let flag = "`true` ou `false`"
    private static let identifier = "1 à 64 lettres sans accent, chiffres, points, tirets"

    package static let all: [RequestKey] = [
        RequestKey("id", "numéro", "\(identifier) ; unique dans le fichier", #""ALP-69-0042""#),
        RequestKey(
            "receivedAt", "date de réception",
            "instant RFC 3339, ou `JJ/MM/AAAA` ou `AAAA-MM-JJ`, suivi ou non de l'heure de Paris (`14:30`, `14h30`)",
            #""2020-05-15T14:30:00+02:00""#),
        RequestKey("form", "formulaire", "objet", "{…}"),
        RequestKey("origin", "origine", "`renewal` (reconduction), `newTheme` (nouvelle thématique)", #""newTheme""#),
        RequestKey("earlierAction", "action précédente", needed: false, identifier, #""ALP-2019-117""#),
        RequestKey("scope", "portée", "`one` (un réseau ou secteur), `several` (plusieurs)", #""one""#),
        RequestKey("territory", "logique de territoire", needed: false, text, #""Mêmes écoles.""#),
        RequestKey("contractLink", "lien au contrat", needed: false, text, #""Axe 2 du contrat de réseau.""#),
        RequestKey("commitsOverTime", "engagement dans la durée", flag, "true"),
        RequestKey("pilots", "pilotes", "liste, au plus \(ListLimit.pilots)", "[…]"),
        RequestKey("pilots[]", "pilote", "objet", "{…}"),
        RequestKey(
            "pilots[].function", "fonction", "`head:` et l'UAI du collège, `ien:` et la circonscription",
            #""head:0690001B""#),
        RequestKey("pilots[].agrees", "accord", flag, "true"),
        RequestKey("theme", "thème", "objet", "{…}"),
        RequestKey("theme.title", "intitulé", text, #""Construire l'autonomie""#),
        RequestKey("theme.objectives", "objectifs", text, #""Définir des méthodes communes.""#),
        RequestKey("theme.expectedResults", "résultats attendus", text, #""Un livret commun.""#),
        RequestKey(
            "theme.proposedClass", "classe de thème", needed: false, "un `id` de `rules.H4.classes` de la campagne",
            #""autonomie""#),
        RequestKey(
            "theme.orientations", "orientations", "liste, vide s'il n'y en a pas, au plus \(ListLimit.orientations)",
            "[]"),
        RequestKey(
            "theme.orientations[]", "orientation", "un `id` de `rules.H2.orientations` de la campagne",
            #""travail-personnel""#),
        RequestKey("theme.concernsSpecialNeeds", "élèves à besoins éducatifs particuliers", flag, "false"),
        RequestKey("council", "conseil pédagogique", "objet", "{…}"),
        RequestKey("council.studied", "projet étudié", flag, "true"),
        RequestKey("council.withReferent", "avec l'IA-IPR référent", flag, "true"),
        RequestKey("hours", "heures", "nombre entier, 0 à 99", "6"),
        RequestKey("sessions", "séances", "liste, au plus \(ListLimit.sessions)", "[…]"),
        RequestKey("sessions[]", "séance", "`fullDay` (journée), `halfDay` (demi-journée)", #""fullDay""#),
        RequestKey("groups", "groupes", "liste, au plus \(ListLimit.groups)", "[…]"),
        RequestKey("groups[]", "groupe", "objet", "{…}"),
        RequestKey("groups[].id", "nom", identifier, #""G1""#),
        RequestKey("groups[].host", "hôte", "un UAI", #""0690001B""#),
        RequestKey("groups[].establishments", "établissements", "liste, au plus \(ListLimit.establishments)", "[…]"),
        RequestKey("groups[].establishments[]", "établissement", "un UAI", #""0690001B""#),
        RequestKey("groups[].teachers", "effectifs", "liste, au plus \(ListLimit.departements)", "[…]"),
        RequestKey("groups[].teachers[]", "effectifs", "objet, un par département", "{…}"),
        RequestKey("groups[].teachers[].departement", "département", "un code de département", #""69""#),
        RequestKey("groups[].teachers[].firstDegree", "premier degré", "nombre entier, 0 à 300", "10"),
        RequestKey("groups[].teachers[].secondDegree", "second degré", "nombre entier, 0 à 300", "10"),
        RequestKey("intervenants", "intervenants", "objet", "{…}"),
        RequestKey("intervenants.academicTrainers", "formateurs académiques", "nombre entier, 0 à 9", "1"),
        RequestKey("intervenants.firstDegreeTrainers", "formateurs du premier degré", "nombre entier, 0 à 9", "1"),
        RequestKey(
            "intervenants.speakers", "intervenants extérieurs", needed: false,
            "liste, au plus \(ListLimit.intervenants)",
            "[]"),
        RequestKey("intervenants.speakers[]", "intervenant extérieur", needed: false, "objet", "{…}"),
        RequestKey("intervenants.speakers[].person", "personne", "\(identifier) ; jamais un nom", #""p-7f3a""#),
        RequestKey("intervenants.speakers[].organisation", "organisme", text, #""Association Lire""#),
        RequestKey(
            "intervenants.speakers[].askedBy", "demandé par",
            "`head:` ou `ia-ipr:` et un UAI, `ien:` et une circonscription", #""head:0690001B""#),
        RequestKey("intervenants.speakers[].hasFees", "frais", flag, "false"),
        RequestKey(
            "intervenants.lecturers", "universitaires", needed: false, "liste, au plus \(ListLimit.intervenants)", "[]"),
        RequestKey("intervenants.lecturers[]", "universitaire", needed: false, "objet", "{…}"),
        RequestKey("intervenants.lecturers[].person", "personne", "\(identifier) ; jamais un nom", #""p-91c0""#),
        RequestKey("intervenants.lecturers[].university", "université", text, #""Lyon 2""#),
        RequestKey("intervenants.lecturers[].askedThroughPole", "formulaire du Pôle envoyé", flag, "true"),
        RequestKey("wishes", "souhaits", needed: false, "objet", "{…}"),
        RequestKey("wishes.months", "mois souhaités", needed: false, "liste", "[11, 1]"),
        RequestKey("wishes.months[]", "mois", needed: false, "nombre entier, 1 (janvier) à 12", "11"),
        RequestKey("wishes.weekdays", "jours souhaités", needed: false, "liste", "[2, 4]"),
        RequestKey("wishes.weekdays[]", "jour", needed: false, "nombre entier, 1 (lundi) à 7", "2"),
        RequestKey(
            "wishes.impossible", "dates impossibles", needed: false, "liste, au plus \(ListLimit.ranges)", "[]"),
        RequestKey("wishes.impossible[]", "période", needed: false, "objet", "{…}"),
        RequestKey("wishes.impossible[].first", "premier jour", "`AAAA-MM-JJ`", #""2020-11-05""#),
        RequestKey("wishes.impossible[].last", "dernier jour, compris", "`AAAA-MM-JJ`", #""2020-11-05""#),
        RequestKey("announcesMoreTrainees", "dépassement annoncé", flag, "false"),
        RequestKey("guaranteesBalance", "équilibre garanti", flag, "true"),
    ]

    /// Every key that the reader asks for in a line that holds one whole request.
    package static func asked(in line: String) -> Set<String> {
        (try? JSONRequest.keys(askedFor: Array(line.utf8))) ?? []
    }
}
