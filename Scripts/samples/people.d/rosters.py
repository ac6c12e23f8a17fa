"""rosters.csv: who comes, for every request that reaches its contract; rosters-bad.csv: rosters that must not pass."""

from ground import Dice

COLUMNS = ["demande", "groupe", "degré", "établissement", "personne", "nom", "prénom", "courriel"]
BAD_COLUMNS = ["cas", "règle", "attendu", "en faute", *COLUMNS]
# P3 warns at the request and blocks the roster: more than two of a degree for one of the other don't come.
RATIO = 2


def balanced(first, second):
    return min(first, RATIO * second), min(second, RATIO * first)


class Rosters:
    def __init__(self, ground, register, seed):
        self.ground, self.register, self.seed = ground, register, seed

    def made(self):
        return [row for request in self.ground.accepted(late=True) for row in self.roster(request)]

    def roster(self, request):
        return [row for group in request["form"]["groups"] for row in self.group(request["id"], group)]

    def group(self, request, group):
        """The counts of the request, department by department; what breaks the balance is left out at the end."""
        lists = {"1": [], "2": []}
        for each in group["teachers"]:
            for degree, wanted in (("1", each["firstDegree"]), ("2", each["secondDegree"])):
                lists[degree] += self.trainees(request, group, each["departement"], degree, wanted)
        first, second = balanced(len(lists["1"]), len(lists["2"]))
        return lists["1"][:first] + lists["2"][:second]

    def trainees(self, request, group, departement, degree, wanted):
        known = self.ground.ecoles if degree == "1" else self.ground.colleges
        places = [uai for uai in group["establishments"] if uai in known and known[uai]["departement"] == departement]
        rows = []
        for number in range(wanted):
            uai = places[number % len(places)]
            rows.append({"demande": request, "groupe": group["id"], "degré": degree, "établissement": uai,
                         **self.teacher(request, group["id"], uai, number // len(places))})
        return rows

    def teacher(self, request, group, uai, number):
        """An establishment's teachers; one in eight of them comes to each of its actions, to one group."""
        everywhere = Dice(self.seed, "everywhere", uai, number).chance(12) and group == "G1"
        return self.register.person("teacher", uai, number) if everywhere else \
            self.register.person("teacher", uai, number, request, group)


class BadRosters:
    """A case is a whole roster with one fault, of which the lines are marked."""

    def __init__(self, rosters, register, ground):
        self.rosters, self.register = rosters, register
        plain = [r for r in ground.accepted() if not r["form"]["announcesMoreTrainees"] and self.simple(r["form"])]
        self.plain = iter(plain)
        self.several = next(r for r in ground.accepted() if len(r["form"]["groups"]) > 1)
        self.rows = []

    def simple(self, form):
        teachers = [each for group in form["groups"] for each in group["teachers"]]
        return [(each["firstDegree"], each["secondDegree"]) for each in teachers] == [(10, 10)]

    def case(self, name, rule, expected, change, request=None):
        """`change`: a roster's rows in, rows and the indices of those at fault out."""
        rows, faulty = change([dict(row) for row in self.rosters.roster(request or next(self.plain))])
        self.rows += [{"cas": name, "règle": rule, "attendu": expected, "en faute": "oui" if i in faulty else "", **row}
                      for i, row in enumerate(rows)]

    def more(self, rows, degree, wanted):
        """Rows with more trainees of one degree, of the same establishments."""
        of = [row for row in rows if row["degré"] == degree]
        extra = []
        for number in range(wanted):
            model = of[number % len(of)]
            person = self.register.person("extra", model["demande"], degree, number)
            extra.append({**model, **person})
        return extra

    def made(self):
        self.counts()
        self.persons()
        self.places()
        self.cells()
        return self.rows

    def counts(self):
        def crowd(rows):
            rows += self.more(rows, "1", 240) + self.more(rows, "2", 240)
            return rows, range(len(rows))

        def one_more(rows):
            rows += self.more(rows, "1", 6) + self.more(rows, "2", 5)
            return rows, range(len(rows))

        def lopsided(rows):
            rows = [row for i, row in enumerate(rows) if row["degré"] == "1" or i < 14]
            return rows, range(len(rows))

        def alone(rows):
            return [row for row in rows if row["degré"] == "2"], range(10)

        self.case("cinq cents", "P2", "bloqué : 500 stagiaires, au plus 30 sans annonce", crowd)
        self.case("trente et un", "P2", "bloqué : 31 stagiaires, au plus 30 sans annonce", one_more)
        self.case("déséquilibre", "P3", "bloqué : dix du premier degré pour quatre du second", lopsided)
        self.case("un seul degré", "P3", "bloqué : aucun stagiaire du premier degré", alone)

    def persons(self):
        def twice(rows):
            kept = {key: rows[5][key] for key in ("groupe", "degré")}
            rows[5] = {**rows[2], **kept}
            return rows, {2, 5}

        def both_groups(rows):
            other = next(i for i, row in enumerate(rows) if row["groupe"] != rows[0]["groupe"] and
                         row["degré"] == rows[0]["degré"])
            rows[other] = {**rows[0], "groupe": rows[other]["groupe"]}
            return rows, {0, other}

        def two_names(rows):
            rows[4] = {**rows[4], "personne": rows[3]["personne"]}
            return rows, {3, 4}

        def same_mail(rows):
            rows[7]["courriel"] = rows[6]["courriel"]
            return rows, {6, 7}

        self.case("deux fois", "Y6", "bloqué : la même personne deux fois dans un groupe", twice)
        self.case("deux groupes", "Y6", "bloqué : la même personne dans deux groupes de l'action", both_groups,
                  self.several)
        self.case("deux noms", "Y6", "bloqué : un identifiant pour deux noms", two_names)
        self.case("même courriel", "Y6", "bloqué : un courriel pour deux personnes", same_mail)

    def places(self):
        def put(index, **cells):
            def change(rows):
                rows[index].update(cells)
                return rows, {index}
            return change

        def elsewhere(rows):
            foreign = next(uai for uai in sorted(self.rosters.ground.ecoles) if uai not in
                           {row["établissement"] for row in rows})
            rows[1]["établissement"] = foreign
            return rows, {1}

        def wrong_degree(rows):
            college = next(row["établissement"] for row in rows if row["degré"] == "2")
            rows[0]["établissement"] = college
            return rows, {0}

        self.case("ni l'un ni l'autre", "Y6", "bloqué : 3 n'est ni le premier ni le second degré", put(3, degré="3"))
        self.case("sans degré", "Y6", "bloqué : degré absent", put(3, degré=""))
        self.case("degré et lieu", "Y6", "bloqué : le premier degré dans un collège", wrong_degree)
        self.case("lieu inconnu", "Y6", "bloqué : aucun établissement de ce numéro, bien que sa lettre soit juste",
                  put(2, établissement=unknown(self.rosters.ground)))
        self.case("lettre fausse", "Y6", "bloqué : la lettre du numéro d'établissement n'est pas la bonne",
                  put(2, établissement="0690001A"))
        self.case("autre secteur", "Y6", "bloqué : une école qui n'est pas du groupe", elsewhere)

    def cells(self):
        def put(**cells):
            def change(rows):
                rows[0].update(cells)
                return rows, {0}
            return change

        self.case("sans courriel", "Y6", "bloqué : courriel professionnel absent", put(courriel=""))
        self.case("courriel faux", "Y6", "bloqué : ce n'est pas un courriel",
                  put(courriel="agathe.navet chez example.org"))
        self.case("deux adresses", "Y6", "bloqué : retour à la ligne dans un courriel, un en-tête serait ajouté",
                  put(courriel="agathe.navet@example.org\r\nBcc: tous@example.org"))
        self.case("sans nom", "Y6", "bloqué : nom absent", put(nom="  "))
        self.case("groupe inconnu", "Y6", "bloqué : la demande n'a pas de groupe G9", put(groupe="G9"))
        self.case("demande inconnue", "Y6", "bloqué : aucune demande de ce numéro", put(demande="ALP-69-9999"))
        self.case("formule", "", "accepté : le nom est gardé tel quel, et sort d'un tableau précédé d'une apostrophe",
                  put(nom="=1+1"))


def unknown(ground):
    """A number whose letter is right and that no establishment of the reference has."""
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    for number in range(690900, 699999):
        uai = f"0{number}{letters[number % 23]}"
        if not ground.establishment(uai):
            return uai
    raise SystemExit("every number is taken")
