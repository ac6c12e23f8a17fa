"""The scheduling instance of the sample: what its tables say, as one JSON document (alp-scheduling-instance/1)."""

from datetime import timedelta

from ground import SAMPLE, from_french, read

# As the campaign's `scheduling` has them, by the model's names.
HABITS = {"establishmentPerWeek": 1, "minGapWeeks": 2, "wishedGapWeeks": [3, 8], "noonKm": 15, "comfortPercent": 75,
          "maxMoves": None}
WEIGHTS = {"unplaced": 1_000_000, "priority": 500, "eabepDay": 120, "lastResortDay": 30, "preferredDate": 40,
           "preferredWeekday": 20, "spreadWeek": 25, "trainerWeek": 30, "quotaPressure": 4, "travelKm": 1,
           "moveSession": 60, "moveTold": 400, "changeTrainer": 40, "changeTrainerTold": 200}


def words(cell):
    return [word.strip() for word in cell.split(",") if word.strip()]


def span(row):
    return [from_french(row["du"]).isoformat(), from_french(row["au"]).isoformat()]


def home(ground):
    """{trainer: département of the base}; a commune's number begins with it, a UAI's after its 0."""
    rows = read(SAMPLE / "trainers.csv")
    return {row["formateur"]: (ground.establishment(row["base"]) or {"departement": row["base"][:2]})["departement"]
            for row in rows}


def cut(rows, percent):
    """{trainer: half-days left}: so many percent of all, in whole days, taken evenly over the table."""
    left, total, given = {}, 0, 0
    for row in sorted(rows, key=lambda row: (row["degré"], row["base"], row["formateur"])):
        total += int(row["maximum par an"]) * percent
        left[row["formateur"]] = 2 * round((total / 100 - given) / 2) if percent < 100 else int(row["maximum par an"])
        given += left[row["formateur"]]
    return left


def closed_weeks(campaign, percent):
    """Weeks without any replacement, so that so many percent of them are left."""
    weeks = sorted({day - timedelta(day.weekday()) for day in campaign.open_days()})
    taken = [week for n, week in enumerate(weeks) if (n + 1) * (100 - percent) // 100 > n * (100 - percent) // 100]
    return [{"from": week.isoformat(), "to": (week + timedelta(4)).isoformat(), "percent": 0} for week in taken]


def instance(ground, late=False, trainers=100, quotas=100):
    """`trainers`, `quotas`: percent of the tables' capacities that is left."""
    campaign, actions = ground.campaign, ground.actions(late)
    rows = read(SAMPLE / "trainers.csv")
    left, shut = cut(rows, trainers), closed_weeks(campaign, quotas)
    hosts = sorted({group["place"] for action in actions for group in action["groups"]})
    return {
        "format": "alp-scheduling-instance/1", "name": f"{campaign.id}-sample", "seed": 0,
        "campaign": {
            "first": campaign.first.isoformat(), "last": campaign.last.isoformat(),
            "closed": [[first.isoformat(), last.isoformat()] for first, last in campaign.closed],
            "withAcademic": campaign.with_academic, "withoutAcademic": campaign.without_academic,
            "eabepDays": campaign.eabep_days, "lastResort": campaign.last_resort, **HABITS, "weights": WEIGHTS,
        },
        "departements": [departement(name, shut) for name in campaign.departements],
        "places": [place(ground, uai) for uai in hosts],
        "trainers": [trainer(ground, row, left) for row in rows],
        "actions": actions, "standing": {},
    }


def departement(name, shut):
    quota = {row["demi-journée"]: int(row["remplacements"])
             for row in read(SAMPLE / "quotas.csv") if row["département"] == name}
    periods = [{"from": span(row)[0], "to": span(row)[1], "percent": int(row["pourcentage"])}
               for row in read(SAMPLE / "quota-periods.csv") if row["département"] == name]
    return {"id": name, "quota": quota, "quotaPeriods": periods + shut}


def place(ground, uai):
    x, y = ground.point(uai)
    row = ground.establishment(uai)
    return {"id": uai, "departement": row["departement"], "zone": row["circonscription"], "x": x, "y": y}


def trainer(ground, row, left):
    x, y = ground.point(row["base"])
    zones = [zone for word in words(row["zones"]) for zone in
             (sorted(z for z in ground.circonscriptions if z.startswith(word + "-")) if len(word) < 4 else [word])]
    away = [span(each) for each in read(SAMPLE / "absences.csv") if each["formateur"] == row["formateur"]]
    return {
        "id": row["formateur"], "degree": int(row["degré"]), "x": x, "y": y, "zones": zones,
        "themes": words(row["compétences"]), "ash": row["ASH"] == "oui", "free": words(row["demi-journées libres"]),
        "away": away, "maxYear": left[row["formateur"]],
        "maxWeek": int(row["maximum par semaine"]), "wishedWeek": int(row["souhaité par semaine"]),
    }
