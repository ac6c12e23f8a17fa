"""What must hold among the tables, whatever the seed and the requests; each failure is a sentence."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from ground import from_french
from rosters import balanced

# Every function whose holder may be missing for a while, and why, stands in PEOPLE.md.
GAPS_ALLOWED = ("head:", "delegate:")


def failures(ground, held, team, good):
    yield from directory(ground, held, team)
    yield from persons(held + good)
    yield from rosters(ground, good)


def directory(ground, held, team):
    terms = defaultdict(list)
    for row in held:
        terms[row["fonction"]].append((from_french(row["du"]), from_french(row["au"]) if row["au"] else date.max))
    wanted = [f"head:{uai}" for uai in ground.colleges] + [f"ia-ipr:{uai}" for uai in ground.colleges]
    wanted += [f"ien:{name}" for name in ground.circonscriptions] + ["dfie", "pole"]
    wanted += [f"{role}:{d}" for role in ("service", "ia-dasen") for d in ground.campaign.departements]
    wanted += [f"trainer:{row['formateur']}" for row in team]
    yield from (f"nobody holds {function}" for function in wanted if function not in terms)
    for function, spans in terms.items():
        for (first, last), following in zip(spans, [*spans[1:], None]):
            if last < first or following and following[0] <= last:
                yield f"{function}: terms overlap or end before they begin"
            if following and following[0] != last + timedelta(1) and not function.startswith(GAPS_ALLOWED):
                yield f"{function}: nobody from {last}"
    for request in ground.accepted(late=True):
        for pilot in request["form"]["pilots"]:
            if not any(first <= date(2020, 5, 15) <= last for first, last in terms[pilot["function"]]):
                yield f"{request['id']}: nobody was {pilot['function']} in May"


def persons(rows):
    known, mails = {}, {}
    for row in rows:
        card = row["nom"], row["prénom"], row["courriel"]
        if known.setdefault(row["personne"], card) != card:
            yield f"{row['personne']} is two persons"
        if mails.setdefault(row["courriel"], row["personne"]) != row["personne"]:
            yield f"{row['courriel']} is of two persons"
        if not row["courriel"].endswith("@example.org"):
            yield f"{row['courriel']} could be somebody's"


def rosters(ground, rows):
    lists = defaultdict(list)
    for row in rows:
        lists[row["demande"], row["groupe"]].append(row)
    twice = Counter((row["demande"], row["personne"]) for row in rows)
    yield from (f"{key} comes twice" for key, count in twice.items() if count > 1)
    for request in ground.accepted(late=True):
        for group in request["form"]["groups"]:
            here = lists[request["id"], group["id"]]
            asked = [sum(each[degree] for each in group["teachers"]) for degree in ("firstDegree", "secondDegree")]
            come = tuple(sum(row["degré"] == degree for row in here) for degree in "12")
            if come != balanced(*asked):
                yield f"{request['id']}.{group['id']}: {come} come, {asked} were asked"
            for row in here:
                known = ground.ecoles if row["degré"] == "1" else ground.colleges
                if row["établissement"] not in known or row["établissement"] not in group["establishments"]:
                    yield f"{request['id']}.{group['id']}: {row['établissement']} sends {row['personne']}"
