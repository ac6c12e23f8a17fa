import ArgumentParser
import Kafka
import Messages
import Vocabulary

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Shows one key's path over all topics, in order of cause.",
        discussion: """
            Reads every topic of the catalogue and shows the records whose key, subject or correlation is KEY, and all \
            that these caused: each under its cause, then by time; then the sequences that are missing, and foreign \
            records with that key. Values are not shown. Exit code 1 when nothing names the key, a sequence between \
            two others is missing, a topic of the catalogue isn't there, or two copies of a record differ.
            """)

    @Argument(help: "The key.")
    var key: String

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let catalogue = try broker.neededCatalogue()
        let cluster = try broker.cluster()
        let judge = RecordJudge(catalogue: catalogue, environment: broker.environmentName)
        let comparison = TopicComparison(
            catalogue: catalogue, found: try cluster.topics(), isEmbedded: cluster.isEmbedded)
        let (path, foreign) = try search(cluster, comparison, judge)

        let output = Output(outputOptions)
        for step in path.steps { try output.row(step.json, step.line) }
        for gap in path.gaps { try output.row(gap.json, gap.line) }
        for view in foreign { try output.row(view.foreignInTrace, view.line) }
        try output.finish()
        try Self.judge(path, foreign: foreign.count, missing: comparison.missing.map(\.name), key: key)
    }

    private func search(
        _ cluster: Cluster, _ comparison: TopicComparison, _ judge: RecordJudge
    ) throws -> (path: TracePath, foreign: [RecordView]) {
        let partitions = comparison.rows.filter { $0.definition != nil }.flatMap { row in
            TopicInfo(name: row.name, partitions: Int32(row.found ?? 0)).all
        }
        var graph = TraceGraph(key: key)
        var foreign = TimeOrder<RecordView>(limit: nil)
        let keyBytes = Array(key.utf8)
        try cluster.read(try cluster.ranges(partitions)) { record in
            switch judge.verdict(on: record) {
            case .ours(let envelope): graph.add(TraceRecord(envelope, record))
            case .foreign:
                guard record.key == keyBytes else { return }
                // A trace shows no values.
                var view = RecordView(record, judge: judge, limit: 0)
                if view.value != .tombstone { view.value = .masked }
                foreign.add(record.partition, offset: record.offset, time: record.timestamp, view)
            }
        }
        let compacted = comparison.rows.filter { $0.definition?.cleanup == .compact }.map(\.name)
        return (graph.path(compacted: Set(compacted)), foreign.sorted())
    }

    /// Says in one line what differs.
    private static func judge(
        _ path: TracePath, foreign: Int, missing: [String], key: String
    ) throws(OperatorFailure) {
        if !missing.isEmpty {
            throw OperatorFailure(
                .differs,
                "the path may be incomplete: not at the brokers: \(missing.joined(separator: ", ")); "
                    + "alp topics apply makes them")
        }
        if path.steps.isEmpty, foreign == 0 {
            throw OperatorFailure(.differs, "no record of the catalogue's topics names the key \(SafeText.word(key))")
        }
        if path.hasDifferingCopies {
            throw OperatorFailure(
                .differs, "copies of a record differ, which its writer never makes: find out who else writes there")
        }
        if path.hasHoles {
            throw OperatorFailure(
                .differs, "sequences are missing; have their writer publish them again: alp publish-again")
        }
    }
}

extension RecordView {
    fileprivate var foreignInTrace: JSONValue {
        .fields([
            "kind": "foreign", "time": JSONValue(time?.rfc3339), "topic": .text(partition.topic),
            "partition": JSONValue(partition.partition), "offset": JSONValue(offset), "size": JSONValue(size),
            "foreign": JSONValue(foreign),
        ])
    }
}
