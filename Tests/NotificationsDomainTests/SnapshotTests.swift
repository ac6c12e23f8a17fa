import Foundation
import Messages
import NotificationsDomain
import Testing
import Vocabulary

/// Every letter's wording, text and HTML, against the files in `Letters/`. A letter whose words were changed on purpose
/// is written anew with `ALP_WRITE_LETTERS=1`.
@Suite(.timeLimit(.minutes(1)))
struct SnapshotTests {
    private static let folder = Play.root.appendingPathComponent("Tests/NotificationsDomainTests/Letters")

    private static func samples() throws -> [SampleLetters.Sample] {
        try SampleLetters(
            try Play.published(), press: try Play.press(), at: try Timestamp("2020-07-01T08:00:00.000Z").instant
        ).all()
    }

    @Test func `every letter reads as it is checked in`() throws {
        let isWriting = ProcessInfo.processInfo.environment["ALP_WRITE_LETTERS"] != nil
        var names: Set<String> = []
        for sample in try Self.samples() {
            var parts = [("txt", sample.paper.text), ("html", sample.paper.html)]
            if let calendar = sample.paper.calendar { parts.append(("ics", calendar.text)) }
            for (ending, text) in parts {
                let name = "\(sample.name).\(ending)"
                names.insert(name)
                let file = Self.folder.appendingPathComponent(name)
                // The places of link and code are control characters: shown as words in the files.
                let shown = Slot.fill(text, link: "https://alp.example.org/accord/JETON", code: "123456")
                if isWriting { try shown.write(to: file, atomically: true, encoding: .utf8) }
                let kept = try? String(contentsOf: file, encoding: .utf8)
                #expect(kept == shown, "\(name) differs")
            }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == names, "no letter is missing and none is left over")
    }

    @Test func `every kind of the spring has a sample`() throws {
        let kinds = Set(try Self.samples().map(\.kind))
        let autumn: Set<LetterKind> = [
            .ecoute, .signature, .countersignature, .missionOrder, .revocation, .copy,
        ]
        #expect(kinds == Set(LetterKind.allCases).subtracting(autumn))
    }

    @Test func `text lines are short, and HTML is closed`() throws {
        for sample in try Self.samples() {
            #expect(sample.paper.text.components("\n").allSatisfy { $0.count <= 100 }, "\(sample.name)")
            #expect(sample.paper.html.contains("<html lang=\"fr\">") && sample.paper.html.contains("</html>"))
            #expect(!sample.paper.html.contains("{{"))
        }
    }
}
