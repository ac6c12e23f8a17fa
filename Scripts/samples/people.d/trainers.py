"""trainers.csv and absences.csv: both degrees, sized so that what they offer is little more than what is asked.

Offered half-days are those asked / 0.9, by département (second degree, of which ASH apart), by circonscription and
département (first degree). Skills go where they are asked for and still lack.
"""

from collections import Counter, defaultdict
from datetime import timedelta

from ground import Dice, french, half_days

COLUMNS = ["formateur", "degré", "fonction", "base", "zones", "compétences", "ASH", "demi-journées libres",
           "maximum par semaine", "maximum par an", "souhaité par semaine"]
ABSENCE_COLUMNS = ["formateur", "du", "au", "motif"]
ASKED_OF_OFFERED = 0.9
# Of a circonscription's need, what its own CPC offer; the rest is the département's.
OWN_SHARE = 0.75
CAPITALS = {"01": "01053", "42": "42218", "69": "69383"}
NEIGHBOURS = {"01": "69", "42": "69", "69": "01"}
# Never a reason of health: it would be personal data, and nobody needs it.
REASONS = ["autre formation", "jury de concours", "stage", "mission nationale", "examen de titularisation",
           "indisponible"]


def even(number):
    return max(2, 2 * round(number / 2))


def shares(total, dice, sizes):
    """`total` in pieces of such sizes; the last takes what is left."""
    pieces = []
    while total > 0:
        piece = min(total, dice.pick(sizes))
        if pieces and piece < 4:
            pieces[-1] += piece
        else:
            pieces.append(piece)
        total -= piece
    return pieces


class Needs:
    """Half-days of trainers that the actions ask for."""

    def __init__(self, ground, actions):
        self.second, self.ash, self.first = Counter(), Counter(), Counter()
        self.themes = defaultdict(Counter)
        for action in actions:
            for group in action["groups"]:
                zone, hours = ground.circonscription(group["place"]), half_days(group)
                departement = zone[:2]
                ash = action["eabep"] and action["academic"] > 0
                self.second[departement] += hours * (action["academic"] - ash)
                self.ash[departement] += hours * ash
                self.first[zone] += hours * action["first"]
                if action["academic"] > ash:
                    self.themes["second", departement][action["theme"]] += hours * (action["academic"] - ash)
                if ash:
                    self.themes["ash", departement][action["theme"]] += hours
                self.themes["first", departement][action["theme"]] += hours * action["first"]


