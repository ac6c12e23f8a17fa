import Foundation
import Messages
import TestKit
import Vocabulary

/// `alp` as its caller sees it: exit code, output, and the one line of a failure.
struct Alp {
    var code: ChildProcess.End
    var output: String
    var lines: [String]
    var errors: [String]

    /// Runs the real program. Variables of the outside don't reach it; `environment` does.
    @discardableResult
    init(_ arguments: [String], environment: [String: String] = [:], within limit: Duration = .seconds(40)) async throws
    {
        let child = try Self.start(arguments, environment: environment)
        code = try await child.exit(within: limit)
        output = child.output
        lines = child.outputLines
        errors = child.errorLines
    }

    static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> ChildProcess {
        let names = [
            "ALP_KAFKA", "ALP_KAFKA_PROPERTIES", "ALP_TOPICS", "ALP_ENVIRONMENT", "ALP_SERVICE_URL",
            "ALP_OPERATOR_TOKEN",
        ]
        let none = Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
        return try ChildProcess(
            try BuiltProduct.alp.executable, arguments, environment: none.merging(environment) { _, new in new })
    }

    /// Every line of the output as a JSON object.
    var objects: [[String: Any]] {
        get throws {
            try lines.map { line in
                guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                    throw KitError("not an object: \(line)")
                }
                return object
            }
        }
    }
}

/// 2026-11-01T00:00:00Z, when all that the tests write happened.
let today = Instant(milliseconds: 1_793_491_200_000)

/// A record as a service would write it.
func envelope(
    _ topic: String, _ key: String, _ sequence: Int64, by writer: String, cause: Cause = .outside,
    type: String = "thing.happened.v1", subject: String? = nil, correlation: String? = nil, after: Duration = .zero
) -> Envelope {
    Envelope(
        topic: topic, key: key, sequence: sequence, type: type, source: "urn:alp:dev:\(writer)",
        subject: subject ?? key, time: today + after, correlation: correlation, cause: cause)
}

extension Kcat {
    func produce(_ envelope: Envelope, value: String? = "{}") async throws {
        try await produce(
            to: envelope.topic, key: envelope.key, value: value.map { Data($0.utf8) }, headers: envelope.headers)
    }
}

/// Three topics: an input, a service's own, and one with persons in it.
let testTopics = [
    TopicDefinition(
        name: "t.input.v1", partitions: 3, embeddedPartitions: 2, replication: 1, key: "request", writer: "outside",
        readers: ["first"]),
    TopicDefinition(
        name: "t.output.v1", partitions: 3, embeddedPartitions: 2, replication: 1, key: "request", writer: "first",
        readers: ["second"]),
    TopicDefinition(
        name: "t.people.v1", partitions: 1, embeddedPartitions: 1, replication: 1, key: "person", writer: "outside",
        cleanup: .compact, personal: true),
]
