package import Foundation
package import Vocabulary

/// All tokens that are known, checked. Pure: bytes in, set out; a token and the time in, the caller out.
package struct TokenSet: Hashable, Sendable {
    private var entries: [String: TokenEntry] = [:]

    /// Knows no token: every guarded route answers 401.
    package static let empty = TokenSet()

    private init() {}

    /// - Throws: ``TokenFileError`` naming the entry and the field.
    package init(entries list: [TokenEntry]) throws {
        for (index, entry) in list.enumerated() {
            let name = TokenFileError.Entry(index: index, identifier: entry.caller.identifier)
            guard entry.from < entry.until else {
                throw TokenFileError.entry(name, field: "until", "must be after from")
            }
            guard entry.until - entry.from <= TokenEntry.longestValidity else {
                throw TokenFileError.entry(name, field: "until", "must be at most 400 days after from")
            }
            guard entries.updateValue(entry, forKey: entry.sha256) == nil else {
                throw TokenFileError.entry(name, field: "sha256", "stands in another entry too; make a token for each")
            }
            // Two may overlap, so that one can be handed over to the next; a third is a forgotten one. The most at once
            // are valid where one of them begins.
            let same = list[...index].filter { $0.caller.identifier == entry.caller.identifier }
            guard same.allSatisfy({ start in same.count { $0.isValid(at: start.from) } <= 2 }) else {
                throw TokenFileError.entry(
                    name, field: "from", "makes three tokens of this identifier valid at once; two may overlap")
            }
        }
    }

    package var count: Int { entries.count }

    /// Nil for a token that is unknown, expired or not yet valid, which look the same from outside.
    ///
    /// The look-up is by the token's SHA-256: what its duration tells is about a hash nobody can steer, so comparing
    /// needn't be constant in time.
    package func caller(presenting token: Token, now: Instant) -> Caller? {
        guard let entry = entries[token.sha256], entry.isValid(at: now) else { return nil }
        return entry.caller
    }
}

extension TokenSet {
    /// Reads the token file's bytes: `{"tokens": [{"identifier": …, "sha256": …, "roles": […], "functions": […],
    /// "departements": […], "from": …, "until": …}]}`. `functions` and `departements` may be left out.
    /// - Throws: ``TokenFileError``
    package init(json: Data) throws {
        guard JSONGuard.refusal(of: json) == nil,
            let document = try? JSONSerialization.jsonObject(with: json) as? [String: Any]
        else { throw TokenFileError.document("isn't a JSON object") }
        for name in document.keys.sorted() where name != "tokens" {
            throw TokenFileError.document("has an unknown field \"\(name)\"; known is tokens")
        }
        guard let list = document["tokens"] as? [Any] else {
            throw TokenFileError.document("needs a field \"tokens\" with a list")
        }
        try self.init(entries: list.enumerated().map { index, value in try Self.entry(value, index: index) })
    }

    private static let fields = ["identifier", "sha256", "roles", "functions", "departements", "from", "until"]

    private static func entry(_ value: Any, index: Int) throws -> TokenEntry {
        guard let object = value as? [String: Any] else {
            throw TokenFileError.document("token \(index + 1) isn't a JSON object")
        }
        let name = TokenFileError.Entry(index: index, identifier: object["identifier"] as? String)
        for field in object.keys.sorted() where !fields.contains(field) {
            throw TokenFileError.entry(name, field: field, "is unknown; known are \(fields.joined(separator: ", "))")
        }
        func text(_ field: String) throws -> String {
            guard let text = object[field] as? String, !text.isEmpty else {
                throw TokenFileError.entry(name, field: field, "must be a text that isn't empty")
            }
            return text
        }
        func texts(_ field: String, isNeeded: Bool) throws -> Set<String> {
            if object[field] == nil, !isNeeded { return [] }
            guard let list = object[field] as? [String], !list.contains(""), !(isNeeded && list.isEmpty) else {
                throw TokenFileError.entry(
                    name, field: field, "must be a list of texts" + (isNeeded ? " with at least one" : ""))
            }
            return Set(list)
        }
        func time(_ field: String) throws -> Instant {
            guard let instant = TokenTime.instant(try text(field)) else {
                throw TokenFileError.entry(name, field: field, "must be a time in UTC like 2026-09-01T00:00:00Z")
            }
            return instant
        }
        let identifier = try text("identifier")
        let sha256 = try text("sha256")
        // The value isn't repeated: somebody may have put the token itself here.
        guard sha256.utf8.count == 64, sha256.allSatisfy({ "0123456789abcdef".contains($0) }) else {
            throw TokenFileError.entry(name, field: "sha256", "must be 64 lower-case hexadecimal digits")
        }
        return TokenEntry(
            caller: Caller(
                identifier: identifier, roles: try texts("roles", isNeeded: true),
                functions: try texts("functions", isNeeded: false),
                departements: try texts("departements", isNeeded: false)),
            sha256: sha256, from: try time("from"), until: try time("until"))
    }
}
