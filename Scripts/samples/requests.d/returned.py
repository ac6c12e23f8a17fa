"""Requests that go back to the pilots for one rule alone; each verdict is written by hand beside its request."""

from blocked import FRIDAY, NO_ACADEMIC, agreement, lecturer, speaker, validation
from forms import case, pilots, teachers
from places import schools


def pilot(function, agrees=True):
    return {"function": function, "agrees": agrees}


def of_the_request():
    yield case(
        "F1 one, but two", ["0693287Y", "0692521R"], "oral", "J", "24", change={"scope": "one"},
        breaches=[("F1", "returns", "scope")],
        because="« à l'échelle d'un ou de plusieurs réseaux ou secteurs » (§ 1) : "
        "deux collèges de Saint-Genis-Laval sont deux secteurs, la demande dit un seul.")
    yield case(
        "F1 an école of the neighbours", "0421172W", "cycle3", "J", "2",
        change={"groups[0].establishments+": schools("0421680Y", "neighbour", 1)[0]},
        breaches=[("F1", "returns", "scope")], because="Une école du secteur voisin fait de la demande celle de deux "
        "secteurs (§ 1), sans qu'elle le dise.")
    yield case(
        "F2 names none", "0691495A", "fluence", "J", "4", renewal=True, change={"earlierAction": None},
        breaches=[("F2", "returns", "earlierAction")],
        because="« une reconduction de l'ALP IDG demandée en 2019-2020 » "
        "(§ 1) : laquelle ?")
    yield case(
        "F2 unknown", "0011360Y", "climat-scolaire", "J", "2", renewal=True, change={"earlierAction": "ALP-2019-999"},
        breaches=[("F2", "returns", "earlierAction")], because="Aucune action de 2019-2020 n'a ce numéro : « une "
        "reconduction de l'ALP IDG demandée en 2019-2020 » (§ 1) suppose qu'elle l'ait été.")
    yield case(
        "F3 no link", "0692335N", "resolution-problemes", "J", "24", change={"contractLink": None},
        breaches=[("F3", "returns", "contractLink")],
        because="« une nouvelle thématique définie par les pilotes en lien "
        "avec le contrat de réseau ou le contrat d'objectifs » (§ 1) : le lien manque.")
    yield case(
        "F3 blank link", "0421735H", "travail-personnel", "J", "1", change={"contractLink": "  \n"},
        breaches=[("F3", "returns", "contractLink")], because="Des blancs ne disent aucun lien (§ 1).")
    yield case(
        "F3 no commitment", "0011415H", "parcours-avenir", "J", "4", change={"commitsOverTime": False},
        breaches=[("F3", "returns", "commitsOverTime")],
        because="« sur laquelle les pilotes souhaitent s'engager dans la "
        "durée » (§ 1) : ils ne le disent pas.")
    yield case(
        "F4 several, but one", "0692417C", "numerique", "J", "2",
        change={"scope": "several", "territory": "Nos écoles forment un même quartier de Saint-Priest."},
        breaches=[("F4", "returns", "scope")],
        because="« à l'échelle […] de plusieurs réseaux ou secteurs » (§ 1) : un "
        "collège et ses écoles n'en font qu'un.")
    yield case(
        "F4 no reason", ["0692704P", "0691668N"], "geometrie", "J", "14", change={"territory": None},
        breaches=[("F4", "returns", "territory")],
        because="« pour lesquels se dégage une logique de territoire forte » "
        "(§ 1) : elle n'est pas dite.")
    yield case(
        "F5 the IA-IPR as a pilot", "0692411W", "devoirs-faits", "J", "2",
        change={"pilots+": pilot("ia-ipr:0692411W")},
        breaches=[("F5", "returns", "pilots[2].function")],
        because="« un ou plusieurs chef(s) d'établissement et un ou "
        "plusieurs IEN » : l'IA-IPR n'est pas un pilote.")
    yield case(
        "F5 the head of another collège", "0420058K", "evaluer-progres", "J", "24",
        change={"pilots+": pilot("head:0421677V")},
        breaches=[("F5", "returns", "pilots[2].function")], because="Le second chef est d'un collège qui n'envoie "
        "personne : il n'est pas de « ceux qui demandent » pour leur réseau ou secteur.")
    yield case(
        "F5 the head of an école", "0011071J", "vocabulaire", "J", "1",
        change={"pilots[0]": lambda form: pilot("head:" + form["groups"][0]["establishments"][1])},
        breaches=[("F5", "returns", "pilots[0].function")], because="Le numéro est celui d'une école ; un chef "
        "d'établissement est celui d'un collège : à corriger.")
    yield case(
        "F5 an unknown circonscription", "0691482L", "sciences", "J", "4", change={"pilots+": pilot("ien:69-les-monts")},
        breaches=[("F5", "returns", "pilots[2].function")],
        because="« IEN de circonscription » : il n'y a pas de telle "
        "circonscription.")
    yield case(
        "F5 the inspector of elsewhere", "0422293P", "litterature-jeunesse", "J", "12",
        change={"pilots[1]": pilot("ien:42-charlieu")},
        breaches=[("F5", "returns", "pilots[1].function")], because="Aucune école de la demande n'est dans cette "
        "circonscription : c'est à l'IEN des écoles de la demander.")
    yield case(
        "F5 the same twice", "0010821M", "langues", "J", "24", change={"pilots+": pilot("head:0010821M")},
        breaches=[("F5", "returns", "pilots[2].function")], because="Le même chef figure deux fois.")


