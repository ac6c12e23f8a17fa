import ArgumentParser
import Foundation

/// `alp`: the operator's tool. It asks brokers and services; it holds no service's code and no state of its own.
@main
struct Main: ParsableCommand {
    /// Every command, in the order of the help. A new one is a line here and a folder beside the others.
    static let commands: [any ParsableCommand.Type] = [
        TopicsCommand.self, LagCommand.self, RecordsCommand.self, TraceCommand.self, ParkedCommand.self,
        PublishAgainCommand.self, ReadAgainCommand.self, PauseCommand.self, ResumeCommand.self, VerifyCommand.self,
        TokensCommand.self, RequestsCommand.self, CampaignCommand.self, DemoCommand.self, DocsCommand.self,
        BenchCommand.self,
    ]

    static let configuration = CommandConfiguration(
        commandName: "alp",
        abstract: "Looks into an installation, and repairs it through its services.",
        discussion: """
            With --json every command writes JSON: one document, or one object a line where there are rows. Every \
            failure is one line on the standard error, with what to do.

            Exit codes: 0 done and nothing differs; 1 something differs, is missing or was refused; 64 wrong flags or \
            files; 69 a broker or service is away; 70 something answered what it never should; 77 the token or the \
            Kafka credentials don't allow it. \
            Those of alp requests are 0, 1 and 2, as its help says.
            """,
        subcommands: commands)

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as OperatorFailure {
            complain(failure.line)
            Foundation.exit(failure.code.rawValue)
        } catch {
            guard exitCode(for: error) != .success else { exit(withError: error) }
            complain(message(for: error).split(separator: "\n").joined(separator: " "))
            let isOfRequests = CommandLine.arguments.dropFirst().first == RequestsCommand.configuration.commandName
            Foundation.exit((isOfRequests ? OperatorFailure.Code.unreadable : .usage).rawValue)
        }
    }
}
