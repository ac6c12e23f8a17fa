package import Foundation

/// The comments above types, fields and cases, read from the sources of Vocabulary and Messages, so that what a reader
/// of the code learns stands in the documents too and is written once.
package struct SourceComments: Hashable, Sendable {
    /// By `Type` and by `Type.field`.
    private var comments: [String: String] = [:]

    /// - Parameter texts: Swift sources, formatted (one declaration a line).
    package init(_ texts: [String]) {
        for text in texts { read(text) }
    }

    /// Of all Swift files in those folders under `root`; a folder that isn't there has none.
    package init(under root: URL, folders: [String]) throws {
        self.init(
            try folders.flatMap { folder in
                let base = root.appendingPathComponent(folder)
                guard let names = FileManager.default.enumerator(atPath: base.path) else { return [String]() }
                return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
                    try String(contentsOf: base.appendingPathComponent($0), encoding: .utf8)
                }
            })
    }

    package func comment(onType type: String) -> String? { comments[Self.declared(type)] }
    package func comment(on field: String, of type: String) -> String? { comments["\(Self.declared(type)).\(field)"] }

    /// `Parameter` for `ParameterOfInt`: the comments are the generic type's.
    private static func declared(_ type: String) -> String { type.hasPrefix("ParameterOf") ? "Parameter" : type }

    private mutating func read(_ text: String) {
        /// Types that are open here, with the indentation of their declaration.
        var open: [(name: String, indent: Int)] = []
        var comment: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = line.prefix { $0 == " " }.count
            let code = line.dropFirst(indent)
            if code.hasPrefix("/// ") || code == "///" {
                comment.append(code.dropFirst(4))
                continue
            }
            if code.hasPrefix("@") { continue }
            if code.hasPrefix("}") { open.removeAll { $0.indent >= indent } }
            if let (kind, name) = Self.declaration(code) {
                let said = comment.filter { !$0.isEmpty }.joined(separator: " ")
                if kind == "struct" || kind == "enum" {
                    open.removeAll { $0.indent >= indent }
                    if !said.isEmpty { comments[name] = said }
                    if !code.hasSuffix("}") { open.append((name, indent)) }
                } else if kind == "extension" {
                    open.append((name, indent))
                } else if let type = open.last, indent == type.indent + 4, !said.isEmpty {
                    comments["\(type.name).\(name)"] = said
                }
            }
            comment = []
        }
    }

    /// The kind and name of what a line declares, of the kinds that matter here.
    private static func declaration(_ code: Substring) -> (kind: String, name: String)? {
        let words = code.split(separator: " ", maxSplits: 8)
        guard
            let index = words.firstIndex(where: { ["struct", "enum", "extension", "var", "let", "case"].contains($0) }),
            index + 1 < words.count, index <= 2,
            words[..<index].allSatisfy({ ["package", "public", "indirect", "private"].contains($0) })
        else { return nil }
        let name = words[index + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "`" }
        return name.isEmpty ? nil : (String(words[index]), name.filter { $0 != "`" })
    }
}

/// « terme français » : meaning in English.
package struct Meaning: Hashable, Sendable {
    /// Without the marks; nil where the comment begins otherwise, with a quotation say.
    package var french: String?
    package var english: String

    package init(_ comment: String) {
        guard comment.hasPrefix("« "), let end = comment.range(of: " » :") else {
            english = comment
            return
        }
        french = String(comment[comment.index(comment.startIndex, offsetBy: 2)..<end.lowerBound])
        let rest = comment[end.upperBound...]
        english = String(rest.drop { " :.".contains($0) })
    }
}
