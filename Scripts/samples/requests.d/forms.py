"""Cases of the sample: a request written short, and the verdict that a person gave it."""

from datetime import date, timedelta

import wording
from places import circonscription, departement, is_priority, number, pick, schools
from wording import TOPICS

PATTERNS = {
    "J": ["fullDay"],
    "DD": ["halfDay", "halfDay"],
    "JD": ["fullDay", "halfDay"],
    "DJ": ["halfDay", "fullDay"],
    "JJ": ["fullDay", "fullDay"],
}

# Days on which nothing can take place, as pilots give them: brevet blanc, class trips, open days, councils.
IMPOSSIBLE = [
    ("2021-01-21", "2021-01-22"), ("2021-04-29", "2021-04-30"), ("2020-12-14", "2020-12-18"),
    ("2021-03-22", "2021-03-26"), ("2021-02-04", "2021-02-04"), ("2020-11-30", "2020-12-04"),
    ("2021-05-31", "2021-06-04"), ("2021-03-11", "2021-03-11"), ("2021-01-05", "2021-01-05"),
]

HOLIDAYS = {date(2020, 5, 1), date(2020, 5, 8), date(2020, 5, 21)}


class Case:
    """`breaches` is written by hand from the regulation, never computed: (rule, severity) or (rule, severity, place)."""

    def __init__(self, key, colleges, topic, breaches, because, form, received):
        self.key, self.colleges, self.topic = key, colleges, topic
        self.breaches, self.because = breaches, because
        self.form, self.received = form, received
        self.earlier = None


def hours(sessions):
    return sum(6 if session == "fullDay" else 3 for session in sessions)


def received(key):
    """A moment of May 2020 at the offices' hours, more often at its end than at its beginning."""
    days = [date(2020, 5, 4) + timedelta(days=offset) for offset in range(26)]
    days = [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]
    days += [day for day in days if day >= date(2020, 5, 18)] + [day for day in days if day >= date(2020, 5, 25)]
    day = pick(days, key, "day")
    minutes = 7 * 60 + 40 + number(key, "minute") % (12 * 60)
    return f"{day}T{minutes // 60:02}:{minutes % 60:02}:00+02:00"


def impossible(key):
    count = number(key, "impossible") % 3
    chosen = sorted(IMPOSSIBLE, key=lambda days: number(key, *days))[:count]
    return [{"first": first, "last": last} for first, last in sorted(chosen)]


def teachers(counts):
    """{"69": (10, 10)}: by département, first degree and second degree."""
    return [
        {"departement": code, "firstDegree": first, "secondDegree": second}
        for code, (first, second) in sorted(counts.items())
    ]


def default_counts(colleges):
    codes = sorted({departement(college) for college in colleges})
    if len(colleges) == 1:
        return {codes[0]: (10, 10)}
    return {codes[0]: (15, 15)} if len(codes) == 1 else {codes[0]: (8, 7), codes[1]: (7, 8)}


def group(name, colleges, key, counts, each):
    members = [uai for college in colleges for uai in [college] + schools(college, key + name, each)]
    return {"id": name, "host": colleges[0], "establishments": members, "teachers": teachers(counts)}


def theme(topic, colleges, key):
    states = any(map(is_priority, colleges)) or number(key, "orientation") % 2 == 0
    return {
        "title": wording.title(topic, colleges, key),
        "objectives": wording.objectives(topic, key),
        "expectedResults": wording.results(topic, key),
        "proposedClass": topic.theme_class,
        "orientations": list(topic.orientations) if states else [],
        "concernsSpecialNeeds": topic.special_needs,
    }


def pilots(colleges):
    circonscriptions = []
    for college in colleges:
        if circonscription(college) not in circonscriptions:
            circonscriptions.append(circonscription(college))
    functions = ["head:" + college for college in colleges] + ["ien:" + name for name in circonscriptions]
    return [{"function": function, "agrees": True} for function in functions]


def case(key, where, topic, pattern="J", days="24", months="11 1 3", *, counts=None, groups=1, each=3, renewal=False,
         change=None, at=None, breaches=(), because=""):
    """`where`: one collège or several; `counts`: one for every group or one a group; `change`: values by path."""
    colleges = [where] if isinstance(where, str) else list(where)
    counts = counts if isinstance(counts, list) else [counts or default_counts(colleges)] * groups
    subject = TOPICS[topic]
    form = {
        "origin": "renewal" if renewal else "newTheme",
        "scope": "one" if len(colleges) == 1 else "several",
        "territory": None if len(colleges) == 1 else wording.territory(colleges, key),
        "contractLink": wording.contract_link(subject, colleges[0], key),
        "commitsOverTime": True,
        "pilots": pilots(colleges),
        "theme": theme(subject, colleges, key),
        "council": {"studied": True, "withReferent": True},
        "hours": hours(PATTERNS[pattern]),
        "sessions": list(PATTERNS[pattern]),
        "groups": [
            group(f"G{index + 1}", colleges[index % len(colleges):] + colleges[:index % len(colleges)], key, each_count,
                  each)
            for index, each_count in enumerate(counts)
        ],
        "intervenants": {"academicTrainers": 1, "firstDegreeTrainers": 1, "speakers": [], "lecturers": []},
        "wishes": {
            "months": [int(month) for month in months.split()],
            "weekdays": [int(day) for day in days],
            "impossible": impossible(key),
        },
        "announcesMoreTrainees": False,
        "guaranteesBalance": True,
    }
    # Of a renewal neither link nor commitment is asked (F3 speaks of new themes); half of them give the link all the
    # same.
    if renewal and number(key, "renewal link") % 2:
        form["contractLink"] = None
    made = Case(key, colleges, topic, list(breaches), because, form, at or received(key))
    for path, value in (change or {}).items():
        put(form, path, value(form) if callable(value) else value)
    return made


def put(form, path, value):
    """Sets a value by its path, as breaches write it: `groups[0].host`; `+` at the end adds to a list."""
    keys = path.removesuffix("+").replace("[", ".").replace("]", "").split(".")
    for key in keys[:-1]:
        form = form[int(key) if key.isdigit() else key]
    last = int(keys[-1]) if keys[-1].isdigit() else keys[-1]
    if path.endswith("+"):
        form[last].append(value)
    else:
        form[last] = value


def without_none(value):
    if isinstance(value, dict):
        return {key: without_none(inner) for key, inner in value.items() if inner is not None}
    return [without_none(inner) for inner in value] if isinstance(value, list) else value
