"""Requests that pass, at the edge of a rule or with warnings; each verdict is written by hand beside its request."""

from forms import case, teachers
from places import schools


def boundaries():
    yield case(
        "two sectors, thirty exactly", ["0692700K", "0690016T"], "liaison-cm2-6e", "JJ", "24",
        breaches=[], because="« Le nombre maximum d'enseignants mobilisés sur une action est de 30 personnes » (§ 3) : "
        "trente n'est pas plus de trente.")
    yield case(
        "mixed, two groups, thirty", ["0690099H", "0692699J"], "grande-difficulte", "J", "2",
        counts=[{"69": (7, 8)}, {"69": (8, 7)}],
        breaches=[],
        because="EP et HREP ensemble (§ 1), l'orientation lie la part EP (§ 5) ; la formation est dupliquée "
        "en deux groupes équilibrés qui mêlent les deux secteurs (§ 3).")
    yield case(
        "Ain and Rhône, mixed", ["0011193S", "0691645N"], "climat-scolaire", "J", "4",
        counts={"01": (5, 5), "69": (5, 5)},
        breaches=[],
        because="Deux secteurs de part et d'autre de la Saône, à 3 km : « géographiquement proches » (§ 1) "
        "ne s'arrête pas à la limite d'un département ; les deux services et les deux IA-DASEN s'y prononceront.")
    yield case(
        "Ain and Rhône, two groups", ["0010964T", "0692159X"], "comprehension-ecrit", "JD", "12",
        counts=[{"01": (4, 3), "69": (3, 4)}, {"01": (3, 4), "69": (4, 3)}],
        breaches=[], because="Miribel et Rillieux-la-Pape sont à 5 km ; chaque groupe mêle les deux secteurs et garde "
        "l'équilibre (§ 3), 28 enseignants en tout.")
    yield case(
        "Loire and Rhône", ["0421172W", "0692346A"], "ecole-inclusive", "JJ", "24",
        counts={"42": (6, 5), "69": (5, 6)},
        breaches=[],
        because="Vallée du Gier et plateau mornantais, à 13 km, avec des enseignants des deux départements ; "
        "mardi et jeudi sont les jours d'un thème EABEP (§ 2).")
    yield case(
        "Loire and Rhône, mountains", ["0420011J", "0690078K"], "developpement-durable", "J", "1",
        counts={"42": (7, 7), "69": (7, 7)},
        breaches=[], because="Les monts du Lyonnais de part et d'autre de la limite, à 11 km (§ 1) ; 28 enseignants.")
    yield case(
        "Ain and Rhône, over the bridge", ["0011415H", "0690007H"], "numerique", "DD", "24",
        counts={"01": (7, 6), "69": (6, 7)},
        breaches=[], because="Montceaux et Belleville sont à 2 km, des deux côtés de la Saône (§ 1).")
    yield case(
        "Loire and Rhône, renewal", ["0420024Y", "0690015S"], "sciences", "J", "12", renewal=True,
        counts={"42": (6, 6), "69": (6, 6)},
        breaches=[], because="Reconduction (§ 1) d'une action de Pélussin et de Condrieu, à 10 km l'un de l'autre.")
    yield case(
        "two to one exactly", ["0691666L", "0691793Z"], "fluence", "J", "2", counts={"69": (20, 10)},
        breaches=[], because="Deux pour un exactement n'est pas « plus de deux pour un » (lecture de § 3), et trente "
        "n'est pas plus de trente ; le repère de dix et dix vaut « pour un secteur », ils sont deux.")
    yield case(
        "one to two exactly", ["0421084A", "0421683B"], "travail-personnel", "J", "14", counts={"42": (8, 16)},
        breaches=[], because="Un pour deux exactement, dans l'autre sens : l'équilibre tient encore (lecture de § 3).")
    yield case(
        "just under 25 km", ["0420012K", "0421487N"], "resolution-problemes", "J", "4",
        breaches=[], because="Feurs et Andrézieux-Bouthéon sont à 24,9 km : pas plus de 25 (lecture de § 1).")
    yield case(
        "last minute of May", "0690080M", "developpement-durable", "J", "2", at="2020-05-31T21:59:00Z",
        breaches=[], because="« Mai 2020 » (§ 6) : reçue le 31 mai à 23 h 59 à Paris, elle est dans les temps.")
    yield case(
        "first minute of May", "0010820L", "oral", "J", "1", at="2020-04-30T22:00:00Z",
        breaches=[],
        because="« Mai 2020 » (§ 6) : reçue le 1er mai à minuit à Paris, elle est du mois de mai, bien que "
        "l'heure universelle soit encore d'avril.")
    yield case(
        "two academic trainers", "0693834T", "differenciation", "JJ", "24",
        change={"intervenants.academicTrainers": 2},
        breaches=[], because="Deux formateurs académiques demandés : le nombre se règle à l'examen (lecture de § 4).")
    yield case(
        "two trainers of each degree", "0421679X", "attention-tdah", "JJ", "2",
        change={"intervenants.academicTrainers": 2, "intervenants.firstDegreeTrainers": 2},
        breaches=[], because="Deux formateurs de chaque degré : rien ne l'interdit (§ 4).")
    yield case(
        "no wishes", "0011300H", "sciences", "J", "", "",
        change={"wishes.impossible": []},
        breaches=[],
        because="Les souhaits de mois et de jours sont facultatifs : sans souhait, rien n'est hors période.")
    yield case(
        "Wednesday for half-days", "0692422H", "langues", "DD", "3", "11 1",
        breaches=[], because="« éventuellement mercredis matin » (§ 2) : deux demi-journées y tiennent, l'examen en "
        "pèsera le coût.")
    yield case(
        "June", "0422136U", "litterature-jeunesse", "J", "24", "5 6",
        breaches=[], because="« début juin 2021 » (§ 2) : le mois de juin commence dans la période.")
    yield case(
        "October", "0010066S", "numerique", "J", "4", "10",
        breaches=[], because="« de mi-octobre » (§ 2) : octobre finit dans la période.")
    yield case(
        "three sectors, three groups", ["0691483M", "0692583H", "0692419E"], "psychosociales", "J", "2",
        counts=[{"69": (5, 5)}, {"69": (5, 5)}, {"69": (5, 5)}], each=2,
        breaches=[],
        because="Un réseau et deux secteurs de Givors et Grigny ; trois groupes qui mêlent chacun les trois "
        "(§ 3), trente enseignants.")
    yield case(
        "renewal of several", ["0421176A", "0421569C"], "cycle3", "J", "14", renewal=True,
        counts=[{"42": (7, 7)}, {"42": (7, 7)}],
        breaches=[],
        because="« Comme en 2019-2020, une ALP IDG peut être demandée […] à l'échelle d'un ou de plusieurs "
        "réseaux ou secteurs » : une reconduction peut avoir l'une ou l'autre étendue.")
    yield case(
        "right to left and emoji", "0691497C", "allophones", "J", "24",
        change={"theme.title": "Contes d'ici et d'ailleurs (حكايات) : lire en plusieurs langues 📚"},
        breaches=[], because="Une autre écriture dans une réponse n'est pas une faute : le thème est explicite (§ 5).")
    yield case(
        "markup in an answer", "0693286X", "emi", "J", "2",
        change={"theme.objectives": "Comprendre une page web : ce que cachent <script>alert(1)</script> & co., d'où "
                "vient une image, qui écrit ; puis écrire à notre tour."},
        breaches=[], because="Des balises dans une réponse restent du texte ; les objectifs sont explicites (§ 5).")
    yield case(
        "two words", "0010046V", "oral", "J", "1", change={"theme.title": "Parler ensemble"},
        breaches=[], because="Deux mots : bref, mais ce n'est plus une réponse d'un mot (lecture de § 5).")
    yield case(
        "free theme outside priority education", "0692576A", "langues", "J", "4", change={"theme.orientations": []},
        breaches=[], because="« aucun cadrage spécifique des thématiques n'est proposé » (§ 5) : les orientations ne "
        "lient que l'éducation prioritaire.")
    yield case(
        "each sector its group", ["0421487N", "0422293P"], "fractions", "J", "2",
        counts=[{"42": (10, 10)}, {"42": (10, 10)}],
        change={"groups[0].establishments": ["0421487N"] + schools("0421487N", "apart", 3),
                "groups[1].establishments": ["0422293P"] + schools("0422293P", "apart", 3),
                "announcesMoreTrainees": True},
        breaches=[("P2", "warns", "announcesMoreTrainees")], because="Quarante enseignants, mais annoncés « dès la "
        "demande » (§ 3) : acceptée, à signaler pour les moyens ; chaque groupe suit le repère de dix et dix.")


