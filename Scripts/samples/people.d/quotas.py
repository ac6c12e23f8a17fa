"""quotas.csv and quota-periods.csv: primary teachers that a département can replace on a half-day (T7).

Teachers to replace are four fifths of what can be, counted in whole sessions of ten, since ten is what a session takes
(sixteen serve no better than ten).
"""

from collections import Counter
from datetime import date, timedelta
from itertools import product

from ground import french

COLUMNS = ["département", "demi-journée", "remplacements"]
PERIOD_COLUMNS = ["département", "du", "au", "pourcentage", "motif"]
ASKED_OF_OFFERED = 0.8
SESSION = 10
# Weeks at half strength, and the winter, longer where a département has fewer replacements to lend: the search below
# lengthens it, since a table of whole sessions can't be cut finer.
HALF_CLOSED = {
    "01": (date(2021, 3, 22), date(2021, 3, 26), 50, "stages de formation continue"),
    "42": (date(2021, 3, 29), date(2021, 4, 2), 50, "stages de formation continue"),
    "69": (date(2021, 3, 15), date(2021, 3, 19), 50, "stages de formation continue"),
}
TERM_END = (date(2020, 12, 14), date(2020, 12, 18), 50, "fin de trimestre")
WINTER_PERCENT = 70
WINTERS = sorted(
    product(
        [date(2020, 11, 2) + timedelta(7 * week) for week in range(6)] + [date(2021, 1, 4)],
        [date(2021, 2, 5)] + [date(2021, 2, 26) + timedelta(7 * week) for week in range(5)]),
    key=lambda winter: (winter[1] - winter[0], winter))
# The winter is not lengthened further once the table is so near to what is wanted.
NEAR = 0.01
CODES = [day + half for day in "12345" for half in "AP"]


def periods(departement, winter):
    return sorted([TERM_END, HALF_CLOSED[departement], (*winter, WINTER_PERCENT, "absences d'hiver")])


def quota(base, day, spans):
    covering = [base * percent // 100 for first, last, percent, _ in spans if first <= day <= last]
    return min(covering, default=base)


class Quotas:
    def __init__(self, ground, actions):
        self.ground, self.days = ground, ground.campaign.open_days()
        self.needed, self.friday, self.largest = Counter(), Counter(), Counter()
        for action in actions:
            for group in action["groups"]:
                halves = sum(2 if session == "F" else 1 for session in group["sessions"])
                for departement, teachers in group["primary"].items():
                    kind = self.needed if action["academic"] else self.friday
                    kind[departement] += teachers * halves
                    key = departement, bool(action["academic"])
                    self.largest[key] = max(self.largest[key], teachers)

    def table(self, departement):
        """Tuesday the richest, then Thursday, Monday, each a session at least; what comes nearest to four fifths."""
        wanted = self.needed[departement] / ASKED_OF_OFFERED
        best = None
        for length, winter in enumerate(WINTERS):
            spans = periods(departement, winter)
            worth = {(weekday, base): self.worth(weekday, base, spans)
                     for weekday in (1, 2, 4) for base in range(10, 32)}
            for monday, thursday, tuesday in product(range(10, 32), repeat=3):
                if monday <= thursday <= tuesday <= thursday + SESSION and tuesday >= self.largest[departement, True]:
                    offered = 2 * (worth[1, monday] + worth[2, tuesday] + worth[4, thursday])
                    gap = abs(offered - wanted) / wanted
                    bases = monday, thursday, tuesday
                    choice = max(gap, NEAR), length, gap, sum(bases), bases, spans
                    best = min(best or choice, choice)
        monday, thursday, tuesday = best[4]
        friday = max(self.largest[departement, False], SESSION)
        codes = {"3A": SESSION}
        for day, teachers in zip("1425", (monday, thursday, tuesday, friday)):
            codes[day + "A"] = codes[day + "P"] = teachers
        return codes, best[5]

    def worth(self, weekday, base, spans):
        """Teachers over the year on this half-day of the week, in whole sessions."""
        return sum(quota(base, day, spans) // SESSION * SESSION for day in self.days if day.isoweekday() == weekday)

    def made(self):
        rows, spans = [], []
        for departement in self.ground.campaign.departements:
            codes, periods_here = self.table(departement)
            rows += [{"département": departement, "demi-journée": code, "remplacements": codes.get(code, 0)}
                     for code in CODES]
            spans += [{"département": departement, "du": french(first), "au": french(last), "pourcentage": percent,
                       "motif": reason} for first, last, percent, reason in periods_here]
        return rows, spans
