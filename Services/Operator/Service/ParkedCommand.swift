import ArgumentParser
import Pages

struct ParkedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parked", abstract: "Records that a service couldn't handle, and those that wait behind them.",
        subcommands: [ParkedList.self, ParkedShow.self, ParkedRetry.self, ParkedSkip.self])
}

struct ParkedList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists parked records by topic, key and sequence.")

    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions
    @Option(help: "Only this topic's.") var topic: String?
    @Option(help: "Only this key's.") var key: String?
    @Option(help: ArgumentHelp("At most so many, 1 to 1000.", valueName: "number")) var limit = 100

    func validate() throws {
        if !(1...1000).contains(limit) { throw ValidationError("--limit \(limit): write a number from 1 to 1000") }
    }

    func run() throws {
        var query = [(name: "limit", value: "\(limit)")]
        if let topic { query.append(("topic", topic)) }
        if let key { query.append(("key", key)) }
        let records = try service.client().get([ParkedSummary].self, ["parked"], query: query)
        let output = Output(outputOptions)
        try output.table(
            ["TOPIC", "KEY", "SEQUENCE", "PLACE", "PARKED AT", "ATTEMPTS", "WHY"],
            records.map { ($0.json, $0.columns) }, empty: "nothing is parked")
        if records.count == limit { try output.note("there may be more: give a larger --limit, or --topic and --key") }
        try output.finish()
    }
}

struct ParkedShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one parked record; its value only with a reason, which is journalled.")

    @Argument(help: "The topic.") var topic: String
    @Argument(help: "The key.") var key: String
    @Argument(help: "The sequence.") var sequence: Int64
    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions
    @Option(
        help: ArgumentHelp("Show the value too; why, in 3 to 500 characters, for the journal.", valueName: "reason"))
    var unmask: String?

    func run() throws {
        let detail = try service.client().get(
            ParkedDetail.self, ["parked", topic, key, "\(sequence)"],
            query: unmask.map { [("unmask", $0)] } ?? [])
        let output = Output(outputOptions)
        try output.row(
            detail.json(isUnmasked: unmask != nil),
            detail.lines(isUnmasked: unmask != nil).joined(separator: "\n"))
        try output.finish()
    }
}

struct ParkedRetry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Handles a key's parked records again, in order.")

    @Argument(help: "The topic.") var topic: String
    @Argument(help: "The key.") var key: String
    @OptionGroup var reason: ReasonOption
    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        try service.client().post(
            OrderReport.self, ["parked", topic, key, "retry"], body: .fields(["reason": .text(reason.reason)])
        ).show(outputOptions)
    }
}

struct ParkedSkip: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Passes over one sequence of a key for good, and goes on behind it.")

    @Argument(help: "The topic.") var topic: String
    @Argument(help: "The key.") var key: String
    @Argument(help: "The sequence.") var sequence: Int64
    @OptionGroup var reason: ReasonOption
    @OptionGroup var service: ServiceOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        try service.client().post(
            OrderReport.self, ["parked", topic, key, "\(sequence)", "skip"],
            body: .fields(["reason": .text(reason.reason)])
        ).show(outputOptions)
    }
}
