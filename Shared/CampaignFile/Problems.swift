import Vocabulary
import Yams

/// What is wrong with the file being read, and where everything stands in it. For one reading, on one thread.
final class Problems {
    private(set) var errors: [CampaignError] = []
    /// Keys asked for, with `[]` for the places of lists.
    private(set) var asked: Set<String> = []
    private var failed: Set<String> = []
    private var lines: [String: Int] = [:]

    var sorted: [CampaignError] {
        errors.sorted { ($0.line ?? 0, $0.key, $0.message) < ($1.line ?? 0, $1.key, $1.message) }
    }

    /// A file of a mebibyte could hold a hundred thousand; those behind are dropped.
    static let mostKept = 200

    var isFull: Bool { errors.count >= Self.mostKept }

    func whole(_ message: String) { errors.append(CampaignError(line: nil, key: "", message: message)) }

    func add(line: Int?, key: String, _ message: String) {
        guard !isFull else { return }
        failed.insert(key)
        errors.append(CampaignError(line: line, key: key, message: message))
    }

    func ask(_ key: String) {
        asked.insert(key.replacing(/\[\d+\]/, with: "[]"))
    }

    func found(_ key: String, at line: Int?) { lines[key] = line }

    /// What must hold between values that were read; says nothing where one of them couldn't be.
    /// - Parameter key: where the fault is shown.
    func check(_ key: String, with others: [String] = [], _ holds: Bool, _ message: @autoclosure () -> String) {
        guard !holds else { return }
        for involved in [key] + others where failed.contains(where: { $0 == involved || $0.hasPrefix(involved + ".") })
        {
            return
        }
        errors.append(CampaignError(line: lines[key] ?? nil, key: key, message: message()))
    }

    /// What Yams says of a text that is no YAML. Its own words are English and come behind ours.
    func add(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            add(
                line: mark.line, key: "",
                "le YAML est incorrect à la colonne \(mark.column) (\(problem)) ; vérifiez les retraits, les guillemets "
                    + "et les deux-points")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "« \(ValueError.shown($0)) »" }.joined(separator: ", ")
            add(line: context.mark.line, key: "", "clé écrite deux fois au même endroit : \(names) ; gardez-en une")
        case .reader:
            whole("le fichier contient un caractère que YAML n'admet pas ; enregistrez-le comme texte en UTF-8")
        default: whole("le fichier n'est pas du YAML")
        }
    }
}

/// What no campaign file needs: anchors, tags, depth.
struct TreeCheck {
    private let problems: Problems
    /// What stands there where a file writes none.
    private static let plainTags: Set = [
        "", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map",
    ]

    init(_ problems: Problems) { self.problems = problems }

    func accepts(_ node: Node, depth: Int = 1) -> Bool {
        guard depth <= CampaignYAML.deepest else {
            problems.add(
                line: node.mark?.line, key: "", "plus de \(CampaignYAML.deepest) niveaux emboîtés ; aucun n'est utile")
            return false
        }
        if node.anchor != nil {
            problems.add(
                line: node.mark?.line, key: "",
                "une ancre YAML (&) n'est pas admise ; écrivez la valeur en entier à chaque endroit")
            return false
        }
        let tag = node.tag.description
        if !Self.plainTags.contains(tag) {
            problems.add(
                line: node.mark?.line, key: "",
                "une étiquette YAML (\(ValueError.shown(tag))) n'est pas admise ; écrivez la valeur seule")
            return false
        }
        switch node {
        case .scalar, .alias: return true
        case .sequence(let list): return list.allSatisfy { accepts($0, depth: depth + 1) }
        case .mapping(let mapping):
            return mapping.allSatisfy { accepts($0.key, depth: depth + 1) && accepts($0.value, depth: depth + 1) }
        }
    }
}
