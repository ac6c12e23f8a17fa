"""What the sample stands on: the campaign's values, the reference files, and the actions that its requests ask for."""

import csv
import hashlib
import json
import re
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "Samples" / "lyon-2020-2021"
sys.path.insert(0, str(ROOT / "Scripts" / "reference"))

from lambert93 import project  # noqa: E402

WEEKDAYS = {"lundi": "1", "mardi": "2", "mercredi": "3", "jeudi": "4", "vendredi": "5"}
HALVES = {"matin": "A", "après-midi": "P"}
SIZES = {"fullDay": ("F", 2), "halfDay": ("H", 1)}
# Who proposes no class gets one at examination (H4); the sample settles them all on the liaison.
SETTLED = "parcours"
LATE = "2021-01-04"


class Dice:
    """Draws that depend on their words alone: a change of one request leaves the others' persons as they are."""

    def __init__(self, *words):
        self.words, self.drawn = "|".join(map(str, words)), 0

    def below(self, count):
        self.drawn += 1
        digest = hashlib.sha256(f"{self.words}|{self.drawn}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % count

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, choices):
        return choices[self.below(len(choices))]

    def shuffled(self, things):
        left, out = list(things), []
        while left:
            out.append(left.pop(self.below(len(left))))
        return out


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def french(day):
    """A date as a secretary writes it; None is an open end."""
    return day.strftime("%d/%m/%Y") if day else ""


def from_french(text):
    number, month, year = text.split("/")
    return date(int(year), int(month), int(number))


class Campaign:
    """The few values of campaign.yaml that are needed here. Not a YAML reader: it knows this file's way of writing."""

    def __init__(self, path=SAMPLE / "campaign.yaml"):
        lines, trail = {}, []
        for line in path.read_text(encoding="utf-8").splitlines():
            body = line.split(" #")[0].rstrip()
            if not body.strip() or body.lstrip().startswith("#"):
                continue
            depth = len(body) - len(body.lstrip())
            trail = [step for step in trail if step[0] < depth]
            words = body.strip()
            if not words.startswith("- "):
                key, _, words = words.partition(":")
                trail.append((depth, key))
            lines.setdefault(".".join(key for _, key in trail), []).append(words.strip())
        self._lines = lines
        self.id = lines["id"][0]
        self.departements = re.findall(r'code: "(\w+)"', self._text("departements"))
        self.first, self.last = self._range("rules.T2.window.value")
        self.handover = date.fromisoformat(re.search(r"\d{4}-\d\d-\d\d", self._text("rules.year.handover")).group())
        holidays = self._text("calendar.schoolHolidays")
        self.closed = [tuple(map(date.fromisoformat, span))
                       for span in re.findall(r"first: ([\d-]{10}), last: ([\d-]{10})", holidays)]
        days = re.findall(r"date: ([\d-]{10})", self._text("calendar.publicHolidays"))
        self.closed += [(date.fromisoformat(day), date.fromisoformat(day)) for day in days]
        self.last_resort = self._codes("rules.T3.lastResort")
        self.with_academic = self._codes("rules.T3.halfDays") + self.last_resort
        self.without_academic = self._codes("rules.T4.halfDays")
        self.eabep_days = [int(code[0]) for code in self._codes("rules.T5.weekdays")[::2]]
        classes = re.findall(r"id: ([\w-]+), name: .*?, concernsSpecialNeeds: (\w+)",
                             self._text("rules.H4.classes.value"))
        self.themes = {name: special == "oui" for name, special in classes}

    def _text(self, path):
        return "\n".join(self._lines.get(path, []))

    def _range(self, path):
        found = re.search(r"first: ([\d-]{10}), last: ([\d-]{10})", self._text(path))
        return date.fromisoformat(found[1]), date.fromisoformat(found[2])

    def _codes(self, path):
        codes = []
        for words in re.search(r"value: \[(.*?)\]", self._text(path))[1].split(", "):
            weekday, _, half = words.partition(" ")
            codes += [WEEKDAYS[weekday] + HALVES[half]] if half else [WEEKDAYS[weekday] + "A", WEEKDAYS[weekday] + "P"]
        return codes

    def open_days(self):
        every = (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))
        return [day for day in every if day.isoweekday() < 6 and not any(a <= day <= b for a, b in self.closed)]


