import Foundation
import TestKit

/// The sample as these tests read it: by hand, and by none of the product's readers.
struct SpringSample: Sendable {
    static let folder = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021")

    struct Verdict: Decodable, Sendable {
        var id: String
        var outcome: String
        var breaches: [SpringReport.Request.Breach]
    }

    struct Request: Decodable, Sendable {
        struct Form: Decodable, Sendable {
            struct Pilot: Decodable, Sendable { var function: String }
            struct Group: Decodable, Sendable {
                struct Teachers: Decodable, Sendable {
                    var departement: String
                    var firstDegree: Int
                }
                var id: String
                var teachers: [Teachers]
            }
            var pilots: [Pilot]
            var groups: [Group]
        }
        var id: String
        var form: Form
    }

    let verdicts: [Verdict]
    let requests: [String: Request]
    /// That somebody holds at some time.
    let functions: Set<String>
    /// Names and mails, none of which may be found elsewhere.
    let personal: [String]

    init() throws {
        verdicts = try Self.lines("expected.jsonl").map { try JSONDecoder().decode(Verdict.self, from: Data($0.utf8)) }
        let read = try Self.lines("requests.jsonl").map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
        requests = Dictionary(uniqueKeysWithValues: read.map { ($0.id, $0) })
        functions = Set(
            try Self.lines("directory.csv").dropFirst().compactMap { $0.split(separator: ";").first }.map(String.init))
        personal = try Self.personal()
    }

    /// Whole names in both orders, mails, and surnames that no other file of the sample holds as a word.
    private static func personal() throws -> [String] {
        var found: Set<String> = []
        let open = try ["requests.jsonl", "campaign.yaml", "reference"].map(Self.text).joined(separator: "\n")
        let words = Set(open.split { !$0.isLetter && $0 != "-" && $0 != "'" }.map(String.init))
        for line in try lines("directory.csv").dropFirst() {
            let cells = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            let (surname, first, mail) = (cells[2], cells[3], cells[4])
            found.formUnion(["\(first) \(surname)", "\(surname) \(first)"])
            if !mail.isEmpty { found.insert(mail) }
            if surname.count > 3, !words.contains(surname), !words.contains(surname.lowercased()) {
                found.insert(surname)
            }
        }
        return found.sorted()
    }

    /// Of a folder, all its files.
    private static func text(_ name: String) throws -> String {
        let place = folder.appendingPathComponent(name)
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: place.path) else {
            return try String(contentsOf: place, encoding: .utf8)
        }
        return try files.map { try String(contentsOf: place.appendingPathComponent($0), encoding: .utf8) }.joined()
    }

    static func lines(_ name: String) throws -> [String] { try text(name).split(separator: "\n").map(String.init) }
}

/// How many teachers a département can replace on a half-day: quotas.csv and quota-periods.csv, computed anew.
struct SpringQuotas: Sendable {
    private struct Period: Sendable {
        var departement: String
        var from: String
        var until: String
        var percent: Int
    }
    /// By département and half-day of the week: `69 1A`.
    private let weekly: [String: Int]
    private let periods: [Period]

    init() throws {
        weekly = Dictionary(
            uniqueKeysWithValues: try SpringSample.lines("quotas.csv").dropFirst().map { line in
                let cells = line.split(separator: ";").map(String.init)
                return ("\(cells[0]) \(cells[1])", Int(cells[2]) ?? 0)
            })
        func day(_ text: String) -> String { text.split(separator: "/").reversed().joined(separator: "-") }
        periods = try SpringSample.lines("quota-periods.csv").dropFirst().map { line in
            let cells = line.split(separator: ";").map(String.init)
            return Period(
                departement: cells[0], from: day(cells[1]), until: day(cells[2]), percent: Int(cells[3]) ?? 0)
        }
    }

    /// `halfDay` is `2020-11-03A`.
    func most(_ departement: String, on halfDay: String) -> Int {
        let date = String(halfDay.dropLast())
        let parts = date.split(separator: "-").compactMap { Int($0) }
        // Sakamoto's congruence; 0 is Sunday.
        let table = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
        let year = parts[1] < 3 ? parts[0] - 1 : parts[0]
        let weekday = (year + year / 4 - year / 100 + year / 400 + table[parts[1] - 1] + parts[2]) % 7
        let usual = weekly["\(departement) \(weekday)\(halfDay.last ?? "A")"] ?? 0
        return periods.filter { $0.departement == departement && $0.from <= date && date <= $0.until }
            .map { usual * $0.percent / 100 }.min() ?? usual
    }
}
