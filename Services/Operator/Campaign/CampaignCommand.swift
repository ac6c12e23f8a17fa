import ArgumentParser

/// `alp campaign`: the campaign's numbered revisions, which Validation owns.
struct CampaignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign", abstract: "The campaign as Validation holds it: shown, and published anew.",
        discussion: """
            Asks Validation's business listener with a token of the Dfie. docs/formats.md describes the file.
            """,
        subcommands: [CampaignPublish.self, CampaignShow.self])
}
