import ArgumentParser
import Foundation
import Messages
import Vocabulary

struct CampaignPublish: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publishes a campaign's file as its next revision.",
        discussion: """
            Shows first what would differ from the revision in force, and asks. What was decided meanwhile by others \
            on the same campaign is noticed: then nothing is published.

            Exit codes: 0 published, shown, or nothing differs; 1 refused, or declined; 2 the file can't be read.
            """)

    @Argument(help: ArgumentHelp("The campaign.", valueName: "file"))
    var file: String

    @OptionGroup var campaignOptions: CampaignOptions

    @Option(help: "What is new in it, in French, for those who read the revisions.")
    var changes: String?

    @Flag(help: "Only show what would differ.")
    var preview = false

    @Flag(help: "Don't ask.")
    var yes = false

    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let reading = try CampaignReading(file)
        let asker = try campaignOptions.asker()
        let path = "/campaigns/\(reading.campaign.id.text)"
        // Of what happened to the campaign so far: what was done meanwhile by others is noticed by it.
        let seen = try asker.get(path)?["revision"]?.integer
        let output = Output(outputOptions)
        let previewed = try asker.post("\(path)/revisions?mode=preview", body(reading, seen), key: Self.key())
        let differences = CampaignDifference.list(previewed["differences"])
        let next = previewed["revision"]?.integer ?? 1
        for difference in differences {
            try output.row(
                .fields([
                    "path": .text(difference.path), "before": JSONValue(difference.before?.line),
                    "after": JSONValue(difference.after?.line),
                ]), difference.lines.joined(separator: "\n"))
        }
        try output.note(Self.summary(reading.campaign.id.text, seen == nil ? nil : next - 1, differences.count))
        try output.finish()
        if preview || (differences.isEmpty && seen != nil) { return }
        guard try yes || isWanted(next) else { throw OperatorFailure(.differs, "nothing was published") }
        let answer = try asker.post("\(path)/revisions?mode=apply", body(reading, seen), key: Self.key())
        let revision = answer["revision"]?.integer ?? next
        try output.row(
            .fields(["campaign": .text(reading.campaign.id.text), "revision": JSONValue(revision)]),
            "\(reading.campaign.id.text): revision \(revision) is published")
        try output.finish()
    }

    /// - Parameter standing: the revision in force; nil where the campaign isn't known, which a mistyped `id` in the
    ///   file would make of it too.
    static func summary(_ campaign: String, _ standing: Int64?, _ differences: Int) -> String {
        guard let standing else { return "\(campaign) is not known: this would be its first revision" }
        switch differences {
        case 0: return "\(campaign), revision \(standing): nothing differs"
        case 1: return "\(campaign), revision \(standing): 1 difference"
        default: return "\(campaign), revision \(standing): \(differences) differences"
        }
    }

    private func body(_ reading: CampaignReading, _ seen: Int64?) -> JSONTree {
        var members: [String: JSONTree] = [
            "campaign": reading.tree,
            "changes": .text(changes ?? (seen == nil ? "Première publication." : "Révision.")),
        ]
        if let seen { members["seenRevision"] = .integer(seen) }
        return .object(members)
    }

    private static func key() -> String { "alp-campaign-\(UUID().uuidString.lowercased())" }

    /// Throws a failure of usage where nobody can be asked.
    private func isWanted(_ next: Int64) throws(OperatorFailure) -> Bool {
        guard isatty(STDIN_FILENO) == 1 else {
            throw OperatorFailure(.usage, "nobody can be asked here; look with --preview, then publish with --yes")
        }
        try? FileHandle.standardError.write(
            contentsOf: Data("publish it as revision \(next)? [y/N] ".utf8))
        return ["y", "yes", "o", "oui"].contains((readLine() ?? "").lowercased())
    }
}
