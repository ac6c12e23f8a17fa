"""A plan by best insertion and repair: a proof that the sample can be scheduled, not the product's scheduler.

Days are numbered among the open days; a set of days is the bits of an integer, one for mornings and one for afternoons.
Stricter than the model at one point: a trainer works in one place a day.
"""

from collections import defaultdict
from datetime import date
from itertools import combinations
from math import exp, isqrt
from random import Random


class Planner:
    def __init__(self, inst, days, seed=1):
        self.inst, self.days, self.random = inst, days, Random(seed)
        self.campaign, self.weights = inst["campaign"], inst["campaign"]["weights"]
        self.week = [(day - date(2020, 10, 12)).days // 7 for day in days]
        self.places = {place["id"]: place for place in inst["places"]}
        self.trainers = {trainer["id"]: trainer for trainer in inst["trainers"]}
        self.actions = {action["id"]: action for action in inst["actions"]}
        self.quota = {(d["id"], i, half): self._quota(d, day, half) for d in inst["departements"]
                      for i, day in enumerate(days) for half in "AP"}
        self.free = {(t["id"], half): self._free(t, half) for t in inst["trainers"] for half in "AP"}
        self.busy = defaultdict(int)
        self.weekly, self.yearly, self.used, self.visited = (defaultdict(int) for _ in range(4))
        self.plan, self.teams, self.dates = {}, {}, {}
        for action in inst["actions"]:
            for group in action["groups"]:
                self.teams[group["id"]] = self._teams(action, group)
                for kind in "FH":
                    self.dates[group["id"], kind] = self._dates(action, kind)

    def _within(self, day, spans):
        return any(date.fromisoformat(a) <= day <= date.fromisoformat(b) for a, b in spans)

    def _quota(self, departement, day, half):
        base = departement["quota"].get(f"{day.isoweekday()}{half}", 0)
        periods = [base * period["percent"] // 100 for period in departement["quotaPeriods"]
                   if self._within(day, [(period["from"], period["to"])])]
        return min(periods, default=base)

    def _free(self, trainer, half):
        return sum(1 << i for i, day in enumerate(self.days)
                   if f"{day.isoweekday()}{half}" in trainer["free"] and not self._within(day, trainer["away"]))

    def _teams(self, action, group):
        here = self.places[group["place"]]
        able = [t for t in self.inst["trainers"] if here["zone"] in t["zones"] and
                (t["themes"] == ["*"] or action["theme"] in t["themes"])]
        teams = []
        for academic in combinations([t for t in able if t["degree"] == 2], action["academic"]):
            if action["eabep"] and academic and not any(t["ash"] for t in academic):
                continue
            # An ASH trainer is kept for who needs one: 40 km is what it costs to take one elsewhere.
            scarce = 0 if action["eabep"] else 40 * sum(t["ash"] for t in academic)
            for first in combinations([t for t in able if t["degree"] == 1], action["first"]):
                km = sum(isqrt((t["x"] - here["x"]) ** 2 + (t["y"] - here["y"]) ** 2) // 10 for t in academic + first)
                # Who serves a whole département is kept for where nobody else can come.
                wide = 15 * sum(len(t["zones"]) > 1 for t in first)
                team = [[t["id"] for t in side] for side in (academic, first)]
                teams.append((len(group["sessions"]) * km + scarce + wide, team))
        return sorted(teams, key=lambda each: each[0])

    def _dates(self, action, kind):
        """(price, day, half) of every moment that suits the action alone."""
        codes = self.campaign["withAcademic"] if action["academic"] else self.campaign["withoutAcademic"]
        out = []
        for i, day in enumerate(self.days):
            early = action["notBefore"] and day < date.fromisoformat(action["notBefore"])
            if early or self._within(day, action["blackout"]):
                continue
            price = self._price(action, day)
            for half in ["D"] if kind == "F" else ["A", "P"]:
                needed = [f"{day.isoweekday()}{x}" for x in ("AP" if half == "D" else half)]
                if all(code in codes for code in needed):
                    late = self.weights["lastResortDay"] * any(code in self.campaign["lastResort"] for code in needed)
                    out.append((price + late, i, half))
        return sorted(out)

    def _price(self, action, day):
        weekday, months, wished = day.isoweekday(), action["preferred"], action["preferredWeekdays"]
        price = self.weights["eabepDay"] * (action["eabep"] and weekday not in self.campaign["eabepDays"])
        price += self.weights["preferredDate"] * bool(months and not self._within(day, months))
        return price + self.weights["preferredWeekday"] * bool(wished and weekday not in wished)

    def insertion(self, action, group, noise=0.0):
        """The cheapest team and dates that break nothing, or None."""
        options = [self._possible(group, kind) for kind in group["sessions"]]
        if not all(options):
            return None
        size = sum(2 if kind == "F" else 1 for kind in group["sessions"])
        best = None
        for cost, team in self.teams[group["id"]]:
            if best and cost >= best[0]:
                break
            both = team[0] + team[1]
            if any(self.yearly[t] + size > self.trainers[t]["maxYear"] for t in both):
                continue
            found = self._when([self._led(both, choices) for choices in options])
            if found:
                total = cost + found[0] + noise * self.random.random()
                if best is None or total < best[0]:
                    best = total, team, found[1]
        return best

    def _possible(self, group, kind):
        out = []
        for price, i, half in self.dates[group["id"], kind]:
            halves = "AP" if half == "D" else half
            if any(self.visited[e, self.week[i]] for e in group["establishments"]):
                continue
            if all(self.used[d, i, x] + n <= self.quota[d, i, x] for d, n in group["primary"].items() for x in halves):
                out.append((price, i, half))
        return out

    def _led(self, team, choices):
        """Per week, the cheapest moment at which the whole team is free."""
        mornings = afternoons = -1
        for t in team:
            mornings &= self.free[t, "A"] & ~self.busy[t]
            afternoons &= self.free[t, "P"] & ~self.busy[t]
        bits = {"A": mornings, "P": afternoons, "D": mornings & afternoons}
        weeks = {}
        for price, i, half in choices:
            week = self.week[i]
            if week not in weeks and bits[half] >> i & 1:
                size = 2 if half == "D" else 1
                if all(self.weekly[t, week] + size <= self.trainers[t]["maxWeek"] for t in team):
                    weeks[week] = price, i, half
        return weeks

    def _when(self, weeks):
        if len(weeks) == 1:
            best = min(weeks[0].values(), default=None)
            return best and (best[0], [best[1:]])
        lowest, highest = self.campaign["wishedGapWeeks"]
        best = None
        for one, first in weeks[0].items():
            for other, second in weeks[1].items():
                gap = other - one
                if gap >= self.campaign["minGapWeeks"]:
                    spread = self.weights["spreadWeek"] * (max(0, lowest - gap) + max(0, gap - highest))
                    price = first[0] + second[0] + spread
                    if best is None or price < best[0]:
                        best = price, [first[1:], second[1:]]
        return best

    def _book(self, group, team, moments, sign):
        for i, half in moments:
            halves = "AP" if half == "D" else half
            for t in team[0] + team[1]:
                self.busy[t] ^= 1 << i
                self.weekly[t, self.week[i]] += sign * len(halves)
                self.yearly[t] += sign * len(halves)
            for d, n in group["primary"].items():
                for x in halves:
                    self.used[d, i, x] += sign * n
            for e in group["establishments"]:
                self.visited[e, self.week[i]] += sign

    def place(self, name, noise=0.0):
        """All groups of the action or none."""
        action, done, total = self.actions[name], [], 0
        for group in action["groups"]:
            found = self.insertion(action, group, noise)
            if found is None:
                for earlier, team, moments in done:
                    self._book(earlier, team, moments, -1)
                return False
            total += found[0]
            done.append((group, found[1], found[2]))
            self._book(*done[-1], 1)
        self.plan[name] = total, done
        return True

    def remove(self, name):
        for each in self.plan.pop(name)[1]:
            self._book(*each, -1)

    def freedom(self, action):
        """Teams × moments: who has few goes first."""
        return min(len(self.teams[g["id"]]) * len(self.dates[g["id"], g["sessions"][0]]) / len(g["sessions"])
                   for g in action["groups"]) / len(action["groups"])

    def solve(self, rounds):
        order = sorted(self.inst["actions"], key=self.freedom)
        left = [action["id"] for action in order if not self.place(action["id"])]
        first, used = len(left), 0
        best = len(left), self.cost(), dict(self.plan)
        while used < rounds and (left or used < rounds // 4):
            used += 1
            left = self._round(left, 30 * (1 - used / rounds) + 1)
            if (len(left), self.cost()) < best[:2]:
                best = len(left), self.cost(), dict(self.plan)
        self.plan = best[2]
        return first, used

    def cost(self):
        return sum(total for total, _ in self.plan.values())

    def _round(self, left, heat):
        """Takes a few related actions out and puts all back, those left out first; undone if that is worse."""
        target = self.random.choice(left or list(self.plan))
        related = [name for name in self.plan if name != target and self._related(name, target)]
        out = self.random.sample(related, min(len(related), self.random.randint(1, 6)))
        out += [target] if target in self.plan else []
        before, kept = self.cost(), {name: self.plan[name] for name in out}
        for name in out:
            self.remove(name)
        waiting = self.random.sample(left, len(left)) if left else []
        again = waiting + self.random.sample(out, len(out))
        still = [name for name in again if not self.place(name, noise=20)]
        worse = (len(still) - len(left)) * 2000 + self.cost() - before
        if worse <= 0 or len(still) <= len(left) and self.random.random() < exp(-worse / heat):
            return still
        for name in again:
            if name in self.plan:
                self.remove(name)
        for name, (total, done) in kept.items():
            self.plan[name] = total, done
            for each in done:
                self._book(*each, 1)
        return left

    def _related(self, one, other):
        """They could want the same trainer or the same replacements."""
        zones = [{self.places[g["place"]]["departement"] for g in self.actions[name]["groups"]} |
                 {d for g in self.actions[name]["groups"] for d in g["primary"]} for name in (one, other)]
        return bool(zones[0] & zones[1])

    def written(self):
        actions = {}
        for name, (_, done) in self.plan.items():
            actions[name] = {"groups": [
                {"sessions": [{"date": self.days[i].isoformat(), "half": half} for i, half in moments],
                 "academic": team[0], "first": team[1]} for _, team, moments in done]}
        return {"format": "alp-scheduling-plan/1", "instance": self.inst["name"], "actions": actions}
