import ArgumentParser

/// The flags of `alp-broker`.
struct BrokerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The topics to make: a catalogue in JSON, or product:01,42,69 for the product's own with the feeds of "
                + "these départements.",
            valueName: "file"))
    var topics: String

    @Option(
        help: ArgumentHelp(
            "Where to write the address (line 1) and this run's identifier (line 2). Removed at the end.",
            valueName: "file"))
    var addressFile: String?

    @Option(help: ArgumentHelp("Partitions of every topic, instead of the catalogue's.", valueName: "number"))
    var partitions: Int?

    @Flag(help: "End when the process that started this one ends.")
    var endWithParent = false

    @Option(
        help: ArgumentHelp(
            "The parent's number, for --end-with-parent: if it is already gone, the broker ends at once.",
            valueName: "pid"))
    var parent: Int32?

    @Option(
        help: ArgumentHelp(
            "Answer the next COUNT such requests with ERROR. Can be given several times.",
            discussion: "Such as produce:NOT_ENOUGH_REPLICAS:3 or fetch:_TRANSPORT:1. Requests: "
                + Injection.Request.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "request:error:count"))
    var inject: [String] = []

    @Option(
        help: ArgumentHelp(
            "Take commands on this Unix socket: one a line, each answered by one line, ok or error: ….",
            discussion: ControlCommand.help, valueName: "socket"))
    var control: String?

    func validate() throws {
        if let partitions, !(1...1000).contains(partitions) {
            throw ValidationError("--partitions \(partitions): write a number from 1 to 1000")
        }
        if parent != nil, !endWithParent {
            throw ValidationError("--parent is of use with --end-with-parent alone; add it")
        }
    }
}
