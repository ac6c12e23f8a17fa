import Foundation
import Reference
import TestKit
import Testing

@Suite("Refused reference files", .timeLimit(.minutes(1)))
struct RefusalTests {
    /// One slip, and all that is said of it.
    struct Slip: CustomTestStringConvertible, Sendable {
        var file: String
        var old: String
        var new: String
        var said: [String]
        var testDescription: String { said.first ?? file }

        init(_ file: String, _ old: String, _ new: String, _ said: String...) {
            self.file = file
            self.old = old
            self.new = new
            self.said = said
        }
    }

    static let slips = [
        Slip(
            "ecoles.csv", "0010106K;", "0010106A;",
            "ecoles.csv, ligne 2, colonne 1 (uai) : « 0010106A » n'est pas un UAI : on attend "
                + "la lettre de contrôle K après 0010106."),
        Slip(
            "ecoles.csv", "0010107L;", "0010106K;",
            "ecoles.csv, ligne 3, colonne 1 (uai) : 0010106K figure déjà dans ecoles.csv ligne 2."),
        Slip(
            "ecoles.csv", "0010106K;", "0010002X;",
            "ecoles.csv, ligne 2, colonne 1 (uai) : 0010002X figure déjà dans colleges.csv ligne 2."),
        Slip(
            "ecoles.csv", "0010106K;ECOLE ELEMENTAIRE;01;01210;0010975E",
            "0010106K;ECOLE ELEMENTAIRE;01;01210;0690280E",
            "ecoles.csv, ligne 2, colonne 5 (secteur) : 0690280E est du département 69, pas celui de l'école."),
        Slip(
            "ecoles.csv", "01210;0010975E", "01210;0010106K",
            "ecoles.csv, ligne 2, colonne 5 (secteur) : 0010106K n'est pas un collège de colleges.csv ayant un "
                + "secteur."),
        Slip(
            "ecoles.csv", "01210;0010975E;derived", "99999;0010975E;devine",
            "ecoles.csv, ligne 2, colonne 6 (secteur_origine) : « devine » n'est pas une valeur de secteur_origine : "
                + "on attend source, derived, invented.",
            "ecoles.csv, ligne 2, colonne 4 (commune) : « 99999 » n'est pas une commune de communes.csv."),
        Slip(
            "ecoles.csv", "01-ferney-voltaire", "01-nulle-part",
            "ecoles.csv, ligne 2, colonne 7 (circonscription) : 01-nulle-part n'est pas une circonscription "
                + "territoriale de circonscriptions.csv."),
        Slip(
            "ecoles.csv", "01-ferney-voltaire", "69-oullins",
            "ecoles.csv, ligne 2, colonne 7 (circonscription) : 69-oullins n'est pas du département 01."),
        Slip(
            "ecoles.csv", ";69-oullins;", ";69-lyon-ash-a;",
            "ecoles.csv, ligne 702, colonne 7 (circonscription) : 69-lyon-ash-a n'est pas une circonscription "
                + "territoriale de circonscriptions.csv."),
        Slip(
            "ecoles.csv", "0010106K;ECOLE ELEMENTAIRE;01;", "0010106K;ECOLE ELEMENTAIRE;42;",
            "ecoles.csv, ligne 2, colonne 3 (departement) : les premiers chiffres de 0010106K ne sont pas ceux du "
                + "département 42."),
        Slip(
            "ecoles.csv", "01;01210;", "01;42218;",
            "ecoles.csv, ligne 2, colonne 4 (commune) : 42218 est du département 42."),
        Slip(
            "ecoles.csv", "0010106K;ECOLE ELEMENTAIRE;01;", "0010106K;ECOLE ELEMENTAIRE;",
            "ecoles.csv, ligne 2, colonne 8 : 7 cellules alors que l'en-tête a 8 colonnes ; il manque peut-être un "
                + "séparateur ou des guillemets."),
        Slip(
            "ecoles.csv", ";secteur;", ";secteurs;",
            "ecoles.csv, ligne 1, colonne 9 : la colonne secteur manque ; ajoutez-la."),
        Slip(
            "colleges.csv", "45.962402", "459,62402",
            "colleges.csv, ligne 2, colonne 8 (latitude) : « 459,62402 » n'est pas une latitude en degrés : on attend "
                + "un nombre de 41.0 à 51.5, avec un point (45.75)."),
        Slip(
            "circonscriptions.csv", "01-belley;", "42-belley;",
            "circonscriptions.csv, ligne 2, colonne 3 (departement) : 42-belley est du département 42."),
        Slip(
            "communes.csv", "01002;", "01001;", "communes.csv, ligne 3, colonne 1 (insee) : 01001 figure déjà ligne 2."),
        Slip(
            "reseaux.csv", "0010039M;Collège de l'Albarine;REP;", "0010039M;Collège de l'Albarine;REP+;",
            "reseaux.csv, ligne 3, colonne 3 (statut) : « REP+ » ne va pas : 0010039M est REP dans colleges.csv, et "
                + "un réseau est REP ou REP+."),
        Slip(
            "reseaux.csv", "0010039M;Collège de l'Albarine;REP;01\n", "",
            "reseaux.csv : il manque le réseau de 0010039M, REP dans colleges.csv."),
        Slip(
            "vacances.csv", "2020-10-17;2020-11-01", "2020-11-01;2020-10-17",
            "vacances.csv, ligne 8, colonne 5 (dernier_jour) : « 2020-11-01/2020-10-17 » n'est pas une période : on "
                + "attend une fin qui ne précède pas le début."),
        Slip(
            "vacances.csv", "2020-12-19", "2020-11-01",
            "vacances.csv, ligne 9, colonne 4 (premier_jour) : ces vacances chevauchent "
                + "« Vacances de la Toussaint »."),
        Slip(
            "vacances.csv", "2020-12-19", "2002-12-19",
            "vacances.csv, ligne 9, colonne 2 (annee_scolaire) : du 2002-12-19 au 2021-01-03, ce n'est pas l'année "
                + "2020-2021."),
        Slip(
            "jours_feries.csv", "2019-11-11", "2019-11-31",
            "jours_feries.csv, ligne 3, colonne 1 (date) : « 2019-11-31 » n'est pas une date : on attend un jour du "
                + "calendrier, entre 1900 et 2999."),
    ]

