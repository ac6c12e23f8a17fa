"""What pilots write in their own words, composed from themes.txt and the sentences below; all of it is invented."""

from pathlib import Path

from places import commune, is_priority, number, of, pick


class Topic:
    def __init__(self, heading):
        parts = [part.strip() for part in heading.split("]", 1)[1].split(";")]
        self.key = heading[1 : heading.index("]")]
        self.theme_class = parts[0]
        self.orientations = [part.strip() for part in parts[1].split(",")]
        self.special_needs = len(parts) > 2
        self.titles, self.objectives, self.results = [], [], []


def read_topics():
    topics, topic = {}, None
    for line in (Path(__file__).parent / "themes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            topic = Topic(line)
            topics[topic.key] = topic
        elif line and not line.startswith("#"):
            {"T": topic.titles, "O": topic.objectives, "R": topic.results}[line[0]].append(line[2:])
    return topics


TOPICS = read_topics()

CONTEXTS = [
    "Depuis la reprise du 11 mai, les équipes des deux degrés font le même constat.",
    "Ce besoin est remonté des écoles comme du collège lors du dernier conseil école-collège.",
    "Les semaines de classe à distance ont creusé des écarts que nous voulons traiter ensemble.",
    "Nos équipes se connaissent peu : c'est aussi l'occasion de travailler à partir d'un objet commun.",
    "Le travail engagé cette année a été interrompu au moment où il commençait à porter.",
    "Nous partons des évaluations nationales de 6e et de ce que les maîtres de CM2 en disent.",
    "Plusieurs collègues débutants arrivent à la rentrée dans les écoles et au collège.",
    "La demande vient des enseignants eux-mêmes, réunis à distance en avril.",
]

HREP_LINKS = [
    "Axe {axis} du contrat d'objectifs : {aim}.",
    "Le contrat d'objectifs du collège retient pour priorité de {aim} ; les écoles du secteur en ont fait un axe de "
    "leur projet.",
    "Répond à l'objectif {axis} du contrat tripartite, « {aim} », et aux projets des écoles {of_commune}.",
    "Contrat d'objectifs 2018-2022, axe {axis} : {aim}. L'indicateur suivi est la part d'élèves de 6e au-dessus du "
    "seuil à l'évaluation d'entrée.",
]

EP_LINKS = [
    "Axe {axis} du contrat de réseau : {aim}.",
    "Le contrat de réseau fait de ce point sa priorité {axis} : {aim}. Le comité de pilotage du réseau y a consacré "
    "sa réunion de mars.",
    "Projet de réseau, axe {axis}, « {aim} » : la formation en est l'action principale pour les deux ans qui viennent.",
    "Contrat de réseau, priorité {axis} du référentiel de l'éducation prioritaire : {aim}.",
]

AIMS = {
    "maitrise-langue": ["renforcer la maîtrise de la langue", "faire de chaque élève un lecteur autonome"],
    "mathematiques": ["relever le niveau en mathématiques", "assurer les fondamentaux en mathématiques au cycle 3"],
    "ecole-inclusive": ["rendre l'école pleinement inclusive", "scolariser chaque élève selon ses besoins"],
    "troubles-apprentissage": ["adapter les parcours aux besoins des élèves", "mieux prendre en charge les troubles"],
    "evaluation": ["personnaliser l'aide et le suivi", "réduire les écarts de réussite entre les élèves"],
    "autonomie": ["développer l'autonomie et la méthode", "accompagner le travail personnel de l'élève"],
    "climat-scolaire": ["améliorer le climat scolaire", "faire de l'école un lieu de confiance"],
    "numerique": ["former des citoyens du numérique", "assurer la continuité des apprentissages"],
    "sciences": ["développer la culture scientifique", "donner le goût des sciences à tous"],
    "parcours": ["fluidifier les parcours du CM1 à la 6e", "porter l'ambition de chaque élève"],
    "langues-vivantes": ["ouvrir les élèves au monde par les langues", "consolider les parcours de langues"],
    "coeducation": ["associer les familles à la scolarité", "coopérer avec les parents et les partenaires"],
}

TERRITORIES = [
    "Les écoles {of_one} et {of_other} partagent les mêmes équipements et une partie de leurs élèves change de secteur "
    "en cours de scolarité.",
    "{one} et {other} relèvent du même bassin de vie ; les équipes se réunissent déjà deux fois par an.",
    "Un même projet éducatif de territoire couvre {one} et {other}, et les formateurs y interviennent ensemble.",
    "Nos collèges accueillent des élèves venus des mêmes communes entre {one} et {other} ; les familles les comparent, "
    "autant travailler d'une seule voix.",
]


def title(topic, colleges, key):
    base = pick(topic.titles, key, "title")
    place = commune(colleges[0])
    return base + pick(["", "", f" : écoles et collège {of(place)}" if ":" not in base else "", ""], key, "suffix")


def sentences(pool, count, key, what):
    """So many of the pool in its order; some pilots write a paragraph, some a list."""
    chosen = sorted(range(len(pool)), key=lambda index: number(key, what, str(index)))[:count]
    texts = [pool[index] for index in sorted(chosen)]
    if len(texts) > 1 and number(key, what, "list") % 4 == 0:
        return "\n".join("- " + text for text in texts)
    return " ".join(texts)


def objectives(topic, key):
    text = sentences(topic.objectives, 2 + number(key, "how many") % 2, key, "objectives")
    if text.startswith("- ") or number(key, "context") % 5 < 2:
        return text
    return pick(CONTEXTS, key, "which context") + " " + text


def results(topic, key):
    return sentences(topic.results, 2, key, "results")


def contract_link(topic, college, key):
    template = pick(EP_LINKS if is_priority(college) else HREP_LINKS, key, "link")
    return template.format(
        axis=1 + number(key, "axis") % 3, aim=pick(AIMS[topic.theme_class], key, "aim"), of_commune=of(commune(college))
    )


def territory(colleges, key):
    names = [commune(college) for college in colleges]
    if names[0] == names[-1]:
        return (
            f"Des collèges {of(names[0])} dont les écoles se touchent : mêmes quartiers, mêmes partenaires, et des "
            "familles qui passent de l'un à l'autre."
        )
    return pick(TERRITORIES, key, "territory").format(
        one=names[0], other=names[-1], of_one=of(names[0]), of_other=of(names[-1])
    )
