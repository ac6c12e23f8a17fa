import Foundation
import TestKit
import Testing

/// `alp requests check` as its caller sees it, on the campaign and places of Lyon.
@Suite(.timeLimit(.minutes(2)))
struct RequestsCheckTests {
    private let campaign = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021/campaign.yaml").path

    /// A request without a fault of the collège Saint-Exupéry in Ambérieu.
    private func line(_ id: String, title: String = "Construire l'autonomie des élèves", origin: String = "newTheme")
        -> String
    {
        let theme =
            #"{"title":"\#(title)","objectives":"Définir des méthodes de travail communes.","expectedResults":"#
            + #""Un livret commun de méthodes.","proposedClass":"autonomie","orientations":["travail-personnel"],"#
            + #""concernsSpecialNeeds":false}"#
        return #"{"id":"\#(id)","receivedAt":"2020-05-15T14:30:00+02:00","form":{"origin":"\#(origin)","scope":"one","#
            + #""contractLink":"Axe 2 du contrat d'objectifs.","commitsOverTime":true,"pilots":[{"function":"#
            + #""head:0010002X","agrees":true},{"function":"ien:01-meximieux-1","agrees":true}],"theme":\#(theme),"#
            + #""council":{"studied":true,"withReferent":true},"hours":6,"sessions":["fullDay"],"groups":[{"id":"G1","#
            + #""host":"0010002X","establishments":["0010002X","0010448G","0010449H"],"teachers":[{"departement":"01","#
            + #""firstDegree":10,"secondDegree":10}]}],"intervenants":{"academicTrainers":1,"firstDegreeTrainers":1},"#
            + #""announcesMoreTrainees":false,"guaranteesBalance":true}}"#
    }

