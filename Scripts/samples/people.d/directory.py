"""directory.csv: who holds which function from when to when."""

from datetime import date, timedelta

from ground import Dice, french

COLUMNS = ["fonction", "personne", "nom", "prénom", "courriel", "du", "au", "référence"]
# Of a hundred heads and inspectors, so many leave on the day of the handover.
LEAVING = 12
# An IA-IPR follows about so many collèges.
FOLLOWED = 9


class Directory:
    def __init__(self, ground, register, trainers, seed):
        self.ground, self.register, self.trainers, self.seed = ground, register, trainers, seed
        self.handover = ground.campaign.handover
        self.eve = self.handover - timedelta(1)
        self.rows = []

    def hold(self, function, person, start, end=None, reference=""):
        self.rows.append({"fonction": function, **person, "du": french(start), "au": french(end),
                          "référence": reference})

    def start(self, function):
        return date(2013 + Dice(self.seed, "since", function).below(7), 9, 1)

    def leaves(self, function):
        return Dice(self.seed, "leaves", function).chance(LEAVING)

    def made(self):
        self.heads()
        self.inspectors()
        self.referents()
        self.offices()
        for trainer in self.trainers:
            function = f"trainer:{trainer['formateur']}"
            self.hold(function, self.register.person("trainer", trainer["formateur"]), self.start(function))
        return self.rows

    def heads(self):
        colleges = sorted(self.ground.colleges)
        leaving = [uai for uai in colleges if self.leaves(f"head:{uai}")]
        # One collège is without a head for a month, one is kept by its neighbour's head until the year's end.
        vacant, interim = leaving[1], leaving[4]
        staying = [uai for uai in colleges if uai not in leaving and uai[:3] == interim[:3]]
        neighbour = min(staying, key=lambda uai: self.apart(uai, interim))
        for uai in colleges:
            function, person = f"head:{uai}", self.register.person("head", uai)
            if uai not in leaving:
                self.hold(function, person, self.start(function))
                continue
            self.hold(function, person, self.start(function), self.eve)
            index = leaving.index(uai)
            follower = self.register.person("head", uai, "next")
            if uai == vacant:
                self.hold(function, follower, date(2020, 10, 5))
            elif uai == interim:
                self.hold(function, self.register.person("head", neighbour), self.handover, date(2020, 12, 31))
                self.hold(function, follower, date(2021, 1, 1))
            elif index % 3 == 0 and index + 1 < len(leaving):
                # A head moves from one collège to another: the same person, another function.
                self.hold(function, self.register.person("head", leaving[index + 1]), self.handover)
            else:
                self.hold(function, follower, self.handover)

    def apart(self, one, other):
        (x, y), (u, v) = self.ground.point(one), self.ground.point(other)
        return (x - u) ** 2 + (y - v) ** 2, one

    def inspectors(self):
        circonscriptions = sorted(self.ground.circonscriptions)
        leaving = [name for name in circonscriptions if self.leaves(f"ien:{name}")]
        # One more goes in the middle of the year, between contract and sessions.
        amid = next(name for name in reversed(circonscriptions) if name not in leaving)
        for name in circonscriptions:
            function, person = f"ien:{name}", self.register.person("ien", name)
            end = self.eve if name in leaving else date(2021, 2, 28) if name == amid else None
            self.hold(function, person, self.start(function), end)
            if end:
                self.hold(function, self.register.person("ien", name, "next"), end + timedelta(1))

    def referents(self):
        """An inspector follows neighbouring collèges of one département, in the order of their circonscriptions."""
        colleges = self.ground.colleges
        for departement in self.ground.campaign.departements:
            here = sorted((uai for uai in colleges if colleges[uai]["departement"] == departement),
                          key=lambda uai: (colleges[uai]["circonscription"], uai))
            count = round(len(here) / FOLLOWED)
            for index, uai in enumerate(here):
                number = index * count // len(here)
                function = f"ia-ipr:{uai}"
                since = self.start(f"ia-ipr {departement} {number}")
                person = self.register.person("ia-ipr", departement, number)
                if number == 1:
                    self.hold(function, person, since, self.eve)
                    self.hold(function, self.register.person("ia-ipr", departement, number, "next"), self.handover)
                else:
                    self.hold(function, person, since)

    def offices(self):
        person = self.register.person
        self.hold("dfie", person("dfie"), date(2018, 9, 1))
        self.hold("pole", person("pole"), date(2017, 9, 1))
        for departement in self.ground.campaign.departements:
            self.hold(f"service:{departement}", person("service", departement), self.start(f"service:{departement}"))
        order = "Arrêté de délégation fictif n° {} du {}".format
        # Ain: the director leaves in February, and with them the delegation.
        self.hold("ia-dasen:01", person("ia-dasen", "01"), date(2017, 3, 1), date(2021, 1, 31))
        self.hold("ia-dasen:01", person("ia-dasen", "01", "next"), date(2021, 2, 1))
        deputy = person("delegate", "01", 1)
        self.hold("delegate:01:1", deputy, date(2020, 9, 1), date(2021, 1, 31), order("01-2020-07", "28/08/2020"))
        self.hold("delegate:01:1", deputy, date(2021, 2, 8), None, order("01-2021-02", "05/02/2021"))
        self.hold("ia-dasen:42", person("ia-dasen", "42"), date(2019, 2, 18))
        self.hold("delegate:42:1", person("delegate", "42", 1), date(2019, 9, 1), None,
                  order("42-2019-11", "30/08/2019"))
        # Rhône: two delegates, of whom the second's delegation ended on its day.
        self.hold("ia-dasen:69", person("ia-dasen", "69"), date(2018, 9, 3))
        self.hold("delegate:69:1", person("delegate", "69", 1), date(2020, 9, 1), None,
                  order("69-2020-15", "31/08/2020"))
        self.hold("delegate:69:2", person("delegate", "69", 2), date(2020, 9, 1), date(2020, 12, 31),
                  order("69-2020-16", "31/08/2020"))
