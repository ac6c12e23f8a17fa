import Foundation
import Messages
import Vocabulary

/// A folder of requests, people and means, with the verdict that each request deserves; read whole.
struct DemoSample: Sendable {
    struct Request: Sendable {
        /// As the file has it.
        var id: String
        var receivedAt: Instant
        var form: JSONTree
        /// The line of requests.jsonl.
        var line: String
        /// The record of requests.csv.
        var record: String
    }

    let folder: URL
    /// In the order in which they came.
    let requests: [Request]
    let tableHead: String
    let expectations: [String: ExpectedVerdict]
    /// Every line of directory.csv.
    let terms: [SampleTerm]

    /// Throws ``OperatorFailure`` that names the file.
    init(_ folder: URL) throws {
        self.folder = folder
        let lines = try Self.text("requests.jsonl", in: folder).split(separator: "\n").map(String.init)
        let table = SampleTable.records(try Self.text("requests.csv", in: folder))
        tableHead = table.first ?? ""
        let records = Dictionary(table.dropFirst().map { (SampleTable.cells($0)[0], $0) }) { first, _ in first }
        requests = try lines.map { line in
            let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(line.utf8))
            guard let tree, let id = tree["id"]?.text, let form = tree["form"],
                let received = tree["receivedAt"]?.text.flatMap({ Instant(rfc3339: $0) }), let record = records[id]
            else { throw Self.unreadable("requests.jsonl and requests.csv", in: folder) }
            return Request(id: id, receivedAt: received, form: form, line: line, record: record)
        }
        let expected = try Self.text("expected.jsonl", in: folder).split(separator: "\n").map { line in
            guard let found = try? JSONDecoder().decode(ExpectedVerdict.self, from: Data(line.utf8)) else {
                throw Self.unreadable("expected.jsonl", in: folder)
            }
            return (found.id, found)
        }
        expectations = Dictionary(expected) { first, _ in first }
        terms = try SampleTable.rows(try Self.text("directory.csv", in: folder)).map { row in
            guard let term = SampleTerm(row) else { throw Self.unreadable("directory.csv", in: folder) }
            return term
        }
        guard !requests.isEmpty, requests.allSatisfy({ expectations[$0.id] != nil }) else {
            throw Self.unreadable("expected.jsonl", in: folder)
        }
    }

    /// Requests whose pilots are none: no head, no inspector (F5).
    var withoutPilots: Set<String> {
        Set(
            requests.filter { request in
                !(request.form["pilots"]?.list ?? []).contains {
                    $0["function"]?.text.flatMap(DemoPeople.role) == "pilot"
                }
            }.map(\.id))
    }

    /// A file's bytes. Throws ``OperatorFailure``.
    func data(_ name: String) throws(OperatorFailure) -> Data {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
            throw Self.unreadable(name, in: folder)
        }
        return data
    }

    /// These requests as a file of their own.
    func file(of requests: [Request], as format: DemoFormat) -> Data {
        switch format {
        case .jsonLines: Data(requests.map { $0.line + "\n" }.joined().utf8)
        case .csv: Data(([tableHead] + requests.map(\.record)).map { $0 + "\r\n" }.joined().utf8)
        }
    }

    /// With its byte order mark, where it has one: what is sent on is what stands in the file.
    private static func text(_ name: String, in folder: URL) throws(OperatorFailure) -> String {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
            throw unreadable(name, in: folder)
        }
        return String(decoding: data, as: UTF8.self)
    }

    private static func unreadable(_ name: String, in folder: URL) -> OperatorFailure {
        OperatorFailure(.usage, "\(name) in \(folder.path) can't be read as a sample's; give another --sample")
    }
}

/// How a day's requests are sent.
enum DemoFormat: String, Sendable, Equatable {
    case jsonLines
    case csv

    var mediaType: String { self == .csv ? "text/csv" : "application/x-ndjson" }
}

/// One line of the directory: who holds a function from when to when. Names and mails are left where they are.
struct SampleTerm: Sendable, Equatable {
    var function: String
    var person: String
    /// The first and the last day, `jj/mm/aaaa`; compared as `aaaammjj`.
    private var from: String
    private var until: String?

    init?(_ row: [String: String]) {
        guard let function = row["fonction"], let person = row["personne"], let from = row["du"].flatMap(Self.day)
        else {
            return nil
        }
        self.function = function
        self.person = person
        self.from = from
        until = row["au"].flatMap(Self.day)
    }

    /// Nil unless `jj/mm/aaaa`.
    private static func day(_ text: String) -> String? {
        let parts = text.split(separator: "/")
        return parts.count == 3 ? parts.reversed().joined() : nil
    }

    func holds(on date: CivilDate) -> Bool {
        let day = date.text.filter(\.isNumber)
        return from <= day && until.map { day <= $0 } ?? true
    }
}
