import RequestFiles
import Rulebook
import Tables
import TestKit
import Testing
import Vocabulary

/// The sample's rosters against the rules on rosters (P2–P4, Y6).
@Suite(.timeLimit(.minutes(1)))
struct RosterSampleTests {
    private let sample: LyonSample
    private let requests: [RequestID: ReceivedRequest]

    init() throws {
        sample = try LyonSample()
        requests = Dictionary(
            uniqueKeysWithValues: try sample.requests("requests.jsonl", .jsonl).map { ($0.id, $0) })
    }

    /// Rows by column, in order.
    private func rows(_ name: String) throws -> [[String: String]] {
        let rows = try CSVReader.records(of: LyonSample.bytes(name)).map { try $0.get() }
        let header = try CSVHeader(#require(rows.first))
        return try rows.dropFirst().filter { !$0.isBlank }.map {
            Dictionary(uniqueKeysWithValues: zip(header.names, try header.cells(of: $0)))
        }
    }

    /// nil: a value that no trainee can have, which whoever reads the table refuses.
    private func trainee(_ row: [String: String]) -> Trainee? {
        let degrees: [String: Degree] = ["1": .first, "2": .second]
        guard let degree = row["degré"].flatMap({ degrees[$0] }),
            let uai = try? UAI(row["établissement"] ?? ""), let person = try? PersonID(row["personne"] ?? ""),
            let group = try? GroupID(row["groupe"] ?? "")
        else { return nil }
        let hasName = row["nom"]?.contains { !$0.isWhitespace } == true
        let hasMail = (try? MailAddress(row["courriel"] ?? "")) != nil
        return Trainee(
            person: person, degree: degree, establishment: uai, group: group, hasNameAndMail: hasName && hasMail)
    }

    private func verdict(_ id: RequestID, _ trainees: [Trainee]) throws -> Verdict {
        let request = try #require(requests[id])
        return Rules.judge(
            RosterSubject(form: request.form, campaign: sample.campaign, places: sample.places, trainees: trainees))
    }

    @Test func `every roster of the sample may be signed`() throws {
        let rosters = Dictionary(grouping: try rows("rosters.csv")) { $0["demande"] ?? "" }
        #expect(rosters.count == 138)
        for (id, rows) in rosters {
            let verdict = try verdict(RequestID(id), rows.map { try #require(trainee($0)) })
            #expect(verdict.outcome == .passed, "\(id): \(verdict.breaches)")
        }
    }

    /// Refused before a rule is asked, by whoever reads the table or knows the names.
    private static let notForRules: Set = [
        "ni l'un ni l'autre", "sans degré", "lettre fausse", "demande inconnue", "deux noms", "même courriel",
    ]

    @Test func `every wrong roster is blocked by the rule that it breaks`() throws {
        let cases = Dictionary(grouping: try rows("rosters-bad.csv")) { $0["cas"] ?? "" }
        #expect(cases.count == 21 && Self.notForRules.isSubset(of: cases.keys))
        for (name, rows) in cases where !Self.notForRules.contains(name) {
            let trainees = try rows.map { try #require(trainee($0), "\(name)") }
            let verdict = try verdict(RequestID(rows[0]["demande"] ?? ""), trainees)
            let blocking = Set(verdict.breaches.filter { $0.severity == .blocks(.contract) }.map(\.rule.rawValue))
            let rule = rows[0]["règle"] ?? ""
            if rule.isEmpty {
                #expect(blocking.isEmpty, "\(name): \(verdict.breaches)")
            } else {
                #expect(blocking.contains(rule), "\(name): \(blocking.sorted())")
            }
        }
    }
}
