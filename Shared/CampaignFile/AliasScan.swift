/// Finds aliases before the parser sees the text: it would resolve them, and hash what they stand for, which grows
/// without bound when aliases stand for lists of aliases ("billion laughs").
///
/// An alias is a `*` where a value or key begins: nothing but spaces between it and the line's beginning or one of
/// `- : ? , [ {`. Quotes are not looked at, so a quoted text with `: *` in it is taken for one too; that errs on the
/// safe side, and only there.
enum AliasScan {
    /// From 1.
    static func firstLine(of text: String) -> Int? {
        var line = 1
        var mayBegin = true
        var isStar = false
        var isComment = false
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if isStar, !scalar.properties.isWhitespace { return line }
            isStar = false
            switch scalar {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                if !(scalar == "\n" && afterReturn) { line += 1 }
                mayBegin = true
                isComment = false
            case " ", "\t", "\u{FEFF}": break
            case _ where isComment: break
            case "#" where mayBegin: isComment = true
            case "*" where mayBegin: isStar = true
            default: mayBegin = "-:?,[{".unicodeScalars.contains(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return nil
    }
}