def of_the_public():
    yield case(
        "P1 twelve and eight", "0692163B", "troubles-dys", "J", "24", counts={"69": (12, 8)},
        breaches=[("P1", "warns", "groups[0].teachers")],
        because="Le cahier donne « pour un secteur » dix et dix (§ 3) : "
        "c'est un repère, un écart avertit.")
    yield case(
        "P1 nine and ten", "0421570D", "memoriser", "J", "1", counts={"42": (9, 10)},
        breaches=[("P1", "warns", "groups[0].teachers")], because="Un enseignant de moins que le repère de § 3.")
    yield case(
        "P1 thirty in one sector", "0010896U", "differenciation", "J", "2", counts={"01": (15, 15)},
        breaches=[("P1", "warns", "groups[0].teachers")], because="Trente : pas plus de trente (§ 3), donc rien à "
        "annoncer, mais au-dessus du repère d'un secteur.")
    yield case(
        "P1 two to one in one sector", "0690002C", "calcul-mental", "DD", "12", counts={"69": (20, 10)},
        breaches=[("P1", "warns", "groups[0].teachers")], because="Vingt pour dix : deux pour un exactement tient "
        "(lecture de § 3) ; seul le repère d'un secteur est dépassé.")
    yield case(
        "P2 announced", ["0694227V", "0692865P"], "parcours-avenir", "J", "14", counts={"69": (18, 18)},
        change={"announcesMoreTrainees": True},
        breaches=[("P2", "warns", "announcesMoreTrainees")],
        because="« ils doivent l'anticiper dès la demande d'ALP IDG "
        "et le mentionner » (§ 3) : c'est fait.")
    yield case(
        "P2 one sector twice", "0691498D", "ecole-inclusive", "JJ", "24",
        counts=[{"69": (10, 10)}, {"69": (10, 10)}], change={"announcesMoreTrainees": True},
        breaches=[("P2", "warns", "announcesMoreTrainees"), ("P4", "warns", "groups")],
        because="Quarante, annoncés (§ 3) ; dix et dix par groupe ; mais c'est à l'échelle « de plusieurs réseaux ou "
        "secteurs » qu'« il sera possible de dupliquer la formation » (§ 3).")
    yield case(
        "P1 and P2, forty", "0421487N", "psychosociales", "J", "2", counts={"42": (20, 20)},
        change={"announcesMoreTrainees": True},
        breaches=[("P1", "warns", "groups[0].teachers"), ("P2", "warns", "announcesMoreTrainees")],
        because="Quarante annoncés dans un groupe d'un secteur : au-dessus de trente (annoncé) et du repère (§ 3).")
    yield case(
        "P3 in two sectors", ["0011257L", "0010939R"], "resolution-problemes", "J", "4", counts={"01": (16, 7)},
        breaches=[("P3", "warns", "groups[0].teachers")],
        because="« L'équilibre […] doit être garanti par les pilotes » "
        "(§ 3) : seize pour sept passe deux pour un, ce qui avertit à la demande.")
    yield case(
        "P1 and P3", "0692520P", "vocabulaire", "J", "2", counts={"69": (14, 6)},
        breaches=[("P1", "warns", "groups[0].teachers"), ("P3", "warns", "groups[0].teachers")],
        because="Quatorze pour six : hors du repère et plus de deux pour un (§ 3), deux avertissements.")
    yield case(
        "P3 in the second group", ["0691674V", "0692448L"], "geometrie", "J", "4",
        counts=[{"69": (8, 8)}, {"69": (4, 9)}],
        breaches=[("P3", "warns", "groups[1].teachers")],
        because="L'équilibre se juge par groupe (lecture de § 3) : le "
        "second, quatre pour neuf, ne l'a pas.")
    yield case(
        "F4 beyond 25 km", ["0692163B", "0692699J"], "numerique", "J", "12",
        breaches=[("F4", "warns")],
        because="Tassin-la-Demi-Lune et Villefranche-sur-Saône sont à 26 km : au-delà de 25 "
        "(lecture de « géographiquement proches », § 1), ce qui avertit sans refuser.")
    yield case(
        "F4 a little beyond 25 km", ["0010008D", "0011301J"], "langues", "J", "14",
        breaches=[("F4", "warns")],
        because="Bellegarde et Prévessin-Moëns sont à 25,3 km : plus de 25 (lecture de § 1), "
        "même si l'arrondi au kilomètre donne 25.")
    yield case(
        "F4 over the hills", ["0421454C", "0421084A"], "sciences", "J", "2", counts={"42": (9, 9)},
        breaches=[("F4", "warns")], because="Montbrison et Le Coteau sont à 47 km : un "
        "avertissement, jamais un refus (lecture de § 1).")


