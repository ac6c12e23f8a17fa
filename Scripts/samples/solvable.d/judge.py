"""The hard constraints, read from instance and plan alone: nothing of the planner's state is trusted."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from math import isqrt


def within(day, spans):
    return any(date.fromisoformat(a) <= day <= date.fromisoformat(b) for a, b in spans)


def monday(day):
    return day - timedelta(day.weekday())


def kilometres(one, other):
    return isqrt((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) // 10


class Judge:
    def __init__(self, inst, plan):
        self.inst, self.plan, self.campaign = inst, plan, inst["campaign"]
        self.trainers = {t["id"]: t for t in inst["trainers"]}
        self.places = {p["id"]: p for p in inst["places"]}
        self.at, self.weekly, self.yearly = defaultdict(list), Counter(), Counter()
        self.used, self.visits, self.breaches = Counter(), Counter(), []

    def no(self, *words):
        self.breaches.append(" ".join(map(str, words)))

    def judged(self):
        for action in self.inst["actions"]:
            placed = self.plan["actions"].get(action["id"])
            if placed and len(placed["groups"]) != len(action["groups"]):
                self.no("P4", action["id"])
            for group, given in zip(action["groups"], placed["groups"] if placed else []):
                self.team(action, group, given)
                self.sessions(action, group, given)
        self.totals()
        return self.breaches

    def team(self, action, group, given):
        team = given["academic"] + given["first"]
        degrees = [self.trainers[t]["degree"] for t in team]
        if len(set(team)) != len(team) or degrees != [2] * action["academic"] + [1] * action["first"]:
            self.no("I1", group["id"], team)
        if action["eabep"] and action["academic"] and not any(self.trainers[t]["ash"] for t in given["academic"]):
            self.no("T5", group["id"])
        for t in team:
            if self.trainers[t]["themes"] != ["*"] and action["theme"] not in self.trainers[t]["themes"]:
                self.no("SKILL", group["id"], t)
            if self.places[group["place"]]["zone"] not in self.trainers[t]["zones"]:
                self.no("TERRITORY", group["id"], t)

    def sessions(self, action, group, given):
        codes = self.campaign["withAcademic" if action["academic"] else "withoutAcademic"]
        days = [date.fromisoformat(session["date"]) for session in given["sessions"]]
        kinds = ["F" if session["half"] == "D" else "H" for session in given["sessions"]]
        if kinds != group["sessions"]:
            self.no("T1", group["id"], kinds)
        for one, other in zip(days, days[1:]):
            if (monday(other) - monday(one)).days // 7 < self.campaign["minGapWeeks"]:
                self.no("GAP", group["id"], one, other)
        for day, session in zip(days, given["sessions"]):
            first, last = (date.fromisoformat(self.campaign[end]) for end in ("first", "last"))
            if not first <= day <= last or day.isoweekday() > 5 or within(day, self.campaign["closed"]):
                self.no("T2", group["id"], day)
            if action["notBefore"] and day < date.fromisoformat(action["notBefore"]):
                self.no("LEAD", group["id"], day)
            if within(day, action["blackout"]):
                self.no("BLACKOUT", group["id"], day)
            for half in "AP" if session["half"] == "D" else session["half"]:
                self.half(group, given, day, half, codes)
            for establishment in group["establishments"]:
                self.visits[establishment, monday(day)] += 1

    def half(self, group, given, day, half, codes):
        code = f"{day.isoweekday()}{half}"
        if code not in codes:
            self.no("T3/T4", group["id"], day, half)
        for t in given["academic"] + given["first"]:
            if code not in self.trainers[t]["free"] or within(day, self.trainers[t]["away"]):
                self.no("T6", group["id"], t, day, half)
            self.at[t, day, half].append(group["place"])
            self.weekly[t, monday(day)] += 1
            self.yearly[t] += 1
        for departement, teachers in group["primary"].items():
            self.used[departement, day, half] += teachers

    def totals(self):
        for (t, day, half), places in self.at.items():
            if len(places) > 1:
                self.no("T6", t, day, half, places)
            for other in self.at.get((t, day, "P"), []) if half == "A" else []:
                if kilometres(self.places[places[0]], self.places[other]) > self.campaign["noonKm"]:
                    self.no("T6", t, day, "noon")
        for (t, week), count in self.weekly.items():
            if count > self.trainers[t]["maxWeek"]:
                self.no("MAXWEEK", t, week, count)
        for t, count in self.yearly.items():
            if count > self.trainers[t]["maxYear"]:
                self.no("MAXYEAR", t, count)
        for (establishment, week), count in self.visits.items():
            if count > self.campaign["establishmentPerWeek"]:
                self.no("ESTWEEK", establishment, week)
        quotas = {d["id"]: d for d in self.inst["departements"]}
        for (departement, day, half), teachers in self.used.items():
            if teachers > quota(quotas[departement], day, half):
                self.no("T7", departement, day, half, teachers)


def quota(departement, day, half):
    base = departement["quota"].get(f"{day.isoweekday()}{half}", 0)
    covering = [base * p["percent"] // 100 for p in departement["quotaPeriods"] if within(day, [(p["from"], p["to"])])]
    return min(covering, default=base)