class Ground:
    def __init__(self):
        self.campaign = Campaign()
        folder = SAMPLE / "reference"
        self.communes = {row["insee"]: row for row in read(folder / "communes.csv")}
        self.colleges = {row["uai"]: row for row in read(folder / "colleges.csv")}
        self.ecoles = {row["uai"]: row for row in read(folder / "ecoles.csv")}
        self.circonscriptions = {row["id"]: row for row in read(folder / "circonscriptions.csv")}
        self.requests = [json.loads(line) for line in (SAMPLE / "requests.jsonl").open(encoding="utf-8")]
        lines = (SAMPLE / "expected.jsonl").open(encoding="utf-8")
        self.expected = {verdict["id"]: verdict for verdict in map(json.loads, lines)}

    def establishment(self, uai):
        return self.colleges.get(uai) or self.ecoles.get(uai)

    def point(self, place):
        """Hectometres of Lambert-93, of a UAI or a commune; an école stands at its commune's centre."""
        row = self.colleges.get(place) or self.communes.get(place) or self.communes[self.ecoles[place]["commune"]]
        return tuple(round(metres / 100) for metres in project(float(row["latitude"]), float(row["longitude"])))

    def circonscription(self, uai):
        return self.establishment(uai)["circonscription"]

    def accepted(self, late=False):
        """Requests that pass, or wait only before the contract; `late`: also those that wait for an examiner."""
        for request in self.requests:
            verdict = self.expected[request["id"]]
            waits = any(breach["severity"] == "blocks:examination" for breach in verdict["breaches"])
            if verdict["outcome"] in ("passed", "blocked") and (late or not waits):
                yield request

    def actions(self, late=False):
        return [self._action(request) for request in self.accepted(late)]

    def _action(self, request):
        form, verdict = request["form"], self.expected[request["id"]]
        theme, wanted, wishes = form["theme"], form["intervenants"], form["wishes"]
        schools = [uai for group in form["groups"] for uai in group["establishments"]]
        priority = 2 * (form["origin"] == "renewal") + any(
            self.colleges[uai]["statut"] != "HREP" for uai in schools if uai in self.colleges)
        after = any(b["rule"] == "F6" and b["severity"].startswith("blocks") for b in verdict["breaches"])
        kind = theme.get("proposedClass") or SETTLED
        return {
            "id": request["id"], "kind": form["origin"], "theme": kind,
            "eabep": theme["concernsSpecialNeeds"] or self.campaign.themes[kind], "priority": priority,
            "academic": wanted["academicTrainers"], "first": wanted["firstDegreeTrainers"],
            "notBefore": LATE if after else None,
            "blackout": [[span["first"], span["last"]] for span in wishes["impossible"]],
            "preferred": [span for span in map(self._month, wishes["months"]) if span],
            "preferredWeekdays": [day for day in wishes["weekdays"] if day < 6],
            "groups": [self._group(request["id"], form, group) for group in form["groups"]],
        }

    def _group(self, action, form, group):
        primary = Counter()
        for each in group["teachers"]:
            primary[each["departement"]] += each["firstDegree"]
        return {
            "id": f"{action}.{group['id']}", "place": group["host"], "establishments": group["establishments"],
            "primary": {departement: n for departement, n in sorted(primary.items()) if n},
            "secondary": sum(each["secondDegree"] for each in group["teachers"]),
            "sessions": [SIZES[session][0] for session in form["sessions"]],
        }

    def _month(self, month):
        first, last = self.campaign.first, self.campaign.last
        start = date(first.year if month >= 9 else last.year, month, 1)
        end = (start + timedelta(31)).replace(day=1) - timedelta(1)
        start, end = max(start, first), min(end, last)
        return [start.isoformat(), end.isoformat()] if start <= end else None


def half_days(group):
    return sum(2 if session == "F" else 1 for session in group["sessions"])
