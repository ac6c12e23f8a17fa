"""Requests that go on, but not past a step; each verdict is written by hand beside its request."""

from forms import case, pilots

FRIDAY = {"intervenants.academicTrainers": 0}
NO_ACADEMIC = ("I1", "blocks:contract", "intervenants.academicTrainers")


def speaker(number, organisation, asked_by, fees=False):
    return {"person": f"x-s{number:02}", "organisation": organisation, "askedBy": asked_by, "hasFees": fees}


def lecturer(number, university, asked=True):
    return {"person": f"x-l{number:02}", "university": university, "askedThroughPole": asked}


def validation(index=0):
    return ("I2", "blocks:contract", f"intervenants.speakers[{index}]")


def agreement(index=0):
    return ("I3", "blocks:contract", f"intervenants.lecturers[{index}]")


def fridays():
    because = "« Les ALP IDG ne nécessitant pas l'intervention de formateurs académiques pourront être déployées les " \
        "vendredis » (§ 2) ; qui animera pour le second degré doit être nommé avant le contrat (lecture de § 4)."
    for college, topic, pattern in [
        ("0690001B", "vocabulaire", "J"), ("0690015S", "parcours-avenir", "DD"), ("0692414Z", "familles", "J"),
        ("0693975W", "numerique", "JJ"), ("0421490S", "production-ecrits", "J"), ("0420023X", "sciences", "JD"),
        ("0421457F", "geometrie", "J"), ("0010025X", "developpement-durable", "J"), ("0010040N", "fractions", "DJ"),
    ]:
        yield case(f"Friday {college}", college, topic, pattern, "5", change=FRIDAY, breaches=[NO_ACADEMIC],
                   because=because)
    yield case(
        "Friday, Loire and Rhône", ["0421490S", "0692164C"], "climat-scolaire", "J", "5",
        counts={"42": (5, 5), "69": (5, 5)}, change=FRIDAY, breaches=[NO_ACADEMIC], because=because)
    yield case(
        "Friday, special needs", "0692703N", "attention-tdah", "J", "5", change=FRIDAY,
        breaches=[("T5", "warns", "wishes.weekdays"), NO_ACADEMIC],
        because="Sans formateur académique le vendredi est ouvert, mais un thème EABEP va d'abord aux mardis et jeudis "
        "(§ 2) ; le second degré reste à nommer (§ 4).")
    yield case(
        "Friday or Tuesday", "0421456E", "calcul-mental", "J", "25", change=FRIDAY,
        breaches=[("T4", "warns"), NO_ACADEMIC],
        because="Sans formateur académique, le vendredi (§ 2) : le mardi souhaité n'est pas ouvert, le vendredi l'est.")
    yield case(
        "Friday with an association", "0692160Y", "climat-scolaire", "J", "5",
        change={**FRIDAY, "intervenants.speakers": [
            speaker(1, "Association La Cour Apaisée (inventée)", "head:0692160Y")]},
        breaches=[NO_ACADEMIC, validation()],
        because="Un intervenant extérieur peut animer pour le second degré (lecture de § 4), une fois l'intervention "
        "validée par la Dfie.")


