import RequestFiles
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct TableTests {
    /// A table of the sample, cells by column, as a spreadsheet would keep them.
    private func table(_ changes: [String: String] = [:], separator: String = ";", renamed: [String: String] = [:])
        throws -> String
    {
        let text = RequestWriter.table([try Sample.request()], separator: separator).dropFirst()
        let rows = text.split(separator: "\r\n", omittingEmptySubsequences: true)
        let names = rows[0].split(separator: Character(separator), omittingEmptySubsequences: false).map(String.init)
        let cells: [String: String] = [
            "numéro": "ALP-69-0001", "reçue le": "15/05/2020 14:30", "origine": "nouvelle thématique",
            "portée": "un secteur",
            "lien au contrat": "Axe 2 du contrat de réseau.", "engagement dans la durée": "oui",
            "pilote 1": "chef 0690001B", "pilote 1 accord": "oui", "pilote 2": "IEN 69-tarare",
            "pilote 2 accord": "Oui", "thème": "Construire l'autonomie du CM1 à la 6e",
            "objectifs": "\"Définir des méthodes communes ;\n« apprendre à apprendre ».\"",
            "résultats attendus": "\"Un livret commun, \"\"prêt\"\" en juin.\"", "classe de thème": "autonomie",
            "orientations": "travail-personnel", "EABEP": "non", "conseil pédagogique": "oui",
            "IA-IPR associé": "oui", "heures": "6", "séances": "journée", "groupe 1 hôte": "0690001b",
            "groupe 1 établissements": "0690001B 0693723x", "groupe 1 premier degré": "10",
            "groupe 1 second degré": "10", "formateurs académiques": "1", "formateurs premier degré": "1",
            "mois souhaités": "\"novembre, Janvier\"", "jours souhaités": "mardi et jeudi".replacing(" et ", with: "/"),
            "dates impossibles": "05/11/2020", "dépassement annoncé": "non", "équilibre garanti": "oui",
        ].merging(changes) { _, new in new }
        let header = names.map { renamed[$0] ?? $0 }.joined(separator: separator)
        return header + "\n" + names.map { cells[$0] ?? "" }.joined(separator: separator) + "\n"
    }

    private func faults(_ column: String, _ cell: String) throws -> [String] {
        let read = try lines(.csv, table(["jours souhaités": "\"mardi, jeudi\"", column: cell]).utf8)
        return try #require(read.first).faults
    }

    private var plain: [String: String] { ["jours souhaités": "\"mardi, jeudi\""] }

    @Test func `a table as a secretary keeps it gives the request`() throws {
        let read = try lines(.csv, table(plain).utf8)
        #expect(read.first?.request == (try Sample.request()), "\(read.first?.faults ?? [])")
    }

    @Test func `case, accents, order of the columns and remarks don't count`() throws {
        let renamed = [
            "numéro": "NUMERO", "reçue le": " Recue  le", "classe de thème": "Classe de theme", "EABEP": "eabep",
        ]
        #expect(try lines(.csv, table(plain, renamed: renamed).utf8).first?.request != nil)
        let remark = try table(plain, renamed: ["territoire": "Remarques du service"])
        #expect(try lines(.csv, remark.utf8).first?.request != nil)
    }

    @Test func `Windows-1252 reads as UTF-8 does`() throws {
        let table = try table(plain)
        let bytes = table.unicodeScalars.map { $0 == "’" ? 0x92 : UInt8(truncatingIfNeeded: $0.value) }
        #expect(table.unicodeScalars.allSatisfy { $0.value < 0x100 || $0 == "’" })
        #expect(try lines(.csv, bytes).first?.request == (try Sample.request()))
        #expect(try lines(.csv, ("\u{FEFF}" + table).utf8).first?.request == (try Sample.request()))
    }

    @Test func `several départements stand in one cell`() throws {
        let request = try lines(
            .csv,
            table(plain.merging(["groupe 1 premier degré": "\"1=4, 69 = 6\"", "groupe 1 second degré": "69:5"]) { $1 })
                .utf8
        ).first?.request
        let teachers = try #require(request).form.groups[0].teachers
        #expect(teachers.map(\.departement.text) == ["01", "69"])
        #expect(teachers.map(\.firstDegree.number) == [4, 6])
        #expect(teachers.map(\.secondDegree.number) == [0, 5])
    }

    @Test(arguments: [
        ("heures", "six", "heures : « six » n'est pas un nombre admis ici : on attend un nombre entier de 0 à 99."),
        ("heures", "", "heures : la cellule est vide : on attend 0 à 99"),
        (
            "groupe 1 second degré", "",
            "groupe 1 second degré : la cellule est vide : on attend 0 à 300 ; de plusieurs départements : 01=4, 69=6 ; "
                + "écrivez 0 s'il n'y en a pas"
        ),
        (
            "groupe 1 premier degré", "dix",
            "groupe 1 premier degré : « dix » n'est pas un nombre admis ici : on attend un nombre entier de 0 à 300."
        ),
        (
            "groupe 1 premier degré", "69=10.0",
            "groupe 1 premier degré : « 10.0 » n'est pas un nombre admis ici : on attend un nombre entier de 0 à 300."
        ),
        (
            "groupe 1 premier degré", "69=4, 69=6",
            "groupe 1 premier degré : un département est écrit deux fois : on attend un nombre par département"
        ),
        (
            "origine", "reconducton",
            "origine : « reconducton » n'est pas une origine : on attend « reconduction », « nouvelle thématique » ; "
                + "peut-être « reconduction »."
        ),
        ("EABEP", "peut-être", "EABEP : « peut-être » n'est pas une réponse : on attend « oui », « non »."),
        (
            "groupe 1 hôte", "0690001A",
            "groupe 1 hôte : « 0690001A » n'est pas un UAI : on attend la lettre de contrôle B après 0690001."
        ),
        (
            "groupe 1 premier degré", "5000",
            "groupe 1 premier degré : « 5000 » n'est pas un nombre admis ici : on attend un nombre entier de 0 à 300."
        ),
        (
            "pilote 1", "chief 0690001B",
            "pilote 1 : « chief » n'est pas un rôle de pilote : on attend « chef », « IEN » ; peut-être « chef »."
        ),
        (
            "pilote 1", "Mme Durand, principale",
            "pilote 1 : « Mme » n'est pas un rôle de pilote : on attend « chef », « IEN »."
        ),
        (
            "pilote 1", "chef le collège",
            "pilote 1 : « le collège » n'est pas un UAI : on attend sept chiffres suivis d'une lettre majuscule (0690001B)."
        ),
        (
            "dates impossibles", "31/02/2021",
            "dates impossibles : « 31/02/2021 » n'est pas une date : on attend un jour du calendrier, entre 1900 et 2999."
        ),
        (
            "reçue le", "15/05/20",
            "reçue le : « 15/05/20 » n'est pas une date : on attend JJ/MM/AAAA, avec ou sans heure (15/05/2020 14:30), ou un "
                + "instant 2020-05-15T14:30:00+02:00."
        ),
        (
            "séances", "journee, matinée",
            "séances : « matinée » n'est pas une séance : on attend « journée », « demi-journée »."
        ),
    ])
    func `a cell's fault names the column, the value and what is expected`(column: String, cell: String, fault: String)
        throws
    {
        #expect(try faults(column, "\"\(cell)\"") == [fault])
    }

    @Test func `sessions can be counted`() throws {
        #expect(
            try lines(.csv, table(plain.merging(["séances": "2 demi-journées"]) { $1 }).utf8).first?.request?.form
                .sessions == [.halfDay, .halfDay])
    }

    @Test func `a header says all that is wrong with it`() throws {
        let table = try table(plain, renamed: ["thème": "thèmes", "heures": "durée", "groupe 1 hôte": "groupe 1 hote"])
        do {
            _ = try lines(.csv, table.utf8)
            Issue.record("the header was taken")
        } catch {
            #expect(error.reasons.count == 4)
            #expect(
                error.reasons.contains { $0.hasPrefix("colonne") && $0.contains("« thèmes » ; peut-être « thème »") })
            #expect(error.reasons.contains { $0.hasPrefix("colonne manquante « heures »") })
        }
        #expect(throws: UnreadableFile.self) { try lines(.csv, "a;b\n1;2\n".utf8) }
        let twice = #expect(throws: UnreadableFile.self) { try lines(.csv, "numéro;NUMÉRO\n".utf8) }
        #expect(
            twice?.reasons == [
                "ligne 1, colonne 2 de l'en-tête : la colonne « NUMÉRO » est là deux fois ; gardez-en une"
            ])
        #expect(throws: UnreadableFile.self) { try lines(.csv, [0xFF, 0xFE, 0x41, 0x00]) }
    }

    @Test func `a row with too few cells or an open quote is broken, and the others are read`() throws {
        let whole = try table(plain)
        let row = whole.dropFirst(
            whole.firstIndex { $0 == "\n" }.map { whole.distance(from: whole.startIndex, to: $0) + 1 } ?? 0)
        let text = whole + "R-2;x\n;;;\n\n" + row.replacing("ALP-69-0001", with: "R-3") + "R-4;\"jamais fermé\n"
        let read = try lines(.csv, text.utf8)
        #expect(read.map { $0.request != nil } == [true, false, true, false])
        #expect(read[1].faults.first?.hasPrefix(" : 2 cellules là où l'en-tête a") == true)
        #expect(read[3].faults.first?.contains("jamais fermé") == true)
        let twice = try lines(.csv, (whole + row).utf8)
        #expect(twice[1].faults.first?.hasPrefix("numéro : « ALP-69-0001 » est déjà le numéro") == true)
    }

    @Test func `a broken row names its column as the document does, and counts in the singular`() throws {
        let whole = try table(plain, renamed: ["reçue le": "RECUE LE"])
        let read = try lines(.csv, (whole + "R-2;15/05\"\nR-3\n").utf8)
        #expect(read[1].faults.first?.hasPrefix("reçue le : un guillemet dans une cellule") == true)
        #expect(read[2].faults.first?.hasPrefix(" : 1 cellule là où l'en-tête a ") == true)
    }

    @Test(arguments: [";", ",", "\t"]) func `Excel's line that names the separator is passed over`(separator: String)
        throws
    {
        let text = RequestWriter.table([try Sample.full()], separator: separator).dropFirst()
        let read = try lines(.csv, ("\u{FEFF}sep=\(separator)\r\n" + text).utf8)
        #expect(read.map(\.request) == [try Sample.full()])
        #expect(read.first?.line == 3)
    }

    @Test(arguments: Column.all) func `an empty cell is what docs/formats.md says of it`(column: Column) throws {
        let number = column.name.replacing(" N", with: " 1")
        let text = RequestWriter.table([try Sample.full()]).dropFirst()
        var reader = text.split(separator: "\r\n", maxSplits: 1).map(String.init)
        reader[0] =
            reader[0].split(separator: ";").map { $0 == number ? "remarque" : String($0) }
            .joined(separator: ";") + ";\(number)"
        let read = try lines(.csv, (reader[0] + "\r\n" + reader[1].dropLast() + ";\r\n").utf8)
        let faults = try #require(read.first).faults
        switch column.empty {
        case .isFault, .isUnused: #expect(faults.contains { $0.hasPrefix("\(number) : la cellule est vide") })
        case .isNone, .isJudged: #expect(faults.isEmpty)
        }
    }

    @Test func `dates and periods are read as docs/formats.md says`() throws {
        for text in ["05/11/2020 au 07/11/2020", "du 5/11/2020 au 7/11/2020", "2020-11-05 au 2020-11-07"] {
            let read = try lines(.csv, table(plain.merging(["dates impossibles": text]) { $1 }).utf8)
            #expect(
                read.first?.request?.form.wishes.impossible
                    == [try DateRange(try CivilDate("2020-11-05"), try CivilDate("2020-11-07"))])
        }
        for text in ["2020-05-15 14:30", "15/05/2020 14h30", "2020-05-15 14h30", "15/05/2020 14:30"] {
            let read = try lines(.csv, table(plain.merging(["reçue le": text]) { $1 }).utf8)
            #expect(read.first?.request?.receivedAt.rfc3339 == "2020-05-15T12:30:00.000Z")
        }
    }

    @Test func `first bytes tell a workbook, a PDF and UTF-16 from text`() {
        #expect(FirstBytes.notText(Array("PK\u{3}\u{4}x".utf8))?.contains("classeur") == true)
        #expect(FirstBytes.notText(Array("%PDF-1.4".utf8)) != nil)
        #expect(FirstBytes.notText([0xFF, 0xFE, 0x41]) != nil)
        #expect(FirstBytes.notText([0, 1, 2, 3, 0x41]) != nil)
        #expect(FirstBytes.notText(Array("numéro;é".utf8)) == nil)
        #expect(FirstBytes.notText([]) == nil)
        #expect(FirstBytes.format(Array(" \n{".utf8)) == .jsonl)
        #expect(FirstBytes.format(Array("\u{FEFF}{".utf8)) == .jsonl)
        #expect(FirstBytes.format(Array("numéro".utf8)) == .csv)
    }
}
