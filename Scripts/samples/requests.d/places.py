"""The sample's reference files: collèges, écoles of their sectors, communes."""

import csv
import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "Samples" / "lyon-2020-2021"


def rows(name):
    with open(SAMPLE / "reference" / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


COMMUNES = {row["insee"]: row["nom"] for row in rows("communes.csv")}
COLLEGES = {row["uai"]: row for row in rows("colleges.csv")}
ECOLES = {}
for _row in sorted(rows("ecoles.csv"), key=lambda row: row["uai"]):
    ECOLES.setdefault(_row["secteur"], []).append(_row)
CIRCONSCRIPTIONS = {row["id"] for row in rows("circonscriptions.csv")}


def number(*words):
    """The same number for the same words, on every machine: what varies in the sample hangs on it, never on chance."""
    return int.from_bytes(hashlib.sha256("|".join(words).encode()).digest()[:6], "big")


def pick(choices, *words):
    return choices[number(*words) % len(choices)]


def departement(college):
    return COLLEGES[college]["departement"]


# communes.csv has its names without their article.
ARTICLES = {
    "Arbresle": "L'Arbresle", "Coteau": "Le Coteau", "Talaudière": "La Talaudière", "Ricamarie": "La Ricamarie",
    "Grand-Croix": "La Grand-Croix", "Pacaudière": "La Pacaudière", "Chambon-Feugerolles": "Le Chambon-Feugerolles",
}


def commune(college):
    name = COMMUNES[COLLEGES[college]["commune"]].replace(" Arrondissement", "")
    return ARTICLES.get(name, name)


def of(name):
    """« de Lyon 3e », « d'Anse », « du Coteau »."""
    if name.startswith("Le "):
        return "du " + name[3:]
    return ("d'" if name[0] in "AÂEÉÈIOUYH" else "de ") + name


def is_priority(college):
    return COLLEGES[college]["statut"] != "HREP"


def schools(college, key, count):
    """So many écoles of a collège's sector, or all it has."""
    all_of_them = [row["uai"] for row in ECOLES[college]]
    chosen = sorted(all_of_them, key=lambda uai: number(key, uai))[:count]
    return sorted(chosen)


def circonscription(college):
    return COLLEGES[college]["circonscription"]