def outsiders():
    yield case(
        "I2 association", "0692338S", "harcelement", "J", "2",
        change={"intervenants.speakers": [speaker(2, "Association Écrans Partagés (inventée)", "head:0692338S")]},
        breaches=[validation()],
        because="« Toute intervention extérieure » attend « la validation par la Dfie » (§ 4), "
        "frais ou non ; l'examen n'attend pas.")
    yield case(
        "I2 with fees, asked by the IEN", "0421678W", "oral", "JJ", "4",
        change={"intervenants.speakers": [
            speaker(3, "Compagnie de théâtre Les Voix du Gier (inventée)", "ien:42-saint-etienne-2", fees=True)]},
        breaches=[validation()], because="« notamment en cas de frais d'intervention à prévoir » (§ 4).")
    yield case(
        "I2 asked by the IA-IPR", "0010964T", "sciences", "J", "4",
        change={"intervenants.speakers": [speaker(4, "Association Main dans l'Eau (inventée)", "ia-ipr:0010964T")]},
        breaches=[validation()], because="L'IA-IPR référent peut aussi en avoir l'initiative (§ 4).")
    yield case(
        "I2 two speakers", ["0691480J", "0691799F"], "familles", "J", "14",
        change={"intervenants.speakers": [
            speaker(5, "Association Parents en Chemin (inventée)", "head:0691480J"),
            speaker(6, "Coopérative Paroles Croisées (inventée)", "head:0691799F", fees=True)]},
        breaches=[validation(0), validation(1)], because="Chaque intervention attend sa validation (§ 4).")
    yield case(
        "I3 lecturer", "0694191F", "memoriser", "J", "24",
        change={"intervenants.lecturers": [lecturer(1, "Université Lumière Lyon 2")]},
        breaches=[agreement()], because="« toute demande d'intervention d'un universitaire de l'académie de Lyon doit "
        "passer par le Pôle » (§ 4) : elle y est passée, son accord est attendu avant le contrat.")
    yield case(
        "I3 lecturer in the Loire", "0421677V", "resolution-problemes", "JJ", "2",
        change={"intervenants.lecturers": [lecturer(2, "Université Jean Monnet Saint-Étienne")]},
        breaches=[agreement()], because="Demandée par le Pôle (§ 4), en attente.")
    yield case(
        "I3 two lecturers", "0010975E", "allophones", "JJ", "24",
        change={"intervenants.lecturers": [
            lecturer(3, "Université Claude Bernard Lyon 1, Inspé"), lecturer(4, "Université Lumière Lyon 2")]},
        breaches=[agreement(0), agreement(1)], because="Deux universitaires, deux accords du Pôle à attendre (§ 4).")
    yield case(
        "I2 and I3", ["0690094C", "0692343X"], "comprehension-ecrit", "JJ", "12",
        change={
            "intervenants.speakers": [speaker(7, "Association Mille Pages (inventée)", "ien:69-venissieux-2")],
            "intervenants.lecturers": [lecturer(5, "Université Lumière Lyon 2")]},
        breaches=[validation(), agreement()], because="L'association attend la Dfie, l'universitaire le Pôle (§ 4).")


def late():
    because = "« Mai 2020 » (§ 6) : reçue en juin à Paris ; gardée, elle attend qu'une personne décide."
    yield case("F6 midnight", "0690005F", "oral", "J", "2", at="2020-06-01T00:00:00+02:00",
               breaches=[("F6", "blocks:examination")], because=because)
    yield case(
        "F6 still May in UTC", "0421171V", "cycle3", "J", "4", at="2020-05-31T22:07:00Z",
        breaches=[("F6", "blocks:examination")], because="31 mai à 22 h 07 en temps universel, mais déjà le 1er juin à "
        "0 h 07 à Paris : en retard (§ 6).")
    yield case("F6 a week", "0010018P", "differenciation", "J", "14", at="2020-06-08T09:41:00+02:00",
               breaches=[("F6", "blocks:examination")], because=because)
    yield case(
        "F6 and H3", "0692423J", "langues", "J", "1", at="2020-06-29T17:20:00+02:00",
        change={"council": {"studied": False, "withReferent": False}},
        breaches=[("F6", "blocks:examination"), ("H3", "warns")], because=because)


def not_yet_agreed():
    def but(colleges, *places):
        made = pilots(colleges)
        for place in places:
            made[place]["agrees"] = False
        return made

    because = "« demandé conjointement » : chaque pilote doit être d'accord avant l'examen (lecture)."
    yield case("F5 the IEN hasn't agreed", "0692334M", "evaluer-progres", "J", "24",
               change={"pilots": but(["0692334M"], 1)},
               breaches=[("F5", "blocks:examination", "pilots[1].agrees")], because=because)
    yield case("F5 the head hasn't agreed", "0420003A", "sciences", "J", "2",
               change={"pilots": but(["0420003A"], 0)},
               breaches=[("F5", "blocks:examination", "pilots[0].agrees")], because=because)
    yield case("F5 a second head hasn't agreed", ["0010008D", "0011066D"], "liaison-cm2-6e", "J", "4",
               change={"pilots": but(["0010008D", "0011066D"], 1)},
               breaches=[("F5", "blocks:examination", "pilots[1].agrees")], because=because)
    yield case("F5 nobody has agreed, late", "0011388D", "numerique", "J", "1", at="2020-06-02T08:00:00+02:00",
               change={"pilots": but(["0011388D"], 0, 1)},
               breaches=[("F5", "blocks:examination", "pilots[0].agrees"),
                         ("F5", "blocks:examination", "pilots[1].agrees"), ("F6", "blocks:examination")],
               because="Ni l'un ni l'autre n'a donné son accord, et la demande est de juin (§ 6).")


def requests():
    yield from fridays()
    yield from outsiders()
    yield from late()
    yield from not_yet_agreed()
