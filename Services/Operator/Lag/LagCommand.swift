import ArgumentParser
import Kafka
import Messages

struct LagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lag", abstract: "How far each service has read.",
        discussion: """
            The committed offset follows the service's store and is for figures only; "-" is where a group committed \
            nothing yet. Without --group: every reader of the catalogue, on the topics it reads.
            """)

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var outputOptions: OutputOptions

    @Option(help: ArgumentHelp("A consumer group, such as alp-validation. As often as needed.", valueName: "group"))
    var group: [String] = []

    @Option(
        help: ArgumentHelp(
            "Topics of the groups, instead of those the catalogue says. As often as needed.", valueName: "topic"))
    var topic: [String] = []

    func run() throws {
        let work = try Self.groups(named: group, topics: topic, catalogue: try broker.catalogue())
        let cluster = try broker.cluster()
        let output = Output(outputOptions)
        var rows: [(json: JSONValue, columns: [String])] = []
        for (group, topics) in work {
            for lag in try cluster.lag(group: group, topics: topics) {
                rows.append((lag.json(group: group), lag.columns(group: group)))
            }
        }
        try output.table(["GROUP", "TOPIC", "PARTITION", "COMMITTED", "END", "LAG"], rows, empty: "no partitions")
        try output.finish()
    }

    /// Which topics are asked of which group. Throws a failure of usage.
    static func groups(
        named names: [String], topics: [String], catalogue: TopicCatalogue?
    ) throws(OperatorFailure) -> [(group: String, topics: [String])] {
        if !topics.isEmpty {
            guard !names.isEmpty else {
                throw OperatorFailure(.usage, "--topic needs a group to ask for; add --group alp-NAME")
            }
            return names.map { ($0, topics) }
        }
        guard let catalogue else {
            throw OperatorFailure(
                .usage, "no topics are named; give --topics FILE (or ALP_TOPICS), or --group with --topic")
        }
        let readers = Set(catalogue.topics.flatMap(\.readers)).sorted()
        let known = readers.map { (group: "alp-\($0)", topics: catalogue.read(by: $0).map(\.name)) }
        guard !names.isEmpty else { return known }
        return try names.map { name throws(OperatorFailure) in
            guard let group = known.first(where: { $0.group == name }) else {
                throw OperatorFailure(
                    .usage,
                    "--group \(name): the catalogue has no such reader; its groups are "
                        + known.map(\.group).joined(separator: ", ") + "; for another one name its topics with --topic")
            }
            return group
        }
    }
}

extension PartitionLag {
    fileprivate func json(group: String) -> JSONValue {
        .fields([
            "group": .text(group), "topic": .text(partition.topic), "partition": JSONValue(partition.partition),
            "committed": JSONValue(committed), "start": JSONValue(low), "end": JSONValue(high),
            "lag": JSONValue(records),
        ])
    }

    fileprivate func columns(group: String) -> [String] {
        [
            SafeText.word(group), SafeText.word(partition.topic), "\(partition.partition)",
            committed.map(String.init) ?? "-", "\(high)", "\(records)",
        ]
    }
}
