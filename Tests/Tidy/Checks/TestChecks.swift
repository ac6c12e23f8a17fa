/// Every test ends by itself: it, or its suite, has a time limit. A suite that goes on in an extension in another file
/// is known by its name.
func testsHaveATimeLimit(_ files: [SourceFile]) -> [Finding] {
    let tests = files.filter { $0.isSwift && $0.isTest }
    let limited = Set(tests.flatMap { limitedSuites($0.code) })
    return tests.flatMap { file -> [Finding] in
        // The suite that a line stands in, told by the last declaration that starts at the margin.
        var suite: String?
        return file.code.enumerated().compactMap { number, line in
            if line.first?.isWhitespace == false,
                let name = line.prefixMatch(
                    of: #/(?:@\w+(?:\(.*\))?\s+)*(?:\w+\s+)*(?:struct|class|enum|actor|extension)\s+(\w+|`[^`]+`)/#)?.1
            {
                suite = String(name)
            }
            guard line.has("@Test"), !(suite.map(limited.contains) ?? false) else { return nil }
            guard !attribute(file.code, line: number, "@Test").contains(".timeLimit(") else { return nil }
            return file.finding(
                "time-limit", line: number + 1, "neither the test nor its suite says .timeLimit(.minutes(…))")
        }
    }
}

/// The names of suites whose attribute sets a time limit.
private func limitedSuites(_ code: [String]) -> [String] {
    code.enumerated().compactMap { number, line in
        guard line.has("@Suite"), attribute(code, line: number, "@Suite").contains(".timeLimit(") else {
            return nil
        }
        let after = code[number..<min(number + 12, code.count)].joined(separator: " ")
        return after.firstMatch(of: #/\b(?:struct|class|enum|actor|extension)\s+(\w+|`[^`]+`)/#).map { String($0.1) }
    }
}

/// An attribute with its parentheses, which may go over several lines.
private func attribute(_ code: [String], line: Int, _ name: String) -> String {
    let text = code[line..<min(line + 12, code.count)].joined(separator: " ")
    guard let start = text.firstRange(of: name) else { return "" }
    guard start.upperBound < text.endIndex, text[start.upperBound] == "(" else { return name }
    var open = 0
    let end = text[start.upperBound...].firstIndex { character in
        if character == "(" { open += 1 }
        if character == ")" { open -= 1 }
        return open == 0
    }
    return String(text[start.lowerBound..<(end ?? text.endIndex)])
}

/// A disabled test is a claim that nobody checks.
func noTestIsDisabled(_ files: [SourceFile]) -> [Finding] {
    files.filter { $0.isSwift && $0.isTest }.flatMap { file in
        file.findings("disabled", in: file.code) { line in
            line.has(".disabled(") ? "repair the test or delete it; what an engine lacks is declared" : nil
        }
    }
}
