import CampaignFile
import Foundation
import RequestFiles
import TestKit
import Testing
import Vocabulary

/// docs/formats.md says what the code reads. `ALP_WRITE_DOCS=1` writes its tables anew.
@Suite(.timeLimit(.minutes(1)))
struct FormatsDocumentTests {
    private let url = PackageRoot.url.appendingPathComponent("docs/formats.md")

    @Test func `the tables and examples of docs/formats.md are the code's`() throws {
        let text = try String(contentsOf: url, encoding: .utf8)
        var expected = text
        for (name, lines) in [
            ("clés", keys), ("colonnes", columns), ("campagne", campaign), ("exemple JSON", try jsonExample()),
            ("exemple CSV", try csvExample()),
        ] {
            let start = try #require(expected.firstRange(of: "<!-- \(name) -->\n"), "no section \(name)")
            let end = try #require(expected[start.upperBound...].firstRange(of: "<!-- fin -->"), "no end of \(name)")
            expected.replaceSubrange(start.upperBound..<end.lowerBound, with: lines.map { $0 + "\n" }.joined())
        }
        if ProcessInfo.processInfo.environment["ALP_WRITE_DOCS"] == "1", expected != text {
            try Data(expected.utf8).write(to: url)
        } else {
            #expect(expected == text, "write it anew with ALP_WRITE_DOCS=1")
        }
    }

    @Test func `the documented JSON keys are those that the reader asks for`() throws {
        let asked = RequestKey.asked(in: String(RequestWriter.jsonLine(try Sample.full()).dropLast()))
        #expect(asked == Set(RequestKey.all.map(\.path)))
    }

    @Test func `every column has its JSON key, and every answer its column`() {
        let keys = Set(RequestKey.all.map(\.path))
        for column in Column.all { #expect(keys.contains(column.key), "\(column.name)") }
        let leaves = keys.filter { key in !keys.contains { $0.hasPrefix(key + ".") || $0.hasPrefix(key + "[") } }
        let said = Set(Column.all.map(\.key))
        let elsewhere: Set = [
            "groups[].teachers[].departement", "wishes.impossible[].first", "wishes.impossible[].last", "form",
        ]
        #expect(leaves.subtracting(said) == elsewhere)
    }

    @Test func `the documented campaign keys are those that the reader asks for`() throws {
        let file = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021/campaign.yaml")
        let asked = CampaignKey.paths(askedFor: [UInt8](try Data(contentsOf: file)))
        #expect(asked == Set(CampaignKey.all.map(\.path)))
    }

    @Test func `places are named in words`() {
        #expect(FieldPlace.french("groups[0].teachers[1].firstDegree") == "groupe 1, effectifs 2, premier degré")
        #expect(FieldPlace.french("wishes.impossible[2]") == "souhaits, période 3")
        #expect(FieldPlace.french("sessions[1]") == "séance 2")
        #expect(FieldPlace.french("") == "ensemble de la demande")
        #expect(FieldPlace.french("nowhere[x].y") == "nowhere[x].y")
        for key in RequestKey.all where key.path != "form" && key.path != key.label {
            #expect(FieldPlace.french(key.path.replacing("[]", with: "[0]")) != key.path.replacing("[]", with: "[0]"))
        }
    }

    private var keys: [String] {
        ["| clé | sens | nécessaire | admis | exemple |", "| --- | --- | --- | --- | --- |"]
            + RequestKey.all.map {
                "| `\($0.path)` | \($0.label) | \($0.isNeeded ? "oui" : "non") | \($0.accepted) | `\($0.example)` |"
            }
    }

    private var columns: [String] {
        [
            "| colonne | sens | nécessaire | cellule vide | admis | exemple | clé JSON |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
            + Column.all.map {
                "| \($0.name) | \($0.meaning) | \($0.isNeeded ? "oui" : "non") | \($0.empty.rawValue) | "
                    + "\($0.accepted) | \($0.example) | `\($0.key)` |"
            }
    }

    private var campaign: [String] {
        ["| clé | sens | admis |", "| --- | --- | --- |"]
            + CampaignKey.all.map { "| `\($0.path)` | \($0.meaning) | \($0.accepted) |" }
    }

    private func jsonExample() throws -> [String] {
        ["```json", String(RequestWriter.jsonLine(try Sample.request()).dropLast()), "```"]
    }

    private func csvExample() throws -> [String] {
        let table = RequestWriter.table([try Sample.request()]).unicodeScalars.filter { $0 != "\r" && $0 != "\u{FEFF}" }
        return ["```csv", String(String.UnicodeScalarView(table).dropLast()), "```"]
    }
}
