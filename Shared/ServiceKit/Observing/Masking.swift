/// What is hidden in text that leaves the process (SECURITY, "Logs"): log lines, the printed configuration, error
/// lines.
package enum Masking {
    package static let replacement = "•••"

    /// Parts of a metadata key, in lower case and without `- _ .`, whose value is never printed.
    private static let hiddenParts = [
        "token", "authorization", "password", "passwd", "passphrase", "secret", "cookie", "mail", "apikey",
        "privatekey", "givenname", "familyname", "firstname", "lastname", "phone", "jaas",
    ]

    /// Whether the value under this metadata key is never printed.
    package static func hides(key: String) -> Bool {
        let plain = key.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "." && $0 != " " }
        return hiddenParts.contains { plain.contains($0) }
    }

    /// Free text with the secrets that travel inside of other values replaced: the password of a URL
    /// (`scheme://user:password@host`), of a libpq connection string (`password=…`), and a bearer token.
    package static func scrub(_ text: String) -> String {
        var text = text
        if text.contains("://") { text = hideUserPasswords(in: text) }
        for marker in ["password=", "Password=", "Bearer ", "bearer "] where text.contains(marker) {
            text = hide(after: marker, in: text)
        }
        return text
    }

    /// `postgres://ana:hush@db/alp` → `postgres://ana:•••@db/alp`.
    private static func hideUserPasswords(in text: String) -> String {
        var result = ""
        var rest = text[...]
        while let scheme = rest.firstRange(of: "://") {
            result += rest[..<scheme.upperBound]
            rest = rest[scheme.upperBound...]
            // The authority ends at the first of these; an unescaped @ inside a password belongs to the password.
            let end = rest.firstIndex { "/?# \t\n\"'".contains($0) } ?? rest.endIndex
            guard let at = rest[..<end].lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") else {
                continue
            }
            result += rest[...colon] + replacement
            rest = rest[at...]
        }
        return result + rest
    }

    /// Everything after the marker up to the next separator.
    private static func hide(after marker: String, in text: String) -> String {
        var result = ""
        var rest = text[...]
        while let found = rest.firstRange(of: marker) {
            result += rest[..<found.upperBound] + replacement
            rest = rest[found.upperBound...]
            // libpq quotes a value with spaces in it: the closing quote ends it then.
            if rest.first == "'" {
                let body = rest.dropFirst()
                rest = body.firstIndex(of: "'").map { body[body.index(after: $0)...] } ?? body[body.endIndex...]
            } else {
                rest = rest[(rest.firstIndex { " \t\n&;\"'".contains($0) } ?? rest.endIndex)...]
            }
        }
        return result + rest
    }
}
