import ArgumentParser
import Foundation
import RequestFiles
import Rulebook
import Vocabulary

struct RequestsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests", abstract: "Files of requests, judged by the regulation without any service.",
        subcommands: [RequestsCheck.self])
}

struct RequestsCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Judges every request of a file: JSON Lines or CSV.",
        discussion: """
            Needs neither broker nor store. What it says of files is French, as those who send requests are; this help \
            and errors of flags are English. A line that can't be read is reported with its number, and the others \
            are judged. docs/formats.md describes the files.

            Exit codes: 0 every request passes, with or without warnings; 1 some are refused, returned, blocked or \
            can't be read; 2 the file, the campaign or the reference files can't be read, the output \
            can't be written, or a flag is wrong.
            """)

    @Argument(help: ArgumentHelp("The file of requests; - is the standard input.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The campaign. (default: campaign.yaml beside the file)", valueName: "file"))
    var campaign: String?

    @Option(
        help: ArgumentHelp("The reference files. (default: the folder reference beside the campaign)", valueName: "dir")
    )
    var reference: String?

    @Option(
        help: ArgumentHelp(
            """
            The actions of the year before, for F2. (default: earlier-actions.csv beside the campaign where it is \
            there; else whether a renewal's action exists is left to the examiners)
            """, valueName: "file"))
    var earlierActions: String?

    @Option(help: "jsonl or csv. (default: by the file's name, else by its first character)")
    var format: RequestFormat?

    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let stream = try RequestStream(file, format: format)
        let setting = try JudgingSetting(
            campaign: try campaignPath(), reference: reference, earlierActions: earlierActions)
        let output = Output(outputOptions) { _ in
            OperatorFailure(
                .unreadable, "la sortie standard ne peut pas être écrite (fermée ou pleine) ; envoyez-la ailleurs")
        }
        var report = CheckReport(output: output, isTable: stream.format == .csv)
        do throws(OperatorFailure) {
            while let line = try stream.next() { try report.add(line, setting) }
            guard report.summary.lines > 0 else {
                throw OperatorFailure(.unreadable, "\(file) : aucune demande dans ce fichier")
            }
            try report.end(setting)
        } catch {
            // What was judged before the failure has been judged.
            try? report.finish()
            throw error
        }
        guard report.summary.allPass else { throw OperatorFailure(.differs, report.summary.line) }
    }

    private func campaignPath() throws(OperatorFailure) -> String {
        if let campaign { return campaign }
        guard file != "-" else {
            throw OperatorFailure(.unreadable, "avec l'entrée standard, nommez la campagne : --campaign FICHIER")
        }
        return URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("campaign.yaml").path
    }
}

extension RequestFormat: ExpressibleByArgument {}
