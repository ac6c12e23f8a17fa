import ArgumentParser
import Messages

struct TopicsApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Creates the catalogue's topics that are missing.",
        discussion: """
            A topic that stands is never changed: one with another number of partitions is reported, exit code 1. A \
            new topic keeps its records without end. The embedded broker makes its topics itself, at its start.
            """)

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var outputOptions: OutputOptions

    @Flag(help: "Only say what would be created.")
    var dryRun = false

    @Option(help: ArgumentHelp("Copies of each partition, instead of the catalogue's number.", valueName: "number"))
    var replication: Int?

    func validate() throws {
        if let replication, !(1...100).contains(replication) {
            throw ValidationError("--replication \(replication): write a number from 1 to 100")
        }
    }

    func run() throws {
        let catalogue = try broker.neededCatalogue()
        let cluster = try broker.cluster()
        let found = try cluster.topics()
        let comparison = TopicComparison(catalogue: catalogue, found: found, isEmbedded: cluster.isEmbedded)
        let output = Output(outputOptions)
        let advice: String
        if cluster.isEmbedded {
            try Self.report(comparison.missing, "missing", output)
            try output.note("the embedded broker makes its topics itself, when it starts: nothing is created here")
            advice = "start alp-broker again with this catalogue"
        } else {
            try create(comparison.missing, cluster, output)
            advice = "partitions are never changed: make the topic anew, or correct the catalogue"
        }
        try Self.report(comparison.otherPartitions, "otherPartitions", output)
        let differing = comparison.otherPartitions + (cluster.isEmbedded ? comparison.missing : [])
        if differing.isEmpty, cluster.isEmbedded || comparison.missing.isEmpty {
            try output.note("all \(catalogue.topics.count) topics stand as the catalogue says")
        }
        try output.finish()
        guard differing.isEmpty else {
            let list = differing.map { "\($0.name) (\($0.remark))" }.joined(separator: ", ")
            throw OperatorFailure(.differs, "not as the catalogue says: \(list); \(advice)")
        }
    }

    private func create(_ rows: [TopicComparison.Row], _ cluster: Cluster, _ output: Output) throws(OperatorFailure) {
        for row in rows {
            guard var topic = row.definition else { continue }
            if let replication { topic.replication = replication }
            if !dryRun {
                do {
                    try cluster.createTopic(
                        topic.name, partitions: topic.partitions, replication: topic.replication,
                        configuration: topic.brokerConfiguration)
                } catch {
                    // What was created before stands, and was said.
                    try output.finish()
                    throw error
                }
            }
            let action = dryRun ? "wouldCreate" : "created"
            try output.row(
                Self.json(topic, action),
                "\(dryRun ? "would create" : "created") \(topic.name): \(topic.partitions) partitions, "
                    + "\(topic.replication) copies")
        }
    }

    private static func report(
        _ rows: [TopicComparison.Row], _ action: String, _ output: Output
    ) throws(OperatorFailure) {
        for row in rows where output.isJSON {
            guard let topic = row.definition else { continue }
            try output.row(json(topic, action, found: row.found, wanted: row.wanted), "")
        }
    }

    private static func json(
        _ topic: TopicDefinition, _ action: String, found: Int? = nil, wanted: Int? = nil
    ) -> JSONValue {
        .fields([
            "topic": .text(topic.name), "action": .text(action), "partitions": JSONValue(found),
            "cataloguePartitions": JSONValue(wanted ?? topic.partitions),
            "replication": JSONValue(topic.replication),
        ])
    }
}
