"""Requests refused, and requests with several breaches together; each verdict is written by hand beside its request."""

from blocked import FRIDAY, NO_ACADEMIC, lecturer, speaker, validation
from forms import case, teachers
from places import schools
from returned import pilot

# Numbers with a true check letter: the first in no register of the three départements, the others of the Isère, of
# Paris and of the Ain that were never given.
UNKNOWN = "0699990J"
ISERE = "0380001V"
PARIS = "0750001U"
UNKNOWN_AIN = "0019990D"


def refused():
    yield case(
        "F5 no head", "0693975W", "differenciation", "J", "24", change={"pilots": [pilot("ien:69-l-arbresle")]},
        breaches=[("F5", "refuses", "pilots")], because="« demandé conjointement par un ou plusieurs chef(s) "
        "d'établissement et un ou plusieurs IEN » : pas de chef.")
    yield case(
        "F5 no IEN", "0421085B", "troubles-dys", "J", "2", change={"pilots": [pilot("head:0421085B")]},
        breaches=[("F5", "refuses", "pilots")],
        because="« conjointement […] et un ou plusieurs IEN de circonscription » : "
        "pas d'IEN.")
    yield case(
        "F5 nobody", "0011067E", "cycle3", "J", "4", change={"pilots": []},
        breaches=[("F5", "refuses", "pilots")], because="Une demande de personne n'est pas « demandée conjointement ».")
    yield case(
        "F7 unknown establishment", "0692700K", "familles", "J", "2", change={"groups[0].establishments+": UNKNOWN},
        breaches=[("F7", "refuses", "groups[0].establishments[4]")], because="« proposé à des réseaux ou des secteurs "
        "écoles-collège » : ce numéro n'est celui d'aucun établissement public de l'académie.")
    yield case(
        "F7 of another académie", "0690015S", "sciences", "J", "1", change={"groups[0].establishments+": ISERE},
        breaches=[("F7", "refuses", "groups[0].establishments[4]")], because="« les services de formation des trois "
        "départements » (§ 2) : l'Isère n'en est pas.")
    yield case(
        "F7 only a collège", "0421572F", "memoriser", "J", "24", change={"groups[0].establishments": ["0421572F"]},
        breaches=[("F7", "refuses", "groups")],
        because="« la continuité entre le premier et le second degré », « réseaux "
        "ou […] secteurs écoles-collège » : aucune école.")
    yield case(
        "F7 only écoles", "0010823P", "vocabulaire", "J", "4",
        change={"groups[0].establishments": schools("0010823P", "alone", 3),
                "groups[0].host": schools("0010823P", "alone", 3)[0]},
        breaches=[("F5", "returns", "pilots[0].function"), ("F7", "refuses", "groups")], because="« secteurs "
        "écoles-collège » : aucun collège ; et le chef qui demande n'envoie personne.")
    yield case(
        "F7 teachers of the Isère", "0690007H", "langues", "J", "2",
        change={"groups[0].teachers": teachers({"38": (2, 2), "69": (8, 8)})},
        breaches=[("F7", "refuses", "groups[0].teachers[0].departement")],
        because="« les services de formation des trois "
        "départements » (§ 2) : aucun ne remplacera des enseignants de l'Isère.")
    yield case(
        "T1 three hours", "0692155T", "oral", "J", "24", change={"hours": 3, "sessions": ["halfDay"]},
        breaches=[("F7", "returns", "hours"), ("T1", "refuses", "hours")],
        because="« une durée de 6 à 12 heures » (§ 2) : "
        "trois n'y sont pas.")
    yield case(
        "T1 fifteen hours", "0421487N", "ulis-passage", "JJ", "24", change={"hours": 15},
        breaches=[("F7", "returns", "hours"), ("T1", "refuses", "hours"), ("T1", "returns", "hours")],
        because="« 6 à 12 "
        "heures » (§ 2) : quinze passent la borne, et deux journées en font douze.")
    yield case(
        "T1 three days", "0010896U", "resolution-problemes", "J", "4", change={"hours": 18, "sessions": ["fullDay"] * 3},
        breaches=[("F7", "returns", "hours"), ("T1", "refuses", "hours"), ("T1", "returns", "sessions")],
        because="« une à deux journées » (§ 2) : trois journées, dix-huit heures.")
    yield case(
        "P3 without the first degree", ["0694296V", "0691478G"], "evaluer-progres", "J", "2", counts={"69": (0, 20)},
        breaches=[("P3", "refuses", "groups[0].teachers")],
        because="« L'équilibre entre le nombre d'enseignants du premier "
        "et du second degré » (§ 3) : il n'y en a aucun du premier, l'action n'est pas interdegrés.")
    yield case(
        "P3 without the second degree", "0421852K", "fluence", "J", "14", counts={"42": (12, 0)},
        breaches=[("P1", "warns", "groups[0].teachers"), ("P3", "refuses", "groups[0].teachers")],
        because="Aucun enseignant du second degré (§ 3) : l'action n'est pas interdegrés ; loin aussi du repère.")


