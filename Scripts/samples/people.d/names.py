"""Persons that nobody can be: surnames of the kitchen garden, the workshop and the quarry, mails at example.org."""

import hashlib
import unicodedata

from ground import Dice

# "Visibly invented": each is a common word, none was taken from a list of people.
SURNAMES = """Abricot Acacia Aiguille Amande Ancolie Anémone Anis Arbouse Ardoise Argile Arrosoir Artichaut Aubépine
Aubergine Avelline Avoine Baignoire Balançoire Bambou Basalte Basilic Betterave Bigarreau Bleuet Bobine Bouleau
Boussole Bruyère Cactus Cafetière Calcaire Camomille Capucine Cardamome Carotte Cassis Céleri Cerfeuil Châtaigne
Chèvrefeuille Ciboulette Citrouille Clémentine Coing Coloquinte Concombre Coquelicot Coriandre Courgette Cresson
Crocus Cumin D'Estragon De-la-Rhubarbe Échalote Églantine Encrier Épinard Estragon Fenouil Feldspath Fève Figuier
Fougère Framboise Gentiane Gingembre Girouette Glycine Granite Groseille Haricot-Vert Hêtre Hortensia Houx Jacinthe
Jonquille L'Arrosoir Laitue Lanterne Lavande Lentille Lichen Lupin Mâche Mandarine Marbre Marjolaine Mélisse Mica
Millepertuis Mirabelle Muguet Myrtille Navet Nénuphar Noisette Œillet Oignon Origan Ortie Oseille Panais Parapluie
Pastèque Persil Pervenche Pivoine Poireau Pois-Chiche Potiron Primevère Quartz Radis Réglisse Romarin Rutabaga
Safran Sarrasin Sauge Schiste Serpolet Silex Soliflore Sureau Tabouret Thym Topinambour Tourmaline Trèfle Tulipe
Vanille Verveine Violette Zinnia""".split()
FIRST_NAMES = """Adèle Agathe Aïcha Alban Amina Anaïs Armand Aurèle Basile Béatrice Bérénice Blaise Cécile Céleste
Clovis Côme Cyprien Delphine Dorothée Édith Éloi Elsa Émilien Estelle Fanny Faustine Félix Firmin Flore Gaëlle
Gaspard Germain Hélène Hippolyte Honorine Inès Irène Isidore Jeanne Joachim Joséphine Judith Karim Léonie Léopold
Lucien Ludivine Maëlle Malik Marius Mathurin Maxence Mélanie Nadia Noé Noémie Octave Odile Ophélie Oscar Pauline
Perrine Philomène Quentin Rachid Rémi Rosalie Sabine Samir Séraphin Sidonie Solène Théodore Thècle Ulysse Urbain
Valère Véra Victoire Yann Yasmine Zélie Zéphyr""".split()


def plain(text):
    """What of a name can stand in a mail."""
    text = text.replace("Œ", "Oe").replace("œ", "oe")
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in ascii_only if letter.isalnum() or letter == "-")


class Register:
    """Every person once: the same key gives the same person; two may share a name, never an identifier or a mail."""

    def __init__(self, seed):
        self.seed, self.known, self.mails = seed, {}, {}

    def person(self, *key):
        if key not in self.known:
            digest = hashlib.sha256("|".join(map(str, (self.seed, "person", *key))).encode()).hexdigest()
            dice = Dice(self.seed, "name", *key)
            surname = dice.pick(SURNAMES)
            if dice.chance(6):
                surname = f"{surname}-{dice.pick(SURNAMES)}"
            first = dice.pick(FIRST_NAMES)
            self.known[key] = {"personne": f"p-{digest[:12]}", "nom": surname, "prénom": first,
                               "courriel": self._mail(first, surname)}
        return self.known[key]

    def _mail(self, first, surname):
        local = f"{plain(first)}.{plain(surname)}"
        self.mails[local] = self.mails.get(local, 0) + 1
        number = self.mails[local]
        return f"{local}{'' if number == 1 else number}@example.org"
