import Crypto
package import Foundation
package import Pages

/// What a request asked, as its idempotency key stands for it: method, place and body.
package struct Asked: Hashable, Sendable {
    package let idempotencyKey: String
    package let bodySHA256: [UInt8]

    /// A command on an aggregate.
    ///
    /// - Parameters:
    ///   - seen: the revision that the person saw; nil where nothing depends on one.
    ///   - part: tells the commands of one request from each other, where it has several: the line of an import.
    package func command<Input: Sendable>(
        on aggregate: String, seen: Int64? = nil, _ input: Input, by acting: Acting?, part: String? = nil,
        correlation: String? = nil
    ) -> Command<Input> {
        Command(
            idempotencyKey: part.map { "\(idempotencyKey)/\($0)" } ?? idempotencyKey, bodySHA256: bodySHA256,
            aggregate: aggregate, seenRevision: seen, input: input, actor: acting?.journalled ?? "anonymous",
            correlation: correlation)
    }
}

extension PageRequest {
    /// The body decoded from JSON, with what it asked.
    ///
    /// - Throws: `Problem` as `json`, and 400 without a sound `Idempotency-Key`.
    package func asked<Body: Decodable>(_ type: Body.Type, limit: Int? = nil) async throws -> (Body, Asked) {
        let key = try idempotencyKey()
        let data = try await body(accepting: ["application/json"], limit: limit)
        return (try decoded(type, from: data), asked(key, data))
    }

    /// The body's bytes, with what they asked: for imports.
    package func askedBytes(accepting types: [String], limit: Int) async throws -> (Data, Asked) {
        let key = try idempotencyKey()
        let data = try await body(accepting: types, limit: limit)
        return (data, asked(key, data))
    }

    /// Two callers with the same key are two keys: one can neither learn nor spoil the other's answer.
    private func asked(_ key: String, _ data: Data) -> Asked {
        var hash = SHA256()
        for part in [method, place, "\(data.count)"] { hash.update(data: Data("\(part)\n".utf8)) }
        hash.update(data: data)
        return Asked(
            idempotencyKey: "\(caller?.identifier ?? "-")/\(key)", bodySHA256: Array(hash.finalize()))
    }

    private func idempotencyKey() throws -> String {
        guard let key = header("idempotency-key"), (8...200).contains(key.utf8.count) else {
            throw Problem.badRequest(.keyNeeded)
        }
        return key
    }
}
