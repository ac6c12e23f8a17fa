/// A value that can't be built: what it should be, what was given, what is expected. For the person who gave it, hence
/// in French; never for a log, as the value may be personal.
package struct ValueError: Error, Hashable, Sendable {
    /// What the value should be, with its article: « un UAI ».
    package let kind: String
    /// As given, without control characters, at most 60 characters.
    package let value: String
    /// What is expected, a clause: « sept chiffres et une lettre de contrôle ».
    package let expected: String

    package init(kind: String, value: String, expected: String) {
        self.kind = kind
        self.value = Self.shown(value)
        self.expected = expected
    }

    /// One sentence without its field, which the caller knows.
    package var sentence: String { "« \(value) » n'est pas \(kind) : on attend \(expected)." }

    /// Fit to stand on one line of a report: control and bidirectional marks become spaces, long text is cut.
    package static func shown(_ value: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in value.unicodeScalars.prefix(61) {
            shown.append(FreeText.isForbidden(scalar) || scalar == "\n" || scalar == "\t" ? " " : scalar)
        }
        return value.unicodeScalars.count > 60 ? String(String(shown.dropLast())) + "…" : String(shown)
    }
}
