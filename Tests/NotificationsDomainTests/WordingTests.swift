import Messages
import Testing
import Vocabulary

@testable import NotificationsDomain

/// Turns of phrase that depend on the request.
@Suite(.timeLimit(.minutes(1)))
struct WordingTests {
    private func wording() throws -> Wording { try Play.press().wording(try Play.published().campaign) }

    private func file(_ channel: RequestChannel = .api) throws -> RequestFile {
        var file = RequestFile()
        file.form = try Say.form()
        file.channel = channel
        return file
    }

    @Test func `a day that was stated without an hour is told without one`() throws {
        let wording = try wording()
        #expect(wording.moment(try Timestamp("2020-04-30T22:00:00.000Z")) == "le 1er mai 2020")
        #expect(wording.moment(try Timestamp("2020-05-01T12:05:00.000Z")) == "le 1er mai 2020 à 14 h 05")
    }

    @Test func `the receipt names the tracking number and where to look it up`() throws {
        var file = try file()
        let before = try wording().receipt("ALP-69-0042", file)
        #expect(!"\(before)".contains("suivi"))
        file.trackingNumber = "ABCD-EFGH"
        let blocks = "\(try wording().receipt("ALP-69-0042", file))"
        #expect(blocks.contains("numéro de suivi est ABCD-EFGH"))
        #expect(blocks.contains("https://alp.example.org/suivi/ABCD-EFGH"))
    }

    @Test func `whoever asked by a file is told to answer the letter`() throws {
        #expect(try wording().entry(try file(.csv)) == "en répondant à ce courrier")
        #expect(try wording().entry(try file(.api)).contains("en ligne"))
    }

    @Test func `a team is told by degree, and by its size where it isn't the one that was settled`() throws {
        var session = try Say.session()
        #expect(try file().team(of: session) == "un formateur")
        session.team = [try TrainerID("F012"), try TrainerID("C031")]
        #expect(try file().team(of: session) == "un formateur académique et un formateur du premier degré")
        session.team = []
        #expect(try file().team(of: session) == nil)
    }

    @Test func `what blocks a later step stands under that step's title`() throws {
        let breach = Breach(
            rule: .I1, severity: .blocks(.contract), place: "", message: "L'équipe manque.", remedy: "Nommez-la.")
        let blocks = try wording().listed([Open(breach)], title: "À corriger")
        #expect(
            blocks == [.title("Avant le contrat"), .items(["L'équipe manque (règle\u{A0}I1). Nommez-la."])])
        #expect(try wording().sentence(breach, remedy: false) == "L'équipe manque (règle\u{A0}I1).")
    }

    @Test func `a session that was freed and is placed again has a higher sequence`() throws {
        var file = try file()
        func sequence(_ writer: (CalendarWriter) -> CalendarFile) throws -> Int? {
            let writer = writer(
                CalendarWriter(
                    campaign: try Play.published().campaign, places: Places(), request: "ALP-69-0042", file: file))
            return writer.text.lines.first { $0.hasPrefix("SEQUENCE:") }.flatMap { Int($0.dropFirst(9)) }
        }
        let now = try Timestamp("2020-07-01T08:00:00.000Z").instant
        var sequences: [Int] = []
        file.sessions = [try Say.session(revision: 1)]
        sequences.append(try #require(try sequence { $0.published(at: now) }))
        (file.sessions, file.freed) = ([], file.sessions)
        sequences.append(try #require(try sequence { $0.published(at: now) }))
        (file.sessions, file.freed) = ([try Say.session(revision: 2)], [])
        sequences.append(try #require(try sequence { $0.published(at: now) }))
        #expect(sequences == [0, 1, 2])
    }
}
