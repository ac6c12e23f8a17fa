import FaceKit
import Foundation
import Pages
import TestKit

@testable import Validation

/// Who calls in the tests.
enum Person: String, CaseIterable, Sendable {
    case dfie, service69, service01, service42, pole, director69, director42, referent, otherReferent, pilot, trainer,
        `operator`

    var caller: Caller {
        func caller(_ role: String, _ functions: Set<String>) -> Caller {
            Caller(identifier: "p-\(rawValue.lowercased())", roles: [role], functions: functions)
        }
        return switch self {
        case .dfie: caller("dfie", ["dfie"])
        case .service69: caller("service", ["service:69"])
        case .service01: caller("service", ["service:01"])
        case .service42: caller("service", ["service:42"])
        case .pole: caller("pole", ["pole"])
        case .director69: caller("ia-dasen", ["ia-dasen:69"])
        case .director42: caller("ia-dasen", ["ia-dasen:42"])
        case .referent: caller("ia-ipr", ["ia-ipr:\(Self.college)"])
        case .otherReferent: caller("ia-ipr", ["ia-ipr:0421684C"])
        case .pilot: caller("pilot", ["head:\(Self.college)"])
        case .trainer: caller("trainer", ["trainer:F001"])
        case .operator: caller("operator", [])
        }
    }

    /// Of the requests that these tests examine.
    static let college = "0691662G"
}

/// The business listener of `main`, over a bench's store, that really listens.
struct Face: Sendable {
    let address: String
    let tokens: FaceTokens

    struct Answer: Sendable {
        var status: Int
        var body: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:] }
        var text: String

        /// Of a problem.
        var messages: [String] {
            (body["errors"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
        }
        var rules: [String] { (body["errors"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String } }
    }

    func get(_ path: String, as person: Person? = .dfie) async throws -> Answer {
        try await send("GET", path, as: person)
    }

    func post(
        _ path: String, _ body: some Encodable, as person: Person? = .dfie, key: String? = nil
    ) async throws -> Answer {
        let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        return try await post(path, json: text, as: person, key: key)
    }

    func post(
        _ path: String, json: String, as person: Person? = .dfie, key: String? = nil
    ) async throws -> Answer {
        var random = SystemRandomNumberGenerator()
        return try await send(
            "POST", path, as: person, body: json, key: key ?? "key-" + String(random.next(), radix: 36) + "-long")
    }

    private func send(
        _ method: String, _ path: String, as person: Person?, body: String? = nil, key: String? = nil
    ) async throws -> Answer {
        let answer = try await HTTPCall(address: address, token: person.map { tokens[$0.caller.identifier] })
            .send(method, path, body: body, headers: key.map { ["Idempotency-Key": $0] } ?? [:], within: .seconds(60))
        return Answer(status: answer.status, text: answer.body)
    }
}

func withFace(_ bench: Bench, _ test: @Sendable @escaping (Face) async throws -> Void) async throws {
    let tokens = try FaceTokens(Person.allCases.map(\.caller))
    try await TestFace.running(
        routes: ValidationRoutes.table(bench.desk, reference: bench.lyon.reference), tokens: tokens.file,
        configure: { $0.rate = nil }
    ) { face in
        try await test(Face(address: "\(face.address)", tokens: tokens))
    }
}
