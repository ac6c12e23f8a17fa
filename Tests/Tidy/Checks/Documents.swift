/// Each decision is one page with the same four headings, in order, and a number of its own.
func decisionsHaveTheirHeadings(_ files: [SourceFile]) -> [Finding] {
    let headings = ["## Problem", "## Solution", "## Alternatives", "## Consequences"]
    var numbers: [Substring: String] = [:]
    var findings: [Finding] = []
    for file in files where file.path.hasPrefix("docs/decisions/") && file.isMarkdown {
        guard let number = file.path.firstMatch(of: #/\/(\d{4})-[a-z0-9-]+\.md$/#)?.1 else {
            findings.append(file.finding("decisions", "the name is NNNN-words-with-hyphens.md"))
            continue
        }
        if let other = numbers[number] { findings.append(file.finding("decisions", "\(number) is taken by \(other)")) }
        numbers[number] = file.path
        let found = file.lines.filter { $0.hasPrefix("## ") }
        if found.filter(headings.contains) != headings {
            findings.append(file.finding("decisions", "has not, in order: \(headings.joined(separator: ", "))"))
        }
        if file.lines.count > 80 {
            findings.append(file.finding("decisions", "\(file.lines.count) lines; one page is 80"))
        }
    }
    return findings
}

/// What a document tells a reader to run is there: scripts, and commands of this package.
func commandsInDocumentsExist(_ files: [SourceFile]) -> [Finding] {
    let paths = Set(files.map(\.path))
    let manifest = files.first { $0.path == "Package.swift" }.map(Manifest.init)
    return files.filter(\.isMarkdown).flatMap { file -> [Finding] in
        var fenced = false
        return file.lines.enumerated().flatMap { number, line -> [Finding] in
            if line.hasPrefix("```") { fenced.toggle() }
            var unknown = line.matches(of: #/(?:^|[\s`(])((?:Scripts|\.ci)\/[\w\/.-]*\w)/#).map { String($0.1) }.filter
            { path in
                !paths.contains(path) && !paths.contains { $0.hasPrefix(path + "/") }
            }
            if fenced, let manifest,
                let command = line.firstMatch(of: #/^\s*(?:\$ )?(?:swift run )?(alp(?:-[a-z]+)?)(?:\s|$)/#)?.1
            {
                if !manifest.commands.contains(String(command)) { unknown.append(String(command)) }
            }
            return unknown.map { file.finding("commands", line: number + 1, "there is no \($0)") }
        }
    }
}

/// A relative link leads to a file or a folder of the repository.
func linksResolve(_ files: [SourceFile]) -> [Finding] {
    let paths = Set(files.map(\.path))
    return files.filter(\.isMarkdown).flatMap { file in
        file.lines.enumerated().flatMap { number, line in
            line.matches(of: #/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/#).compactMap { match -> Finding? in
                let link = match.1.prefix { $0 != "#" }
                if link.isEmpty || link.contains(":") { return nil }
                let target = resolve(String(link), from: file.path)
                if target.isEmpty || paths.contains(target) || paths.contains(where: { $0.hasPrefix(target + "/") }) {
                    return nil
                }
                return file.finding("links", line: number + 1, "\(match.1) leads to no file")
            }
        }
    }
}

/// "docs/a.md" for "../a.md" in "docs/decisions/b.md"; the empty path is the root.
func resolve(_ link: String, from path: String) -> String {
    var parts = link.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") {
        switch part {
        case ".": break
        case "..": _ = parts.popLast()
        default: parts.append(String(part))
        }
    }
    return parts.joined(separator: "/")
}

/// Mustache's ways round escaping (SECURITY, edges). Templates also stand in Swift files, as texts of the program.
func templatesEscape(_ files: [SourceFile]) -> [Finding] {
    let templates = files.filter { file in
        file.path.hasSuffix(".mustache") || file.path.hasSuffix(".html")
            || (file.isSwift && !file.path.hasPrefix("Tests/"))
    }
    return templates.flatMap { file in
        file.findings("templates", in: file.lines) { line in
            let bad = ["{{{", "{{&", "{{ &"].first(where: line.has)
            return bad.map { "\($0) writes without escaping: use {{ }}" }
        }
    }
}

/// The repository speaks of the product, not of the machine it was made on, nor of where packages come from.
func noFileNamesTheWorkplace(_ files: [SourceFile]) -> [Finding] {
    // In pieces, so that this file passes its own check.
    let names = [
        "/" + "work/", "." + "library/", "/" + "tmp/h/", "/" + "root/", "py" + "pi.org", "python" + "hosted.org",
        "deb." + "debian.org", "archive." + "ubuntu.com", "registry." + "npmjs.org", "crates" + ".io",
        "proxy." + "golang.org",
    ]
    return files.filter { file in names.contains(where: file.text.has) }.flatMap { file in
        file.findings("workplace", in: file.lines) { line in
            names.first(where: line.has).map { "names \($0)" }
        }
    }
}
