/// The word that someone most probably meant, for errors: « inconnu ; peut-être « origin » ».
package enum Nearest {
    /// Nil where nothing is near: more than a third of the letters differ. Case and accents count as no difference.
    package static func word(to text: String, among words: some Sequence<String>) -> String? {
        let given = Array(folded(text).prefix(60))
        guard !given.isEmpty else { return nil }
        var best: (word: String, distance: Int)?
        for word in words {
            let candidate = Array(folded(word))
            let limit = max(1, max(given.count, candidate.count) / 3)
            let distance = distance(given, candidate)
            if distance <= limit, best.map({ distance < $0.distance }) ?? true { best = (word, distance) }
        }
        return best?.word
    }

    /// In small letters without accents, spaces at the ends or twice in a row: how names of columns and French words
    /// are compared. The ligatures and the typographic apostrophe become what keyboards have.
    package static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var endsWithSpace = true
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
                if !endsWithSpace { result.append(" ") }
                endsWithSpace = true
                continue
            }
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            endsWithSpace = false
            if scalar.isASCII {
                result.append((65...90).contains(scalar.value) ? Unicode.Scalar(scalar.value + 32) ?? scalar : scalar)
            } else {
                result.append(contentsOf: plain(scalar).unicodeScalars)
            }
        }
        if endsWithSpace, !result.isEmpty { result.removeLast() }
        return String(result)
    }

    private static func plain(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "à", "â", "ä", "á", "À", "Â", "Ä", "Á": "a"
        case "é", "è", "ê", "ë", "É", "È", "Ê", "Ë": "e"
        case "î", "ï", "Î", "Ï": "i"
        case "ô", "ö", "Ô", "Ö": "o"
        case "ù", "û", "ü", "Ù", "Û", "Ü": "u"
        case "ç", "Ç": "c"
        case "œ", "Œ": "oe"
        case "æ", "Æ": "ae"
        case "’", "ʼ": "'"
        default: scalar.properties.lowercaseMapping
        }
    }

    /// Insertions, removals, replacements and swaps of neighbours (Damerau 1964, in its restricted form).
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var before: [Int] = []
        var last = Array(0...other.count)
        for (row, character) in one.enumerated() {
            var next = [row + 1]
            for (column, candidate) in other.enumerated() {
                var cost = min(
                    last[column] + (character == candidate ? 0 : 1), last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, character == other[column - 1], one[row - 1] == candidate {
                    cost = min(cost, before[column - 1] + 1)
                }
                next.append(cost)
            }
            before = last
            last = next
        }
        return last[other.count]
    }
}
