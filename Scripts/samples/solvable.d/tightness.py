"""How near the demand comes to what the tables offer."""

from collections import Counter, defaultdict

from ground import half_days
from judge import quota

SESSION = 10


def trainers(inst, home):
    """[(which, asked, offered)] in half-days of a year; `home`: {trainer: département of the base}."""
    zone = {place["id"]: place["zone"] for place in inst["places"]}
    asked, offered = Counter(), Counter()
    for action in inst["actions"]:
        for group in action["groups"]:
            departement, hours = zone[group["place"]][:2], half_days(group)
            asked["second degré", departement] += hours * action["academic"]
            asked["premier degré", departement] += hours * action["first"]
            if action["eabep"] and action["academic"]:
                asked["dont ASH", departement] += hours
    for trainer in inst["trainers"]:
        departement = home[trainer["id"]]
        offered["second degré" if trainer["degree"] == 2 else "premier degré", departement] += trainer["maxYear"]
        if trainer["degree"] == 2 and trainer["ash"]:
            offered["dont ASH", departement] += trainer["maxYear"]
    return [(f"{kind} {departement}", asked[kind, departement], offered[kind, departement])
            for kind, departement in sorted(offered)]


def replacements(inst, days):
    """[(which, asked, offered, offered in whole sessions)] in teachers × half-days of a year."""
    asked = defaultdict(Counter)
    for action in inst["actions"]:
        kind = "avec formateur académique" if action["academic"] else "vendredi"
        for group in action["groups"]:
            for departement, teachers in group["primary"].items():
                asked[departement][kind] += teachers * half_days(group)
    out = []
    for departement in inst["departements"]:
        for kind, weekdays in (("avec formateur académique", (1, 2, 4)), ("vendredi", (5,))):
            each = [quota(departement, day, half) for day in days if day.isoweekday() in weekdays for half in "AP"]
            out.append((f"{departement['id']} {kind}", asked[departement["id"]][kind], sum(each),
                        sum(teachers // SESSION * SESSION for teachers in each)))
    return out