def of_the_rest():
    absent = {"council": {"studied": False, "withReferent": False}}
    alone = {"council": {"studied": True, "withReferent": False}}
    for place, topic in [
        ("0691478G", "production-ecrits"), ("0421681Z", "liaison-cm2-6e"), ("0011387C", "climat-scolaire"),
    ]:
        yield case(
            f"H3 not studied {place}", place, topic, "J", "24", change=absent,
            breaches=[("H3", "warns")], because="« il est préconisé d'étudier le projet en conseil pédagogique "
            "école/collège » (§ 5) : préconisé, donc un avertissement.")
    for place, topic in [("0692582G", "comportements"), ("0420022W", "cycle3")]:
        yield case(
            f"H3 without the IA-IPR {place}", place, topic, "J", "24", change=alone,
            breaches=[("H3", "warns")], because="Étudié, mais non « en collaboration avec l'IA-IPR référent » (§ 5).")
    for place, topic in [("0692579D", "oral"), ("0011070H", "travail-personnel"), ("0421607U", "familles")]:
        yield case(
            f"H4 no class {place}", place, topic, "J", "2", change={"theme.proposedClass": None},
            breaches=[("H4", "warns", "theme.proposedClass")],
            because="La classe de thème se règle à l'examen : ne pas "
            "en proposer avertit (lecture de § 5).")
    yield case(
        "H3 and H4", "0690070B", "fluence", "J", "1", change={**absent, "theme.proposedClass": None},
        breaches=[("H3", "warns"), ("H4", "warns", "theme.proposedClass")], because="Deux avertissements, aucun refus.")
    yield case(
        "T2 September and November", "0692898A", "cycle3", "J", "24", "9 11",
        breaches=[("T2", "warns")], because="Septembre est avant « mi-octobre » (§ 2), novembre est dans la période.")
    yield case(
        "T2 June and July", "0010022U", "litterature-jeunesse", "J", "4", "6 7",
        breaches=[("T2", "warns")], because="Juillet est après « début juin 2021 » (§ 2), juin y touche.")
    yield case(
        "T3 Monday or Friday", "0691481K", "resolution-problemes", "J", "15",
        breaches=[("T3", "warns")],
        because="Avec un formateur académique, « les lundis, ou mardis, ou jeudis » (§ 2) : "
        "le vendredi souhaité ne sera pas tenu, le lundi peut l'être.")
    yield case(
        "T3 Thursday or Saturday", "0421455D", "numerique", "DD", "46",
        breaches=[("T3", "warns")], because="Le samedi n'est pas un jour d'ALP (§ 2), le jeudi l'est.")
    yield case(
        "T5 Monday", "0692155T", "troubles-dys", "J", "1",
        breaches=[("T5", "warns", "wishes.weekdays")], because="Un thème EABEP se place « prioritairement […] sur des "
        "mardis ou jeudis » (§ 2) : ne souhaiter que le lundi avertit.")
    yield case(
        "T5 Wednesday mornings", "0010037K", "comportements", "DD", "13",
        breaches=[("T5", "warns", "wishes.weekdays")],
        because="Lundi et mercredi matin sont possibles avec un formateur "
        "académique, mais ni mardi ni jeudi pour un thème EABEP (§ 2).")
    yield case(
        "F2 new theme with a number", "0693365H", "plan-travail", "J", "4", change={"earlierAction": "ALP-2019-014"},
        breaches=[("F2", "warns", "earlierAction")],
        because="Une nouvelle thématique ne reconduit rien (§ 1) : le numéro "
        "de 2019-2020 est sans doute de trop.")
    yield case(
        "F6 early", "0420038N", "etude-langue", "J", "2", at="2020-04-29T16:12:00+02:00",
        breaches=[("F6", "warns")], because="« Mai 2020 » (§ 6) : reçue fin avril, elle est gardée ; seul un retard "
        "attend une décision.")
    yield case(
        "many small warnings", "0692164C", "grande-difficulte", "J", "15", "9 1", counts={"69": (7, 5)},
        change={**absent, "theme.proposedClass": None},
        breaches=[("T2", "warns"), ("T3", "warns"), ("P1", "warns"), ("H3", "warns"), ("H4", "warns")],
        because="Cinq avertissements (§ 2, § 3, § 5) et pas une raison de rendre la demande.")


def requests():
    yield from boundaries()
    yield from of_the_public()
    yield from of_the_rest()
