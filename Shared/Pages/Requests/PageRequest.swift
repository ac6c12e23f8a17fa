package import Foundation
import HTTPTypes
package import Logging
package import Vocabulary

/// A request as a handler sees it: matched, its caller known and allowed, its body not read yet.
package struct PageRequest: Sendable {
    /// Opaque, made by the face; the same as in a problem's `instance` and in the log.
    package let identifier: String
    package let method: String
    /// The route's pattern, for logs and metrics; the path itself may hold a key.
    package let pattern: String
    /// From the token. Nil only on an open route, or where nobody presented a valid one there.
    package let caller: Caller?
    /// When it came, by the process's one clock.
    package let now: Instant
    package let query: QueryParameters
    /// Carries the request's identifier; never the path, the body or a header.
    package let logger: Logger

    let parameters: [String: String]
    let fields: HTTPFields
    let reader: BodyReader
    let pool: BlockingPool

    /// A parameter of the route's pattern, percent-decoded.
    /// - Precondition: the pattern has it.
    package func parameter(_ name: String) -> String {
        guard let value = parameters[name] else { preconditionFailure("\(pattern) has no parameter \(name)") }
        return value
    }

    /// Where it was asked: the pattern and its parameters' values. May hold a key: not for logs.
    package var place: String {
        ([pattern] + parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(separator: "\n")
    }

    /// A header's value, if it stands once; names ignore case.
    package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { fields[$0] } }

    /// The body as it was sent.
    /// - Parameters:
    ///   - limit: bytes; the face's limit where nil.
    ///   - accepting: media types, lower case.
    /// - Throws: ``Problem`` 413, 415, 408, 400.
    package func body(accepting: [String], limit: Int? = nil) async throws -> Data {
        try await reader.read(accepting: accepting, limit: limit)
    }

    /// The body decoded from JSON, after the guards of SECURITY (depth 32, no NUL).
    /// - Throws: ``Problem`` as ``body(accepting:limit:)``, and 400 naming the field.
    package func json<Value: Decodable>(_ type: Value.Type, limit: Int? = nil) async throws -> Value {
        try decoded(type, from: await body(accepting: ["application/json"], limit: limit))
    }

    /// A body's bytes decoded from JSON, after the same guards.
    package func decoded<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        switch JSONGuard.refusal(of: data) {
        case .tooDeep(let limit): throw Problem.badJSON(.tooDeep(limit))
        case .nul: throw Problem.badJSON(.nul)
        case nil: break
        }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw Problem.decoding(error, of: data)
        }
    }

    /// Runs synchronous work on the face's ``BlockingPool``.
    package func blocking<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await pool.run(work)
    }
}
