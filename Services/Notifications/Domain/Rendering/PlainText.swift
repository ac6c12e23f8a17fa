import Vocabulary

/// A letter as plain text: the part of the mail that every reader can show.
enum PlainText {
    /// RFC 3676 asks for less than 80 columns.
    static let width = 76

    static func render(_ letter: LetterContent) -> String {
        var lines = letter.sender
        lines += ["", letter.recipient, "", "Le \(letter.day.french)", ""]
        if let reference = letter.reference { lines.append("Référence : \(reference)") }
        lines += wrapped("Objet : \(letter.heading)") + ["", "Madame, Monsieur,", ""]
        for block in letter.blocks { lines += render(block) + [""] }
        lines += wrapped("Nous vous prions d'agréer, Madame, Monsieur, l'expression de notre considération distinguée.")
        lines += ["", letter.signatory, ""]
        return lines.joined(separator: "\n")
    }

    private static func render(_ block: LetterContent.Block) -> [String] {
        switch block {
        case .paragraph(let text): wrapped(text)
        case .title(let text): [text, String(repeating: "-", count: text.count)]
        case .items(let items): items.flatMap { wrapped($0, first: "- ", next: "  ") }
        case .facts(let details):
            details.flatMap { wrapped("\($0.label) : \($0.value)", first: "", next: "    ") }
        case .link(let sentence): wrapped("\(sentence) :") + [Slot.link]
        case .code: ["    \(Slot.code)"]
        }
    }

    /// Broken between words, but not before the marks that French sets apart by a space, nor after an opening one.
    static func wrapped(_ text: String, first: String = "", next: String = "") -> [String] {
        var lines: [String] = []
        for (number, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var line = number == 0 ? first : next
            var isEmpty = true
            for word in words(of: part) {
                if !isEmpty, line.count + 1 + word.count > width {
                    lines.append(line)
                    line = next
                    isEmpty = true
                }
                line += isEmpty ? word : " " + word
                isEmpty = false
            }
            lines.append(isEmpty ? "" : line)
        }
        return lines
    }

    private static func words(of line: Substring) -> [String] {
        var words: [String] = []
        var glue = false
        for word in line.split(separator: " ") {
            if glue || [":", ";", "!", "?", "»"].contains(word) || word.hasPrefix("» "), let last = words.popLast() {
                words.append(last + " " + word)
            } else {
                words.append(String(word))
            }
            glue = word == "«" || (glue && word == "«")
        }
        return words
    }
}