    @Test(arguments: slips)
    func `a slip is told with its file, line, column and value`(slip: Slip) throws {
        let spoiled = try SpoiledFolder()
        try spoiled.replace(slip.old, with: slip.new, in: slip.file)
        try spoiled.acceptHash(of: slip.file)
        let said = spoiled.problems()
        // Rows that lean on the spoiled one are told too, behind it.
        #expect(slip.said.allSatisfy(said.contains), "\(said.joined(separator: "\n"))")
    }

    @Test func `an altered file is refused by its hash`() throws {
        let spoiled = try SpoiledFolder()
        try spoiled.replace("REP+", with: "REP", in: "reseaux.csv")
        let said = spoiled.problems()
        #expect(said.count == 1)
        #expect(said[0].hasPrefix("reseaux.csv : ce n'est pas le fichier de la version lyon-2020-09-01 : "))
    }

    @Test func `missing files are all told at once`() throws {
        let spoiled = try SpoiledFolder()
        for name in ["ecoles.csv", "vacances.csv"] {
            try FileManager.default.removeItem(at: spoiled.folder.file(name))
        }
        #expect(
            spoiled.problems() == [
                "ecoles.csv : le fichier manque dans \(spoiled.folder.path).",
                "vacances.csv : le fichier manque dans \(spoiled.folder.path).",
            ])
        try FileManager.default.removeItem(at: spoiled.folder.file("reference.json"))
        #expect(spoiled.problems() == ["reference.json : le fichier manque dans \(spoiled.folder.path)."])
    }

    @Test(arguments: [
        ("{", "reference.json : ce n'est pas du JSON."),
        (
            #"{"version":"v","academie":"Lyon","schoolYear":"2020-2022","zone":"A","files":[]}"#,
            "reference.json : schoolYear a une valeur qui n'est pas acceptée."
        ),
        (#"{"version":"v","schoolYear":"2020-2021","zone":"A"}"#, "reference.json : il manque academie."),
        (
            #"{"version":1,"academie":"Lyon","schoolYear":"2020-2021","zone":"A","files":[]}"#,
            "reference.json : version n'est pas du type attendu (String)."
        ),
    ])
    func `an index that can't be read is told with its key`(json: String, said: String) throws {
        let spoiled = try SpoiledFolder()
        try spoiled.folder.write(json, to: "reference.json")
        #expect(spoiled.problems() == [said])
    }

    @Test func `the index names each table once and no file of another folder`() throws {
        let spoiled = try SpoiledFolder()
        try spoiled.replace("\"communes.csv\"", with: "\"../communes.csv\"", in: "reference.json")
        try spoiled.replace("\"ecoles.csv\"", with: "\"colleges.csv\"", in: "reference.json")
        #expect(
            spoiled.problems() == [
                "reference.json : « ../communes.csv » n'est pas un nom de fichier du dossier.",
                "reference.json : colleges.csv y figure deux fois.",
                "reference.json : communes.csv n'y figure pas.", "reference.json : ecoles.csv n'y figure pas.",
            ])
    }

    @Test func `problems are counted but not all kept`() throws {
        let spoiled = try SpoiledFolder()
        let text = try String(contentsOf: spoiled.folder.file("ecoles.csv"), encoding: .utf8)
        try spoiled.folder.write(text.replacingOccurrences(of: ";derived", with: ";x"), to: "ecoles.csv")
        try spoiled.acceptHash(of: "ecoles.csv")
        let error = #expect(throws: ReferenceError.self) { try ReferenceFolder.load(spoiled.folder.url) }
        #expect(error?.count == 2532 && error?.problems.count == ReferenceError.mostKept)
        #expect(error?.description.hasSuffix("\n… et 2332 autres") == true)
    }
}
