/// A file of the repository as the checks see it: a path from the root, and text.
struct SourceFile: Sendable {
    let path: String
    let text: String
    /// The text's lines, without their ends.
    let lines: [String]
    /// For Swift: the same lines with comments and the inside of string literals blanked, so that a check that looks
    /// for code doesn't stumble over prose. Interpolations stay, since they are code. For other files: empty.
    let code: [String]

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        lines = Self.split(text)
        code = path.hasSuffix(".swift") ? Self.split(CodeScanner.blank(text)) : []
    }

    var isSwift: Bool { path.hasSuffix(".swift") }
    var isMarkdown: Bool { path.hasSuffix(".md") }
    var isTest: Bool { path.hasPrefix("Tests/") }

    /// "Start" for "Shared/ServiceKit/Start.swift".
    var stem: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.split(separator: ".").first ?? "")
    }

    /// The first two folders, which are where a target stands: "Shared/Kafka" for all of that module's files.
    var targetFolder: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? parts.prefix(2).joined(separator: "/") : nil
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