def together():
    yield case(
        "unfinished form", "0692578C", "climat-scolaire", "J", "5",
        change={"contractLink": None, "commitsOverTime": False, "theme.objectives": "", "theme.orientations": [],
                "guaranteesBalance": False, "council": {"studied": False, "withReferent": False}},
        breaches=[("F3", "returns", "contractLink"), ("F3", "returns", "commitsOverTime"),
                  ("T3", "returns", "wishes.weekdays"), ("P3", "returns", "guaranteesBalance"),
                  ("H1", "returns", "theme.objectives"), ("H2", "returns", "theme.orientations"), ("H3", "warns")],
        because="Un formulaire à demi rempli d'un collège de REP : tout revient d'un coup (§ 1, § 2, § 3, § 5).")
    yield case(
        "alone, late and without a partner", "0420062P", "sciences", "J", "2", at="2020-06-03T10:15:00+02:00",
        change={"pilots": [pilot("head:0420062P")], "guaranteesBalance": False}, counts={"42": (4, 9)},
        breaches=[("F5", "refuses", "pilots"), ("F6", "blocks:examination"), ("P1", "warns", "groups[0].teachers"),
                  ("P3", "returns", "guaranteesBalance"), ("P3", "warns", "groups[0].teachers")],
        because="Sans IEN la demande n'est pas conjointe ; le reste (§ 3, § 6) est dit aussi.")
    yield case(
        "renewal of nothing, too long", "0010974D", "comprehension-ecrit", "J", "4", renewal=True,
        change={"earlierAction": None, "hours": 24, "sessions": ["fullDay"] * 4},
        breaches=[("F2", "returns", "earlierAction"), ("F7", "returns", "hours"), ("T1", "refuses", "hours"),
                  ("T1", "returns", "sessions")],
        because="Vingt-quatre heures passent « 6 à 12 » (§ 2) ; et la reconduction ne nomme rien (§ 1).")
    yield case(
        "crowd", "0691728D", "numerique", "J", "1", counts={"69": (250, 250)},
        change={"territory": "Tout Caluire."},
        breaches=[("P1", "warns", "groups[0].teachers"), ("P2", "returns", "announcesMoreTrainees")],
        because="Cinq cents enseignants sans l'annoncer (§ 3) : une faute de frappe, sans doute.")
    yield case(
        "two sectors too many", ["0691730F", "0690094C", "0692343X"], "allophones", "JJ", "1", counts={"69": (24, 9)},
        change={"scope": "one", "territory": None},
        breaches=[("F1", "returns", "scope"), ("T5", "warns", "wishes.weekdays"),
                  ("P2", "returns", "announcesMoreTrainees"), ("P3", "warns", "groups[0].teachers")],
        because="Trois réseaux pour « un seul » (§ 1), trente-trois enseignants non annoncés (§ 3), vingt-quatre pour "
        "neuf, et ni mardi ni jeudi pour un thème EABEP (§ 2).")
    yield case(
        "outside speakers only", "0693890D", "familles", "J", "5",
        change={"intervenants": {
            "academicTrainers": 0, "firstDegreeTrainers": 0,
            "speakers": [speaker(9, "Cabinet Dialogue & Cie (inventé)", "trainer:F012", fees=True)],
            "lecturers": [lecturer(9, "Université Lumière Lyon 2", asked=False)]}},
        breaches=[("I1", "returns", "intervenants.firstDegreeTrainers"), NO_ACADEMIC,
                  ("I2", "returns", "intervenants.speakers[0].askedBy"), validation(),
                  ("I3", "returns", "intervenants.lecturers[0].askedThroughPole")],
        because="« construites et animées en interdegrés » (§ 4) : personne de l'académie n'animerait, et ni "
        "l'intervenant ni l'universitaire ne sont demandés par qui de droit.")
    yield case(
        "all from elsewhere", "0011142L", "cycle3", "J", "2",
        change={"groups[0].establishments": [UNKNOWN_AIN, PARIS], "groups[0].host": "0011142L",
                "wishes.months": [8]},
        breaches=[("F5", "returns", "pilots[0].function"), ("F7", "refuses", "groups[0].establishments[0]"),
                  ("F7", "refuses", "groups[0].establishments[1]"), ("F7", "returns", "groups[0].host"),
                  ("T2", "returns", "wishes.months")],
        because="Aucun des deux numéros n'est d'un établissement public de l'académie ; lieu et chef "
        "ne sont pas du groupe, et août est hors de la période (§ 2).")
    yield case(
        "two groups badly cut", ["0421569C", "0421679X"], "devoirs-faits", "J", "24",
        counts=[{"42": (14, 0)}, {"42": (0, 14)}],
        change={"groups[0].establishments": schools("0421569C", "cut", 2) + schools("0421679X", "cut", 2),
                "groups[0].host": schools("0421569C", "cut", 2)[0],
                "groups[1].establishments": ["0421569C", "0421679X"], "groups[1].host": "0421569C"},
        breaches=[("P3", "refuses", "groups[0].teachers"), ("P3", "refuses", "groups[1].teachers"),
                  ("P4", "returns", "groups[0].establishments"), ("P4", "returns", "groups[1].establishments")],
        because="Un groupe pour chaque degré : « en maintenant un équilibre entre le premier et le second degré et en "
        "respectant la diversité des établissements » (§ 3), l'inverse de l'interdegrés.")
    yield case(
        "far apart and unexplained", ["0011011U", "0010066S"], "developpement-durable", "J", "24", "7",
        change={"territory": " "},
        breaches=[("F4", "returns", "territory"), ("F4", "warns"), ("T2", "returns", "wishes.months")],
        because="Divonne-les-Bains et Trévoux ne sont pas « géographiquement proches » (§ 1), aucune logique de "
        "territoire n'est dite, et juillet est hors de la période (§ 2).")
    yield case(
        "the wrong people", "0692410V", "production-ecrits", "DD", "14", at="2020-06-01T07:05:00+02:00",
        change={"pilots": [pilot("ia-ipr:0692410V"), pilot("service:69")], "theme.proposedClass": "autre"},
        breaches=[("F5", "refuses", "pilots"), ("F5", "returns", "pilots[0].function"),
                  ("F5", "returns", "pilots[1].function"), ("F6", "blocks:examination"),
                  ("H4", "returns", "theme.proposedClass")],
        because="Ni chef d'établissement ni IEN parmi ceux qui demandent ; reçue le 1er juin (§ 6), classe inconnue.")
    yield case(
        "priority education in a hurry", "0690036P", "oral", "J", "2", at="2020-05-31T20:55:00+02:00",
        change={"theme.title": "Oral", "theme.orientations": ["oral", "travail-personnel"],
                "theme.proposedClass": None, "earlierAction": "ALP-2019-001"},
        breaches=[("F2", "warns", "earlierAction"), ("H1", "returns", "theme.title"),
                  ("H2", "returns", "theme.orientations[0]"), ("H4", "warns", "theme.proposedClass")],
        because="Un mot pour titre, une orientation qui n'existe pas à côté d'une vraie (§ 5) ; le reste avertit.")
    yield case(
        "without the calendar", "0421570D", "comportements", "DJ", "67", "9",
        change={"wishes.impossible": [{"first": "2019-01-07", "last": "2019-01-11"}], "hours": 12},
        breaches=[("F7", "returns", "wishes.impossible[0].first"), ("T1", "returns", "hours"),
                  ("T2", "returns", "wishes.months"), ("T3", "returns", "wishes.weekdays"),
                  ("T5", "warns", "wishes.weekdays")],
        because="Samedi et dimanche, septembre, 2019, et douze heures pour neuf : le calendrier entier est à reprendre "
        "(§ 2).")
    yield case(
        "Friday, but no day left", "0010025X", "numerique", "JJ", "12", change={**FRIDAY, "contractLink": " "},
        breaches=[("F3", "returns", "contractLink"), ("T4", "returns", "wishes.weekdays"), NO_ACADEMIC],
        because="Sans formateur académique le vendredi (§ 2) : ni lundi ni mardi ; et le lien au contrat manque (§ 1).")


def requests():
    yield from refused()
    yield from together()