def of_the_groups():
    yield case(
        "F7 two groups of one name", ["0692346A", "0693046L"], "oral", "J", "2", counts=[{"69": (7, 7)}, {"69": (7, 7)}],
        change={"groups[1].id": "G1"},
        breaches=[("F7", "returns", "groups[1].id")], because="Chaque groupe a un nom (lecture) : deux « G1 » se "
        "confondraient au calendrier et sur les listes.")
    yield case(
        "F7 no group", "0691824H", "etude-langue", "J", "4", change={"groups": []},
        breaches=[("F7", "returns", "groups")], because="Sans groupe, la demande ne dit ni qui ni où (lecture) ; rien "
        "d'autre ne peut en être jugé.")
    yield case(
        "F7 a host outside", "0010005A", "comprehension-ecrit", "J", "14", change={"groups[0].host": "0010040N"},
        breaches=[("F7", "returns", "groups[0].host")], because="Le lieu d'accueil n'est pas de ceux du groupe "
        "(lecture) : une erreur de numéro, sans doute.")
    yield case(
        "F7 the same école twice", "0420968Z", "fluence", "DD", "24",
        change={"groups[0].establishments+": schools("0420968Z", "F7 the same école twiceG1", 3)[0]},
        breaches=[("F7", "returns", "groups[0].establishments[4]")], because="Une école y figure deux fois (lecture).")
    yield case(
        "F7 a typing error in a year", "0692448L", "production-ecrits", "J", "2",
        change={"wishes.impossible": [{"first": "2020-12-07", "last": "2020-12-08"},
                                      {"first": "2012-01-21", "last": "2012-01-22"}]},
        breaches=[("F7", "returns", "wishes.impossible[1].first")], because="2012 n'est pas de l'année scolaire "
        "2020-2021 (lecture).")
    yield case(
        "F7 next year", "0011429Y", "memoriser", "J", "1",
        change={"wishes.impossible": [{"first": "2021-12-13", "last": "2021-12-17"}]},
        breaches=[("F7", "returns", "wishes.impossible[0].first")], because="Décembre 2021 est de l'année suivante "
        "(lecture).")
    yield case(
        "F7 seven trainers", "0692583H", "differenciation", "J", "24", change={"intervenants.academicTrainers": 7},
        breaches=[("F7", "returns", "intervenants.academicTrainers")],
        because="Sept formateurs pour vingt stagiaires : "
        "au-delà de ce que le formulaire propose (lecture).")
    yield case(
        "F7 teachers of nowhere", "0420024Y", "plan-travail", "J", "4",
        change={"groups[0].teachers": teachers({"42": (10, 5), "69": (0, 5)})},
        breaches=[("F7", "returns", "groups[0].teachers[1].departement")], because="Cinq enseignants du Rhône, où le "
        "groupe n'a aucun établissement (lecture).")
    yield case(
        "F7 a group of nobody", ["0691662G", "0692694D"], "psychosociales", "J", "2",
        counts=[{"69": (10, 10)}, {"69": (0, 0)}],
        breaches=[("F7", "returns", "groups[1].teachers")], because="Le second groupe n'a aucun stagiaire (lecture).")
    yield case(
        "P4 a group of one collège", ["0693890D", "0694092Y"], "harcelement", "J", "4",
        counts=[{"69": (7, 7)}, {"69": (7, 7)}], change={"groups[1].establishments": ["0694092Y"]},
        breaches=[("P1", "warns", "groups[1].teachers"), ("P4", "returns", "groups[1].establishments")],
        because="« en respectant la diversité des établissements concernés » (§ 3) : le second groupe n'en a qu'un ; "
        "il n'est plus que d'un secteur, à sept et sept.")
    yield case(
        "P4 a group of écoles", ["0421486M", "0421688G"], "grande-difficulte", "J", "24",
        counts=[{"42": (7, 7)}, {"42": (7, 7)}],
        change={"groups[1].establishments": schools("0421688G", "P4", 2) + schools("0421486M", "P4", 2),
                "groups[1].host": schools("0421688G", "P4", 2)[0]},
        breaches=[("P4", "returns", "groups[1].establishments")], because="« construites et animées en interdegrés », "
        "« équilibre entre le premier et le second degré » (§ 3) : le second groupe n'a pas de collège.")


