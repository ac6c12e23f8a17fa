/// What Package.swift says, read from its text: targets, where they stand, what they may see.
///
/// Reads the five forms that Package.swift uses (`module`, `program`, `tests`, `.systemLibrary`, and `service`, which
/// is a domain and a program); another form is one that this reader has to learn, and the check "targets" finds the
/// folder that no target claims.
struct Manifest {
    struct Target: Equatable {
        enum Kind: String { case module, program, tests, systemLibrary }
        var name: String
        var kind: Kind
        var folder: String
        /// Names in quotes: modules of ours.
        var ours: [String]
        /// Modules of packages, by the names that an import line uses.
        var outside: [String]
        var line: Int
    }

    var targets: [Target] = []
    /// Commands: the names of executable products.
    var commands: [String] = []

    init(_ file: SourceFile) {
        let text = file.text
        var products: [String: String] = [:]
        for match in text.matches(of: #/let (\w+): Target\.Dependency = \.product\(name: "(\w+)"/#) {
            products[String(match.1)] = String(match.2)
        }
        commands = text.matches(of: #/\.executable\(\s*name: "([\w-]+)"/#).map { String($0.1) }
        func line(of range: Range<String.Index>) -> Int {
            text[..<range.upperBound].split(separator: "\n", omittingEmptySubsequences: false).count
        }
        func ours(_ list: Substring) -> [String] { list.matches(of: #/"(\w+)"/#).map { String($0.1) } }
        func outside(_ list: Substring) -> [String] {
            list.matches(of: #/\b[a-z]\w*\b/#).compactMap { products[String($0.0)] }
        }
        for match in text.matches(of: #/(?m)^\s+service\(/#) {
            let call = Self.balanced(text[match.range.upperBound...])
            guard let name = call.firstMatch(of: #/"(\w+)"/#).map({ String($0.1) }),
                let domain = call.firstMatch(of: #/domain: \[([^\]]*)\]/#)?.1,
                let app = call.firstMatch(of: #/app: \[([^\]]*)\]/#)?.1
            else { continue }
            targets += [
                Target(
                    name: "\(name)Domain", kind: .module, folder: "Services/\(name)/Domain", ours: ours(domain),
                    outside: outside(domain), line: line(of: match.range)),
                Target(
                    name: name, kind: .program, folder: "Services/\(name)/App", ours: ["\(name)Domain"] + ours(app),
                    outside: outside(app), line: line(of: match.range)),
            ]
        }
        for match in text.matches(of: #/(?m)^\s+(module|program|tests|\.systemLibrary)\(/#) {
            let call = Self.balanced(text[match.range.upperBound...])
            guard let kind = Target.Kind(rawValue: match.1.trimmingPrefix(".").description),
                let name = call.firstMatch(of: #/"(\w+)"/#)?.1
            else { continue }
            let path = call.firstMatch(of: #/path: "([\w\/]+)"/#).map { String($0.1) }
            let parent = call.firstMatch(of: #/in: "(\w+)"/#).map { String($0.1) }
            let list = call.firstMatch(of: #/\[([^\]]*)\]/#).map { $0.1 } ?? ""
            let isLibrary = kind == .systemLibrary
            targets.append(
                Target(
                    name: String(name), kind: kind,
                    folder: path ?? (parent ?? (kind == .tests ? "Tests" : "Shared")) + "/" + name,
                    ours: isLibrary ? [] : ours(list), outside: isLibrary ? [] : outside(list),
                    line: line(of: match.range)))
        }
    }

    /// The text up to the parenthesis that closes what is already open.
    private static func balanced(_ text: Substring) -> Substring {
        var open = 1
        let end = text.firstIndex { character in
            if character == "(" { open += 1 }
            if character == ")" { open -= 1 }
            return open == 0
        }
        return text[..<(end ?? text.endIndex)]
    }

    func target(holding file: SourceFile) -> Target? {
        targets.first { file.path.hasPrefix($0.folder + "/") }
    }
}
