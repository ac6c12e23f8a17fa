import Foundation
package import Vocabulary

/// One line of the token file: whose token it is, what it allows, from when to when. Holds no secret.
package struct TokenEntry: Hashable, Sendable {
    package var caller: Caller
    /// SHA-256 of the token's 256 bits, 64 lower-case hexadecimal digits.
    package var sha256: String
    /// Valid from this moment on …
    package var from: Instant
    /// … and before this one.
    package var until: Instant

    package init(caller: Caller, sha256: String, from: Instant, until: Instant) {
        self.caller = caller
        self.sha256 = sha256
        self.from = from
        self.until = until
    }

    /// SECURITY, Who may do what.
    package static let longestValidity = Duration.seconds(400 * 24 * 3600)

    package func isValid(at now: Instant) -> Bool { from <= now && now < until }

    /// A fresh token for somebody, and the entry to put into the file; the token's text is shown once and kept nowhere.
    /// - Throws: ``TokenFileError`` when the times are not as ``TokenSet`` wants them.
    package static func mint(for caller: Caller, from: Instant, until: Instant) throws -> (
        token: Token, entry: TokenEntry
    ) {
        let token = Token.random()
        let entry = TokenEntry(caller: caller, sha256: token.sha256, from: from, until: until)
        _ = try TokenSet(entries: [entry])
        return (token, entry)
    }

    /// The entry as it stands in the file.
    package var json: String {
        func list(_ texts: Set<String>) -> String { "[" + texts.sorted().map(quoted).joined(separator: ", ") + "]" }
        func quoted(_ text: String) -> String {
            let data = (try? JSONEncoder().encode(text)) ?? Data("\"\"".utf8)
            return String(decoding: data, as: UTF8.self)
        }
        return """
            {"identifier": \(quoted(caller.identifier)), "sha256": "\(sha256)", "roles": \(list(caller.roles)), \
            "functions": \(list(caller.functions)), "departements": \(list(caller.departements)), \
            "from": "\(TokenTime.text(from))", "until": "\(TokenTime.text(until))"}
            """
    }
}

/// Times in the token file: RFC 3339 in UTC, to the second: `2026-09-01T00:00:00Z`.
package enum TokenTime {
    package static func instant(_ text: String) -> Instant? {
        guard text.utf8.count == 20, text.hasSuffix("Z"), let date = try? Date(text, strategy: .iso8601) else {
            return nil
        }
        let instant = Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
        // A lenient parser takes the 31st of February: only what is written back the same is a time.
        return self.text(instant) == text ? instant : nil
    }

    package static func text(_ instant: Instant) -> String {
        Date(timeIntervalSince1970: Double(instant.milliseconds / 1000)).formatted(.iso8601)
    }
}