def of_time_and_public():
    yield case(
        "T1 six hours in a half-day", "0694007F", "calcul-mental", "J", "2", change={"sessions": ["halfDay"]},
        breaches=[("T1", "returns", "hours")],
        because="« une durée de 6 à 12 heures (une à deux journées) » (§ 2) : une "
        "demi-journée n'en fait que trois (lecture).")
    yield case(
        "T1 four half-days", "0421734G", "resolution-problemes", "JJ", "14", change={"sessions": ["halfDay"] * 4},
        breaches=[("T1", "returns", "sessions")], because="« une à deux journées » (§ 2) : quatre séances d'une "
        "demi-journée ne sont pas deux séances au plus (lecture).")
    yield case(
        "T1 no session", "0010895T", "sciences", "J", "4", change={"sessions": []},
        breaches=[("T1", "returns", "sessions")], because="Six heures sans une séance (§ 2).")
    yield case(
        "T1 and F7, eight hours", "0692419E", "familles", "J", "2", change={"hours": 8},
        breaches=[("F7", "returns", "hours"), ("T1", "returns", "hours")], because="Huit heures sont dans « 6 à 12 » "
        "(§ 2), mais le formulaire propose 6, 9 ou 12 et la journée en compte six (lecture).")
    yield case(
        "T2 summer", "0692420F", "developpement-durable", "J", "24", "7 8",
        breaches=[("T2", "returns", "wishes.months")],
        because="« de mi-octobre à début juin 2021 » (§ 2) : aucun des mois "
        "souhaités n'y est.")
    yield case(
        "T2 September", "0421068H", "cycle3", "J", "1", "9",
        breaches=[("T2", "returns", "wishes.months")], because="« de mi-octobre » (§ 2) : septembre est trop tôt.")
    yield case(
        "T2 never", "0010794H", "oral", "J", "4",
        change={"wishes.impossible": [{"first": "2020-10-15", "last": "2021-06-05"}]},
        breaches=[("T2", "returns", "wishes.impossible")], because="Toute la période (§ 2) est dite impossible.")
    yield case(
        "T3 Friday", "0691675W", "liaison-cm2-6e", "J", "5",
        breaches=[("T3", "returns", "wishes.weekdays")],
        because="Avec un formateur académique, « les lundis, ou mardis, "
        "ou jeudis » (§ 2) : le vendredi seul ne se peut pas.")
    yield case(
        "T3 Wednesday, whole days", "0422136U", "comprehension-ecrit", "JJ", "3",
        breaches=[("T3", "returns", "wishes.weekdays")],
        because="« éventuellement mercredis matin » (§ 2) : une journée "
        "entière n'y tient pas, et aucun autre jour n'est souhaité.")
    yield case(
        "T4 Monday", "0010042R", "etude-langue", "J", "1", change=FRIDAY,
        breaches=[("T4", "returns", "wishes.weekdays"), NO_ACADEMIC], because="Sans formateur académique, « les "
        "vendredis » (§ 2, lecture : par défaut) : le lundi seul n'est pas ouvert.")
    yield case(
        "P2 thirty-one", ["0693479G", "0692339T"], "langues", "J", "24", counts={"69": (16, 15)},
        breaches=[("P2", "returns", "announcesMoreTrainees")],
        because="« Si les pilotes souhaitent mobiliser plus de 30 "
        "stagiaires […], ils doivent […] le mentionner sur le formulaire » (§ 3) : trente et un, sans un mot.")
    yield case(
        "P2 three groups", ["0420916T", "0421686E"], "differenciation", "J", "2", counts=[{"42": (8, 8)}] * 3,
        breaches=[("P2", "returns", "announcesMoreTrainees")],
        because="Le maximum se compte sur tous les groupes (lecture "
        "de § 3) : quarante-huit, non annoncés.")
    yield case(
        "P3 no commitment", "0693092L", "travail-personnel", "J", "4", change={"guaranteesBalance": False},
        breaches=[("P3", "returns", "guaranteesBalance")],
        because="« L'équilibre […] doit être garanti par les pilotes » "
        "(§ 3) : ils ne s'y engagent pas.")


