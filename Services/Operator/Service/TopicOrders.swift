import ArgumentParser
import Pages

struct PublishAgainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish-again", abstract: "Has a service publish again what its journal holds of a topic.",
        discussion: "For a broker that lost records. Readers pass over what they have seen.")

    @Argument(help: "The topic, one that the service writes.") var topic: String
    @Option(help: "Only this key's records.") var key: String?
    @Option(help: ArgumentHelp("Begin at this sequence.", valueName: "number")) var fromSequence: Int64?
    @OptionGroup var reason: ReasonOption
    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let body = JSONValue.fields([
            "topic": .text(topic), "key": JSONValue(key), "fromSequence": JSONValue(fromSequence),
            "reason": .text(reason.reason),
        ])
        try service.client(defaultTimeout: .seconds(600)).post(
            OrderReport.self, ["journal", "publish-again"], body: body
        ).show(outputOptions)
    }
}

struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Stops a service from reading a topic; the others read on.")

    @Argument(help: "The topic.") var topic: String
    @OptionGroup var reason: ReasonOption
    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        try service.client().post(
            OrderReport.self, ["topics", topic, "pause"], body: .fields(["reason": .text(reason.reason)])
        ).show(outputOptions)
    }
}

struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Has a service read a paused topic again.")

    @Argument(help: "The topic.") var topic: String
    @OptionGroup var reason: ReasonOption
    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        try service.client().post(
            OrderReport.self, ["topics", topic, "resume"], body: .fields(["reason": .text(reason.reason)])
        ).show(outputOptions)
    }
}

struct ReadAgainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-again", abstract: "Has a service read a topic from its beginning.",
        discussion: "After a broker lost records or a topic was made anew. What was handled is passed over.")

    @Argument(help: "The topic, one that the service reads.") var topic: String
    @OptionGroup var reason: ReasonOption
    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        try service.client().post(
            OrderReport.self, ["topics", topic, "read-again"], body: .fields(["reason": .text(reason.reason)])
        ).show(outputOptions)
    }
}

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Has a service fold its journal and compare the result with its tables.",
        discussion: "Exit code 1 when something differs.")

    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let report = try service.client(defaultTimeout: .seconds(600)).post(VerifyReport.self, ["verify"])
        let output = Output(outputOptions)
        try output.row(
            .fields([
                "aggregates": JSONValue(report.aggregates), "journalRows": JSONValue(report.journalRows),
                "differences": .list(report.differences.map { .text($0) }),
            ]), "\(report.aggregates) aggregates, \(report.journalRows) journal rows")
        for difference in report.differences { try output.note("differs: \(SafeText.line(difference))") }
        try output.finish()
        guard report.differences.isEmpty else {
            throw OperatorFailure(
                .differs,
                "\(report.differences.count) differences between journal and tables"
                    + "; the journal is what counts: stop the service and keep its store for the search")
        }
    }
}
