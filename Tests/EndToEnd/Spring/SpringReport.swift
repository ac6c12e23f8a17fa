import Foundation
import TestKit

/// What `alp demo --report` wrote, as somebody reads it who knows only the file.
struct SpringReport: Decodable, Sendable {
    struct Request: Decodable, Sendable {
        struct Breach: Decodable, Sendable, Hashable {
            var rule: String
            var severity: String
            var place: String?
        }
        struct Session: Decodable, Sendable {
            var session: String
            var group: String
            var host: String
            var halfDays: [String]
            var trainers: [String]
            var replacements: [String: Int]
        }
        struct Letter: Decodable, Sendable {
            var letter: String
            var kind: String
            var to: String
            var state: String
        }

        var sample: String
        var request: String
        var phase: String
        var isReleased: Bool
        var placement: String?
        var breaches: [Breach]
        var sessions: [Session]
        var letters: [Letter]
    }

    var kills: Int
    var requests: [Request]
    var differences: [String]
    var spool: String
    var folder: String

    init(_ file: URL) throws { self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file)) }

    /// How all ended, without what another run may do otherwise: dates, trainers, identifiers.
    var outcomes: [String: String] {
        Dictionary(
            uniqueKeysWithValues: requests.map { request in
                let breaches = request.breaches.map { "\($0.rule) \($0.severity) \($0.place ?? "")" }.sorted()
                return (request.sample, "\(request.phase) \(request.isReleased) \(breaches)")
            })
    }

    /// Letters that tell what was decided, each by request, kind and function; those of reminders and digests go by the
    /// clock.
    var decisiveLetters: [String] {
        let kinds: Set = ["receipt", "consent", "code", "correction", "refusal", "validation"]
        return requests.flatMap { request in
            request.letters.filter { kinds.contains($0.kind) }.map {
                "\(request.sample) \($0.kind) \($0.to) \($0.state)"
            }
        }.sorted()
    }
}
