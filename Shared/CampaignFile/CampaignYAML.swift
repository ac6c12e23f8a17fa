package import Vocabulary
import Yams

/// Reads `campaign.yaml`: every number and reading of the rules for one académie and school year.
///
/// A plain YAML of mappings, lists and scalars: no anchors, aliases or tags, no key twice, at most 1 MiB and 20 levels.
/// Nothing has a default: a key that is missing is an error, as is one that isn't known.
package enum CampaignYAML {
    package static let longest = 1 << 20
    package static let deepest = 20

    /// Every fault at once, by line; a fault of the YAML itself comes alone.
    package static func read(_ bytes: [UInt8]) -> Result<Campaign, CampaignErrors> {
        let problems = Problems()
        let campaign = campaign(bytes, problems)
        if problems.errors.isEmpty, let campaign { return .success(campaign) }
        return .failure(CampaignErrors(errors: problems.sorted))
    }

    /// Every key that the reader asked for, lists without their numbers: what docs/formats.md has to name.
    package static func keys(askedFor bytes: [UInt8]) -> Set<String> {
        let problems = Problems()
        _ = campaign(bytes, problems)
        return problems.asked
    }

    private static func campaign(_ bytes: [UInt8], _ problems: Problems) -> Campaign? {
        guard bytes.count <= longest else {
            problems.whole("le fichier dépasse \(longest) octets ; est-ce bien un fichier de campagne ?")
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            problems.whole("le fichier n'est pas en UTF-8 ; enregistrez-le en UTF-8")
            return nil
        }
        if let line = AliasScan.firstLine(of: text) {
            problems.add(
                line: line, key: "",
                "un * en tête d'une valeur est un alias YAML, qui n'est pas admis ; écrivez la valeur en entier")
            return nil
        }
        do {
            // Kept until the walk is over: nodes hold their anchors weakly.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            let root = try parser.singleRoot()
            return withExtendedLifetime(parser) {
                guard let root, root.scalar.map({ $0.style != .plain || !$0.string.isEmpty }) ?? true else {
                    problems.whole("le fichier est vide ; il commence par id, academie, schoolYear")
                    return nil
                }
                guard TreeCheck(problems).accepts(root) else { return nil }
                return Section(root, path: "", problems: problems)?.whole(CampaignReading.campaign) ?? nil
            }
        } catch {
            problems.add(error)
            return nil
        }
    }
}
