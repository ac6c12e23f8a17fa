/// What other people wrote, made fit to stand in a letter: control characters and the marks that turn the direction of
/// text (Unicode TR 9) are taken out, so that no line reads otherwise than it is (SECURITY: edges).
package enum Clean {
    /// Keeps line breaks; a tab becomes a space.
    package static func text(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar == "\n" || scalar == "\t" || !isRemoved(scalar) {
            scalars.append(scalar == "\t" ? " " : scalar)
        }
        return String(scalars)
    }

    /// On one line: line breaks and tabs become spaces.
    package static func line(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\t", "\r", "\u{2028}", "\u{2029}", "\u{85}":
                if scalars.last != " " { scalars.append(" ") }
            case _ where isRemoved(scalar): break
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isBidiControl || scalar.properties.generalCategory == .control
            || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
