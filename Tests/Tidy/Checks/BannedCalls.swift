/// A call that may not stand in some files, and what to write in its place.
struct BannedCall: Sendable {
    var name: String
    /// Text that must occur in a line of code for the pattern to be tried.
    var hint: String
    var pattern: String
    var instead: String
    /// Whether the rule holds in the file at that path.
    var holds: @Sendable (String) -> Bool

    static let all: [BannedCall] = pure + waits + everywhere

    /// A decider and the domain's words know no clock, no chance and no machine (HEART: pure).
    private static let pure: [BannedCall] = [
        pure("Date()", hint: "Date()", #"\bDate\(\)"#, "the instant of Facts"),
        // An implicit member or a clock's; `facts.now` is the instant that was handed in.
        pure(
            ".now", hint: ".now", #"(?:^|[^\w)\].])\.now\b|\b(?:Date|\w*Clock(?:\(\))?|Instant)\.now\b"#,
            "the instant of Facts"),
        pure("UUID()", hint: "UUID()", #"\bUUID\(\)"#, "an identifier made of topic, key and sequence"),
        pure(
            "random", hint: "andom", #"\brandom\b|RandomNumberGenerator|\brandomElement\b"#,
            "a number that was handed in"),
        pure("shuffle", hint: "shuffle", #"\bshuffled?\("#, "an order that follows from what was handed in"),
        pure("FileManager", hint: "FileManager", #"\bFileManager\b"#, "a value that was read outside"),
        pure("ProcessInfo", hint: "ProcessInfo", #"\bProcessInfo\b"#, "a value that was read outside"),
    ]

    private static let waits: [BannedCall] = ["Thread.sleep", "Task.sleep", "usleep", "sleep"].map { name in
        BannedCall(
            name: name, hint: "sleep", pattern: name.contains(".") ? name + #"\("# : #"(?:^|[^\w.])"# + name + #"\("#,
            instead: "wait for a condition with `eventually`",
            holds: {
                $0.hasPrefix("Tests/") && !$0.hasPrefix("Tests/TestKit/Eventually")
                    && !$0.hasPrefix("Tests/TestKit/Slowness")
            })
    }

    private static let everywhere: [BannedCall] = [
        BannedCall(
            name: "try!", hint: "try!", pattern: #"\btry!"#, instead: "`try`, and say what an error means",
            holds: { _ in true }),
        BannedCall(
            name: "fatalError()", hint: "fatalError", pattern: #"\bfatalError\(\s*(?:""\s*)?\)"#,
            instead: "a message that says which promise was broken", holds: { _ in true }),
        BannedCall(
            name: "print", hint: "print(", pattern: #"(?:^|[^\w.])print\("#, instead: "the logger",
            holds: { !mayPrint($0) }),
    ]

    private static func pure(_ name: String, hint: String, _ pattern: String, _ instead: String) -> BannedCall {
        BannedCall(name: name, hint: hint, pattern: pattern, instead: instead, holds: isPure)
    }

    static func isPure(_ path: String) -> Bool {
        path.contains("/Domain/") || path.hasPrefix("Shared/Deciding/") || path.hasPrefix("Shared/Vocabulary/")
            || path.hasPrefix("Shared/Rulebook/") || path.hasPrefix("Tests/ProofDomain/")
    }

    /// Programs print: a service its address, the operator's tool all it has to say; a seeded test its seed.
    static func mayPrint(_ path: String) -> Bool {
        [
            "Services/", "Tests/ProofService/", "Tests/TestKit/", "Tests/Torture/",
            "Shared/ServiceKit/Start/",  // help, verify, recover
        ].contains(where: path.hasPrefix)
    }
}

/// A pattern whose `\b` is the simple boundary: by default Swift follows Unicode, for which "Int.random" is one word.
func wordPattern(_ pattern: String) -> Regex<AnyRegexOutput>? {
    (try? Regex(pattern))?.wordBoundaryKind(.simple)
}

func noBannedCalls(_ files: [SourceFile]) -> [Finding] {
    var findings: [Finding] = []
    for call in BannedCall.all {
        guard let pattern = wordPattern(call.pattern) else {
            findings.append(
                Finding(path: "Tests/Tidy", line: 0, rule: "banned", message: "\(call.name): not a pattern"))
            continue
        }
        for file in files where file.isSwift && call.holds(file.path) && file.text.has(call.hint) {
            findings += file.findings("banned", in: file.code) { line in
                guard line.has(call.hint), line.contains(pattern) else { return nil }
                return "no \(call.name) here; instead: \(call.instead)"
            }
        }
    }
    return findings
}

/// `@unchecked Sendable` is a promise made to the compiler: the comment above it proves it.
func uncheckedSendableIsProved(_ files: [SourceFile]) -> [Finding] {
    files.filter(\.isSwift).flatMap { file in
        file.code.enumerated().compactMap { number, line -> Finding? in
            guard line.has("@unchecked") else { return nil }
            var above = number - 1
            while above >= 0, file.code[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            if above >= 0, file.lines[above].drop(while: { $0 == " " }).hasPrefix("//") { return nil }
            return file.finding(
                "unchecked-sendable", line: number + 1, "the line above must be a comment that proves it")
        }
    }
}

/// What is to be done is done, or is an issue; a mark in the code is neither.
func noPostponedWork(_ files: [SourceFile]) -> [Finding] {
    // In pieces, so that this file passes its own check.
    let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
    let marked = files.filter { file in file.path != "LICENSE" && marks.contains(where: file.text.has) }
    return marked.flatMap { file in
        file.findings("postponed", in: file.lines) { line in
            guard let mark = marks.first(where: line.has), let pattern = wordPattern(#"\b"# + mark + #"\b"#),
                line.contains(pattern)
            else { return nil }
            return "\(mark): do it, or drop it"
        }
    }
}