    private func check(_ text: String, _ arguments: [String] = [], name: String = "requests.jsonl") async throws -> Alp
    {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: name).path
        return try await Alp(["requests", "check", path, "--campaign", campaign] + arguments)
    }

    @Test func `all pass: 0, and a report in French without broker or store`() async throws {
        let alp = try await check(line("A-1") + "\n" + line("A-2") + "\n")
        #expect(alp.code == .exit(0), "\(alp.errors) \(alp.output)")
        #expect(alp.output.contains("Demande A-1, ligne 1 : conforme"))
        #expect(alp.output.contains("2 conformes, dont 0 avec avertissement"))
        #expect(alp.errors.isEmpty)
    }

    @Test func `refused, returned and broken lines: 1, each with its line, the others judged`() async throws {
        let text = [
            line("A-1", title: "Mot"), line("A-2"), line("A-3", origin: "nouveau"), line("A-2"), "{\"id\":\"A-5\", ",
        ].joined(separator: "\n")
        let alp = try await check(text)
        #expect(alp.code == .exit(1))
        #expect(alp.output.contains("Demande A-1, ligne 1 : à corriger"))
        #expect(alp.output.contains("H1  retour pour correction · thème, intitulé"))
        #expect(alp.output.contains("Demande A-2, ligne 2 : conforme"))
        #expect(alp.output.contains("Ligne 3, demande A-3 : illisible\n  origin (origine) : « nouveau » est inconnu"))
        #expect(alp.output.contains("déjà le numéro de la demande de la ligne 2"))
        #expect(alp.output.contains("tronqué"))
        #expect(alp.errors == ["alp: 4 lignes sur 5 ne passent pas : 1 à corriger, 3 illisibles"])
    }

    @Test func `JSON has an object a line and the summary, every name there`() async throws {
        let alp = try await check(line("A-1", title: "Mot") + "\nx\n" + line("A-2"), ["--json"])
        #expect(alp.code == .exit(1))
        let objects = try alp.objects
        #expect(objects.count == 4)
        for object in objects.dropLast() {
            #expect(Set(object.keys) == ["line", "id", "outcome", "breaches", "errors"])
        }
        #expect(objects.dropLast().compactMap { $0["outcome"] as? String } == ["returned", "unreadable", "passed"])
        let breach = try #require((objects[0]["breaches"] as? [[String: String]])?.first)
        #expect(Set(breach.keys) == ["rule", "severity", "place", "placeInWords", "message", "remedy"])
        #expect(breach["rule"] == "H1")
        let summary = try #require(objects[3]["summary"] as? [String: Any])
        #expect(summary["unreadable"] as? Int == 1)
        #expect(summary["judged"] as? Int == 2)
        #expect(summary["reference"] as? String == "lyon-2020-09-01")
    }

    @Test func `what can't be read: 2, with one line that says what to do`() async throws {
        let folder = try TemporaryFolder()
        let one = try folder.write(line("A-1"), to: "one.jsonl").path
        let empty = try folder.write("", to: "empty.jsonl").path
        let table = try folder.write("numéro;reçue le\n1;2\n", to: "x.csv").path
        let other = try folder.write("# Title, and text\nnothing\n", to: "x.txt").path
        let book = try folder.write("PK\u{3}\u{4}", to: "x.xlsx").path
        let broken = try folder.write("id: x\n", to: "broken.yaml").path
        let none = try folder.write("", to: "none.yaml").path
        let given = ["--campaign", campaign]
        for (arguments, part) in [
            ([folder.file("none").path] + given, "n'existe pas"), ([folder.path] + given, "est un dossier"),
            ([book] + given, "classeur"), ([table] + given, "colonne manquante"),
            ([other] + given, "aucune colonne connue"), ([empty] + given, "aucune demande"),
            ([one], "campaign.yaml n'existe pas"), ([one, "--campaign", broken], "fautes ; rien n'a été jugé"),
            ([one, "--campaign", none], "1 faute ; rien n'a été jugé"),
            ([one, "--campaign", folder.path], "ne peut pas être lue"),
            ([one, "--reference", folder.path] + given, "rien n'a été jugé"),
            ([one, "--format", "xml"] + given, "xml"),
            (["-"], "--campaign FICHIER"), ([], "file"), ([one, "--nope"], "--nope"),
        ] {
            let alp = try await Alp(["requests", "check"] + arguments)
            #expect(alp.code == .exit(2), "\(arguments) \(alp.errors)")
            #expect(alp.errors.last?.contains(part) == true, "\(arguments) \(alp.errors)")
            #expect(alp.output.isEmpty, "\(arguments)")
        }
    }

    @Test(arguments: [">/dev/full", ">&-"]) func `an output that can't be written: 2, in French`(redirection: String)
        async throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write(line("A-1"), to: "one.jsonl").path
        let alp = try BuiltProduct.alp.executable.path
        let script = "exec '\(alp)' requests check '\(path)' --campaign '\(campaign)' \(redirection)"
        let child = try ChildProcess(URL(filePath: "/bin/sh"), ["-c", script])
        #expect(try await child.exit() == .exit(2), "\(child.summary)")
        #expect(child.summary.contains("la sortie standard ne peut pas être écrite"), "\(child.summary)")
    }

    @Test func `control and bidirectional characters never reach the terminal raw`() async throws {
        let text =
            line("A-1", title: "Mot\\u001b[31m") + "\n" + line("A-2", title: "\u{202E}toM")
            + "\n{\"\u{202E}x\\u001b\":1}"
        for arguments in [[], ["--json"]] {
            let alp = try await check(text, arguments)
            #expect(alp.code == .exit(1))
            for scalar in (alp.output + alp.errors.joined()).unicodeScalars where scalar != "\n" {
                #expect(scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format)
            }
        }
    }

    @Test func `the campaign and the reference beside the file are found`() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(at: URL(fileURLWithPath: campaign), to: folder.file("campaign.yaml"))
        try FileManager.default.createSymbolicLink(
            at: folder.file("reference"),
            withDestinationURL: URL(fileURLWithPath: campaign).deletingLastPathComponent().appendingPathComponent(
                "reference"))
        let path = try folder.write(line("A-1"), to: "requests.jsonl").path
        let alp = try await Alp(["requests", "check", path])
        #expect(alp.code == .exit(0), "\(alp.errors)")
    }

    @Test func `T2: a campaign that forgot a holiday is refused, with its days and the reason`() async throws {
        let text = try String(contentsOfFile: campaign, encoding: .utf8)
        let without = text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("vacances d'hiver") }.joined(separator: "\n")
        #expect(without != text)
        let folder = try TemporaryFolder()
        let altered = try folder.write(without, to: "campaign.yaml").path
        let reference = URL(fileURLWithPath: campaign).deletingLastPathComponent().appendingPathComponent("reference")
        let path = try folder.write(line("A-1") + "\n", to: "requests.jsonl").path
        let alp = try await Alp(["requests", "check", path, "--campaign", altered, "--reference", reference.path])
        #expect(alp.code == .exit(2))
        let told = alp.errors.joined(separator: "\n")
        #expect(told.contains("le lundi 8 février 2021 (et 9 de plus) y est ouvert"), "\(told)")
        #expect(told.contains("(Vacances d'hiver)"))
        #expect(told.contains("1 faute ; rien n'a été jugé"))
    }

    @Test func `another campaign's version of the places is refused`() async throws {
        let nantes = PackageRoot.url.appendingPathComponent("Samples/nantes-2021-2022/campaign.yaml").path
        let reference = URL(fileURLWithPath: campaign).deletingLastPathComponent().appendingPathComponent("reference")
            .path
        let folder = try TemporaryFolder()
        let path = try folder.write(line("A-1"), to: "requests.jsonl").path
        let alp = try await Alp(["requests", "check", path, "--campaign", nantes, "--reference", reference])
        #expect(alp.code == .exit(2))
        #expect(alp.errors.last?.contains("nantes-2021-09-01") == true)
    }
}
