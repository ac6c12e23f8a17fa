import ArgumentParser
import Foundation
import Messages

struct CampaignShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A campaign's revision as Validation holds it.")

    @Argument(help: "Its identifier, such as lyon-2020-2021.")
    var campaign: String

    @Option(help: "An earlier revision. (default: the one in force)")
    var revision: Int?

    @OptionGroup var campaignOptions: CampaignOptions

    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let asker = try campaignOptions.asker()
        let suffix = revision.map { "/revisions/\($0)" } ?? ""
        guard let found = try asker.get(ServiceURL.path(["campaigns", campaign]) + suffix) else {
            throw OperatorFailure(.differs, "\(asker.url) has no such campaign or revision; look at its identifier")
        }
        let output = Output(outputOptions)
        let body = found["content"] ?? found
        try output.row(
            .fields([
                "campaign": .text(campaign), "changes": JSONValue(found["changes"]?.text),
                "document": .text(body.whole),
            ]), "\(campaign): \(found["changes"]?.text ?? "")")
        if !output.isJSON { try output.note(body.whole) }
        try output.finish()
    }
}

extension JSONTree {
    /// Over several lines.
    fileprivate var whole: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys, .prettyPrinted]
        let text = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").map { SafeText.line(String($0)) }.joined(separator: "\n")
    }
}
