import ArgumentParser
import Messages

struct TopicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics", abstract: "Topics: those of the catalogue, and those the brokers hold.",
        subcommands: [TopicsList.self, TopicsApply.self])
}

struct TopicsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the topics, and how they differ from the catalogue.",
        discussion: """
            Replication is the catalogue's. Exit code 1 when a topic of the catalogue is missing or has another number \
            of partitions.
            """)

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let catalogue = try broker.catalogue()
        let cluster = try broker.cluster()
        let comparison = TopicComparison(
            catalogue: catalogue, found: try cluster.topics(), isEmbedded: cluster.isEmbedded)
        let output = Output(outputOptions)
        try output.table(
            ["TOPIC", "PARTITIONS", "REPLICATION", "WRITER", "READERS", "STATE"],
            comparison.rows.map { row in
                (
                    row.json,
                    [
                        SafeText.word(row.name), row.found.map(String.init) ?? "-",
                        row.definition.map { String($0.replication) } ?? "-",
                        row.definition.map { SafeText.word($0.writer) } ?? "-",
                        row.readers, row.remark,
                    ]
                )
            }, empty: "no topics")
        try output.finish()
        let count = comparison.missing.count + comparison.otherPartitions.count
        guard count == 0 else {
            throw OperatorFailure(
                .differs,
                "\(count) of the catalogue's \(catalogue?.topics.count ?? 0) topics "
                    + (count == 1 ? "differs" : "differ") + " or " + (count == 1 ? "is" : "are")
                    + " missing at \(cluster.bootstrap); alp topics apply makes what is missing")
        }
    }
}

extension TopicComparison.Row {
    fileprivate var readers: String {
        guard let readers = definition?.readers, !readers.isEmpty else { return "-" }
        return SafeText.word(readers.joined(separator: ","))
    }

    fileprivate var json: JSONValue {
        .fields([
            "topic": .text(name), "partitions": JSONValue(found), "cataloguePartitions": JSONValue(wanted),
            "replication": JSONValue(definition?.replication), "key": JSONValue(definition?.key),
            "writer": JSONValue(definition?.writer),
            "readers": definition.map { .list($0.readers.map { .text($0) }) } ?? .null,
            "personal": definition.map { .flag($0.personal) } ?? .null, "state": .text(stateName),
        ])
    }
}
