enum Limits {
    static let line = 120
    /// A line that is one string: cut in two it couldn't be searched for.
    static let text = 180
    static let file = 400
    static let function = 70
}

func linesAreShort(_ files: [SourceFile]) -> [Finding] {
    files.filter {
        $0.isSwift || $0.path.hasPrefix("Scripts/") && ![".txt", ".patch"].contains(where: $0.path.hasSuffix)
    }
    .flatMap { file in
        file.findings("line-length", in: file.lines) { line in
            // Bytes first: counting characters of every line is slow.
            guard line.utf8.count > Limits.line, line.count > Limits.line else { return nil }
            let start = line.drop { $0 == " " || $0 == "+" }
            let isText = start.hasPrefix("\"") || start.hasPrefix("#\"") || start.hasPrefix("line: \"")
            if isText, line.count <= Limits.text { return nil }
            return "\(line.count) columns; \(Limits.line) at most"
        }
    }
}

func filesAreShort(_ files: [SourceFile]) -> [Finding] {
    files.filter { $0.isSwift && $0.lines.count > Limits.file }.map { file in
        file.finding("file-length", "\(file.lines.count) lines; \(Limits.file) at most: one idea a file")
    }
}

func functionsAreShort(_ files: [SourceFile]) -> [Finding] {
    files.filter(\.isSwift).flatMap { file in
        FunctionLengths.of(file).compactMap { line, length in
            guard length > Limits.function else { return nil }
            return file.finding("function-length", line: line, "\(length) lines; \(Limits.function) at most")
        }
    }
}

/// Where functions start and how many lines they take, counted by braces over code without comments and strings.
enum FunctionLengths {
    static func of(_ file: SourceFile) -> [(line: Int, length: Int)] {
        let pattern = #/(?:^|\s)(?:func\s+(?:`[^`]*`|[^\s(<]+)|init[?]?|deinit|subscript)\s*[<({]/#
        return file.code.enumerated().compactMap { number, line in
            guard ["func", "init", "subscript"].contains(where: line.has),
                let match = line.firstMatch(of: pattern)
            else { return nil }
            guard let end = bodyEnd(file.code, line: number, from: match.range.lowerBound) else { return nil }
            return (number + 1, end - number + 1)
        }
    }

    /// The line on which the body's last brace stands; nil where there is no body (a protocol's requirement).
    private static func bodyEnd(_ code: [String], line first: Int, from start: String.Index) -> Int? {
        var parentheses = 0
        var braces = 0
        for number in first..<code.count {
            let text = number == first ? code[number][start...] : code[number][...]
            if number > first, braces == 0, parentheses == 0, startsDeclaration(text) { return nil }
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
                case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
                case UInt8(ascii: "}") where parentheses == 0 || braces > 0:
                    braces -= 1
                    if braces == 0 { return number }
                    if braces < 0 { return nil }
                default: break
                }
            }
        }
        return nil
    }

    /// Words that begin a declaration; one of them on a later line says that a function without a body has ended.
    private static let declarations: Set<String> = [
        "func", "var", "let", "init", "case", "subscript", "associatedtype", "public", "package", "private",
        "fileprivate",
        "static", "mutating", "override",
    ]

    private static func startsDeclaration(_ text: Substring) -> Bool {
        let start = text.drop { $0 == " " }
        return start.hasPrefix("@") || declarations.contains(String(start.prefix { $0.isLetter }))
    }
}