def of_trainers_and_theme():
    yield case(
        "I1 no first-degree trainer", "0691496B", "fractions", "J", "2", change={"intervenants.firstDegreeTrainers": 0},
        breaches=[("I1", "returns", "intervenants.firstDegreeTrainers")],
        because="« construites et animées en interdegrés "
        "par les formateurs du premier et second degré » (§ 4).")
    yield case(
        "I2 asked by the service", "0421174Y", "attention-tdah", "J", "24",
        change={"intervenants.speakers": [
            speaker(8, "Association Attention Devant (inventée)", "service:42", fees=True)]},
        breaches=[("I2", "returns", "intervenants.speakers[0].askedBy"), validation()],
        because="« à l'initiative et […] à "
        "la charge du chef d'établissement et/ou de l'IEN et/ou de l'IA/IPR référent » (§ 4), non du service.")
    yield case(
        "I3 not through the Pôle", "0011301J", "memoriser", "J", "14",
        change={"intervenants.lecturers": [lecturer(6, "Université Claude Bernard Lyon 1", asked=False)]},
        breaches=[("I3", "returns", "intervenants.lecturers[0].askedThroughPole")],
        because="« doit passer par le Pôle de "
        "professionnalisation via un formulaire » (§ 4) : il n'a pas été envoyé.")
    yield case(
        "I3 one through the Pôle, one not", "0694295U", "evaluer-progres", "J", "2",
        change={"intervenants.lecturers": [lecturer(7, "Université Lumière Lyon 2"),
                                           lecturer(8, "Université Jean Moulin Lyon 3", asked=False)]},
        breaches=[agreement(), ("I3", "returns", "intervenants.lecturers[1].askedThroughPole")],
        because="Le premier est passé par le Pôle et attend, le second non (§ 4).")
    yield case(
        "H1 a title of one word", "0693331W", "numerique", "J", "4", change={"theme.title": "Numérique"},
        breaches=[("H1", "returns", "theme.title")],
        because="« être le plus explicite possible sur la thématique » (§ 5) "
        ": un mot ne l'est pas.")
    yield case(
        "H1 no objectives", "0421607U", "oral", "J", "12", change={"theme.objectives": ""},
        breaches=[("H1", "returns", "theme.objectives")],
        because="« les objectifs et attendus de la formation » (§ 5) ne "
        "sont pas dits.")
    yield case(
        "H1 thumbs", "0011387C", "psychosociales", "J", "24", change={"theme.expectedResults": "👍👍👍 !!!"},
        breaches=[("H1", "returns", "theme.expectedResults")], because="Pas un mot : rien d'explicite (§ 5).")
    yield case(
        "H1 all three", "0694151M", "harcelement", "J", "2",
        change={"theme.title": "Harcèlement", "theme.objectives": "Prévenir.", "theme.expectedResults": "?"},
        breaches=[("H1", "returns", "theme.title"), ("H1", "returns", "theme.objectives"),
                  ("H1", "returns", "theme.expectedResults")],
        because="Un mot, un mot, aucun (§ 5).")
    yield case(
        "H2 no orientation", "0691673U", "oral", "J", "24", change={"theme.orientations": []},
        breaches=[("H2", "returns", "theme.orientations")], because="« Pour les établissements relevant de l'éducation "
        "prioritaire, la thématique […] doit […] pouvoir s'inscrire dans le cadre des grandes orientations » (§ 5).")
    yield case(
        "H2 unknown orientation", "0421451Z", "sciences", "J", "1", change={"theme.orientations": ["excellence"]},
        breaches=[("H2", "returns", "theme.orientations[0]")], because="« excellence » n'est aucune des quatre "
        "orientations (§ 5).")
    yield case(
        "H2 mixed, the priority part binds", ["0010802S", "0011068F"], "langues", "J", "4",
        change={"theme.orientations": []},
        breaches=[("H2", "returns", "theme.orientations")],
        because="Le collège Ampère d'Oyonnax est en REP+ : dans une "
        "action mixte la part EP lie (lecture de § 5).")
    yield case(
        "H2 mixed, Ain and Rhône", ["0011360Y", "0692157V"], "fractions", "J", "14",
        counts={"01": (6, 6), "69": (6, 6)}, change={"theme.orientations": []},
        breaches=[("H2", "returns", "theme.orientations")],
        because="Le collège Georges-Brassens de Décines est en REP : la part EP lie, ici de l'autre "
        "côté de la limite des départements (§ 5).")
    yield case(
        "H4 unknown class", "0692696F", "litterature-jeunesse", "J", "24", change={"theme.proposedClass": "lettres-classiques"},
        breaches=[("H4", "returns", "theme.proposedClass")], because="Une classe qui n'est pas de la liste ne choisit "
        "aucun formateur (lecture de § 5).")


def requests():
    yield from of_the_request()
    yield from of_the_groups()
    yield from of_time_and_public()
    yield from of_trainers_and_theme()