class Trainers:
    def __init__(self, ground, seed):
        self.ground, self.seed = ground, seed
        self.needs = Needs(ground, ground.actions())
        self.themes = list(ground.campaign.themes)
        self.special = [name for name, special in ground.campaign.themes.items() if special]
        self.territorial = sorted(name for name, row in ground.circonscriptions.items()
                                  if row["type"] == "territoriale")
        self.served = defaultdict(Counter)
        self.rows = []

    def made(self):
        for departement in self.ground.campaign.departements:
            offered = even(self.needs.ash[departement] / ASKED_OF_OFFERED)
            for number, most in enumerate(shares(offered, self.dice("ash", departement), [6, 8, 8])):
                self.academic(departement, f"a{number}", most, True)
            offered = even(self.needs.second[departement] / ASKED_OF_OFFERED)
            for number, most in enumerate(shares(offered, self.dice("second", departement), [8, 10, 10, 12])):
                self.academic(departement, number, most, False)
        for departement in self.ground.campaign.departements:
            self.first_degree(departement)
        return self.rows

    def dice(self, *words):
        return Dice(self.seed, "trainers", *words)

    def add(self, letter, degree, function, **rest):
        count = 1 + sum(row["formateur"][0] == letter for row in self.rows)
        self.rows.append({"formateur": f"{letter}{count:03}", "degré": degree, "fonction": function, **rest})

    def skills(self, family, departement, dice, count, most):
        """The classes most asked for there and least served yet."""
        asked, served = self.themes_of(family, departement)
        order = sorted(dice.shuffled(self.themes), key=lambda t: -(asked[t] + 1) / (served[t] + 1))
        chosen = order[:count]
        for theme in chosen:
            served[theme] += most / max(1, count // 2)
        return ", ".join(sorted(chosen))

    def themes_of(self, family, departement):
        return self.needs.themes[family, departement], self.served[family, departement]

    def academic(self, departement, number, most, ash):
        dice = self.dice("academic", departement, number)
        colleges = [uai for uai, row in self.ground.colleges.items() if row["departement"] == departement]
        base = dice.pick(sorted(colleges))
        if ash:
            days = dice.pick(["24", "24", "24", "2", "4"])
            skills = ", ".join(self.special + [self.skills("second", departement, dice, 1, 2)])
        else:
            days = dice.pick(["2", "4", "1", "24", "24", "12", "12", "14", "14", "24"])
            skills = "*" if dice.chance(8) else self.skills("second", departement, dice, 4 + dice.below(3), most)
        free = [day + half for day in days for half in "AP"]
        if dice.chance(35):
            free = sorted(free + ["3A"])
        weekly = 2 if len(days) == 1 else dice.pick([2, 4, 4])
        self.add("F", "2", "formateur académique", base=base, zones=self.zones(departement, base, dice, ash),
                 compétences=skills, ASH="oui" if ash else "non", **self.load(free, weekly, most))

    def zones(self, departement, base, dice, ash):
        """The whole département, two of them, or the nearest two thirds of its circonscriptions."""
        chance = dice.below(100)
        if ash or chance < 60:
            return departement
        if chance < 72:
            return ", ".join(sorted([departement, NEIGHBOURS[departement]]))
        return self.nearest(departement, base, 2 / 3)

    def nearest(self, departement, base, share):
        near = sorted((name for name in self.territorial if name[:2] == departement),
                      key=lambda name: (self.apart(base, name), name))
        return ", ".join(sorted(near[:round(len(near) * share)]))

    def apart(self, place, circonscription):
        x, y = self.ground.point(place)
        here = [self.ground.point(uai) for uai, row in self.ground.colleges.items()
                if row["circonscription"] == circonscription] or [(x + 9999, y)]
        return (sum(u for u, _ in here) / len(here) - x) ** 2 + (sum(v for _, v in here) / len(here) - y) ** 2

    def load(self, free, weekly, most):
        return {"demi-journées libres": ", ".join(free), "maximum par semaine": weekly, "maximum par an": most,
                "souhaité par semaine": 2}

    def first_degree(self, departement):
        offered = 0
        zones = [name for name in self.territorial if name[:2] == departement]
        for zone in zones:
            need = self.needs.first[zone]
            own = max(2, 2 * int(need * OWN_SHARE / ASKED_OF_OFFERED / 2))
            offered += own if need else 0
            while own > 0:
                most = own if own <= 12 else 8
                self.counsellor(departement, zone, own, most)
                own -= most
        total = even(sum(self.needs.first[zone] for zone in zones) / ASKED_OF_OFFERED)
        for number, most in enumerate(shares(total - offered, self.dice("first", departement), [8, 10, 12])):
            dice = self.dice("departmental", departement, number)
            function = ["CPD", "FEP", "CPD", "pôle de formation"][number % 4]
            skills = "*" if function != "CPD" else self.skills("first", departement, dice, 6, most)
            self.add("C", "1", function, base=CAPITALS[departement], zones=departement, compétences=skills,
                     ASH="oui" if number == 0 else "non", **self.load(self.first_days(dice, 4), 4, most))

    def counsellor(self, departement, zone, own, most):
        dice = self.dice("cpc", zone, own)
        here = sorted(row["commune"] for row in self.ground.colleges.values() if row["circonscription"] == zone)
        skills = "*" if dice.chance(55) else self.skills("first", departement, dice, 8, most)
        self.add("C", "1", "CPC", base=dice.pick(here or [CAPITALS[departement]]), zones=zone, compétences=skills,
                 ASH="non", **self.load(self.first_days(dice, 3 + dice.below(2)), dice.pick([2, 4]), most))

    def first_days(self, dice, count):
        """First-degree trainers lead on Fridays too; Tuesday is most of them's."""
        days = sorted(["2"] + dice.shuffled("145")[:count - 1])
        free = [day + half for day in days for half in "AP"]
        return sorted(free + ["3A"]) if dice.chance(40) else free


def absence(row, ground, start, days, reason):
    end = min(start + timedelta(days - 1), ground.campaign.last)
    return {"formateur": row["formateur"], "du": french(start), "au": french(end), "motif": reason}


def absences(ground, rows, seed):
    """Three trainers of ten are away once or twice, one of fifty for a whole period."""
    out, days = [], ground.campaign.open_days()
    for row in rows:
        dice = Dice(seed, "absences", row["formateur"])
        for _ in range(dice.pick([0, 0, 0, 0, 0, 0, 0, 1, 1, 2])):
            start = dice.pick(days)
            out.append(absence(row, ground, start, dice.pick([1, 1, 2, 3, 5, 5, 12]), dice.pick(REASONS)))
        if dice.chance(2):
            out.append(absence(row, ground, dice.pick(days[20:60]), 42, "indisponible"))
    return out
