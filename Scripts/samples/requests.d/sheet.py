"""The same requests as a French spreadsheet writes them: the columns of docs/formats.md, semicolons, CRLF."""

import csv
import io
from datetime import timedelta, timezone

from when import moment

# Every request of the sample comes in summer time.
PARIS = timezone(timedelta(hours=2))
ORIGINS = {"renewal": "reconduction", "newTheme": "nouvelle thématique"}
SCOPES = {"one": "un secteur", "several": "plusieurs secteurs"}
LENGTHS = {"fullDay": "journée", "halfDay": "demi-journée"}
ROLES = {"head": "chef", "ien": "IEN", "ia-ipr": "IA-IPR"}
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
# A spreadsheet would compute a cell that begins so; an apostrophe before it makes it text.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def answer(flag):
    return "oui" if flag else "non"


def function(text):
    role, _, seat = text.partition(":")
    return f"{ROLES[role]} {seat}" if role in ROLES else text


def day(text):
    year, month, number = text.split("-")
    return f"{number}/{month}/{year}"


def period(span):
    first, last = day(span["first"]), day(span["last"])
    return first if first == last else f"du {first} au {last}"


def counts(group, degree):
    wanted = group["teachers"]
    if len(wanted) == 1 and wanted[0]["departement"] == group["host"][1:3]:
        return str(wanted[0][degree])
    return ", ".join(f"{each['departement']}={each[degree]}" for each in wanted)


def listed(words):
    return ", ".join(words)


def numbered(cells, family, things, columns):
    """`family`: « pilote »; `columns`: a column's last words and what stands in it."""
    for index, thing in enumerate(things, 1):
        for name, value in columns:
            cells[f"{family} {index} {name}".strip()] = value(thing)


def cells_of(request):
    form = request["form"]
    theme, wishes, wanted = form["theme"], form["wishes"], form["intervenants"]
    cells = {
        "numéro": request["id"],
        "reçue le": moment(request["receivedAt"]).astimezone(PARIS).strftime("%d/%m/%Y %H:%M"),
        "origine": ORIGINS[form["origin"]],
        "action précédente": form.get("earlierAction", ""),
        "portée": SCOPES[form["scope"]],
        "territoire": form.get("territory", ""),
        "lien au contrat": form.get("contractLink", ""),
        "engagement dans la durée": answer(form["commitsOverTime"]),
        "thème": theme["title"],
        "objectifs": theme["objectives"],
        "résultats attendus": theme["expectedResults"],
        "classe de thème": theme.get("proposedClass", ""),
        "orientations": listed(theme["orientations"]),
        "EABEP": answer(theme["concernsSpecialNeeds"]),
        "conseil pédagogique": answer(form["council"]["studied"]),
        "IA-IPR associé": answer(form["council"]["withReferent"]),
        "heures": str(form["hours"]),
        "séances": listed(LENGTHS[session] for session in form["sessions"]),
        "formateurs académiques": str(wanted["academicTrainers"]),
        "formateurs premier degré": str(wanted["firstDegreeTrainers"]),
        "mois souhaités": listed(MONTHS[month - 1] for month in wishes["months"]),
        "jours souhaités": listed(DAYS[weekday - 1] for weekday in wishes["weekdays"]),
        "dates impossibles": listed(map(period, wishes["impossible"])),
        "dépassement annoncé": answer(form["announcesMoreTrainees"]),
        "équilibre garanti": answer(form["guaranteesBalance"]),
    }
    numbered(cells, "pilote", form["pilots"], PILOT)
    numbered(cells, "groupe", form["groups"], GROUP)
    numbered(cells, "intervenant", wanted["speakers"], SPEAKER)
    numbered(cells, "universitaire", wanted["lecturers"], LECTURER)
    return cells


PILOT = [
    ("", lambda pilot: function(pilot["function"])),
    ("accord", lambda pilot: answer(pilot["agrees"])),
]
GROUP = [
    ("nom", lambda group: group["id"]),
    ("hôte", lambda group: group["host"]),
    ("établissements", lambda group: listed(group["establishments"])),
    ("premier degré", lambda group: counts(group, "firstDegree")),
    ("second degré", lambda group: counts(group, "secondDegree")),
]
SPEAKER = [
    ("personne", lambda speaker: speaker["person"]),
    ("organisme", lambda speaker: speaker["organisation"]),
    ("demandé par", lambda speaker: function(speaker["askedBy"])),
    ("frais", lambda speaker: answer(speaker["hasFees"])),
]
LECTURER = [
    ("personne", lambda lecturer: lecturer["person"]),
    ("université", lambda lecturer: lecturer["university"]),
    ("pôle", lambda lecturer: answer(lecturer["askedThroughPole"])),
]


def most(requests, things):
    return max(len(things(request["form"])) for request in requests)


def columns(requests):
    def family(name, last_words, count):
        return [f"{name} {index} {words}".strip() for index in range(1, count + 1) for words, _ in last_words]

    return (
        ["numéro", "reçue le", "origine", "action précédente", "portée", "territoire", "lien au contrat"]
        + ["engagement dans la durée"]
        + family("pilote", PILOT, most(requests, lambda form: form["pilots"]))
        + ["thème", "objectifs", "résultats attendus", "classe de thème", "orientations", "EABEP"]
        + ["conseil pédagogique", "IA-IPR associé", "heures", "séances"]
        + family("groupe", GROUP, most(requests, lambda form: form["groups"]))
        + ["formateurs académiques", "formateurs premier degré"]
        + family("intervenant", SPEAKER, most(requests, lambda form: form["intervenants"]["speakers"]))
        + family("universitaire", LECTURER, most(requests, lambda form: form["intervenants"]["lecturers"]))
        + ["mois souhaités", "jours souhaités", "dates impossibles", "dépassement annoncé", "équilibre garanti"]
    )


def sheet(requests):
    text = io.StringIO()
    names = columns(requests)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    for request in requests:
        cells = cells_of(request)
        assert set(cells) <= set(names), set(cells) - set(names)
        row = [cells.get(name, "") for name in names]
        writer.writerow(["'" + cell if cell.startswith(FORMULAS) else cell for cell in row])
    return text.getvalue()
