import ArgumentParser
import Kafka
import Messages

struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "Shows a topic's records, by time.",
        discussion: """
            Of a message of the product, what is personal is shown as •••: names, mails, what people wrote, the place \
            of a function that one person holds, and whatever this version doesn't know. On other topics a value is \
            shown only where the catalogue says that they hold no personal data. A record that isn't one of ours is \
            FOREIGN, with why.

            Ends when all that stood in the topic at the start is read. With --follow it goes on until --limit is \
            reached or SIGINT or SIGTERM comes, and then ends with 0; brokers that are away for longer than --timeout \
            end it with 69. What stood before is held in memory, a few \
            hundred bytes a record: on a large topic use --key, --partition, --from or --limit.
            """)

    @Argument(help: "The topic.")
    var topic: String

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var outputOptions: OutputOptions

    @Option(help: "Only records with this key.")
    var key: String?

    @Option(help: ArgumentHelp("Only this partition.", valueName: "number"))
    var partition: Int32?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Begin at this offset of each partition; -N: with the last N; end: only with what comes.",
            valueName: "offset"))
    var from: StartOffset?

    @Option(help: ArgumentHelp("End after so many records.", valueName: "number"))
    var limit: Int?

    @Flag(help: "Go on with what comes.")
    var follow = false

    @Option(help: ArgumentHelp("How many bytes of a value to show.", valueName: "bytes"))
    var valueBytes = 200

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit \(limit): write a number from 1 up") }
        if valueBytes < 0 { throw ValidationError("--value-bytes \(valueBytes): write a number from 0 up") }
    }

    func run() throws {
        let catalogue = try broker.catalogue()
        let judge = RecordJudge(catalogue: catalogue, environment: broker.environmentName)
        let cluster = try broker.cluster()
        if follow { StopSignal.watch() }
        let held = try cluster.ranges(try partitions(of: try cluster.topic(topic)))
        let ranges = held.mapValues { (from ?? .offset(0)).range(in: $0) }
        let output = Output(outputOptions)
        var left = limit ?? .max

        for view in try standing(ranges, cluster, judge) {
            try output.row(view.json, view.line)
            left -= 1
        }
        try output.finish()
        guard follow, left > 0, !StopSignal.isRaised else { return }
        try goOn(from: ranges.mapValues(\.upperBound), left: left, cluster, judge, output)
    }

    /// Shows what comes, until `left` records were shown or a signal asks to stop.
    private func goOn(
        from starts: [TopicPartition: Int64], left: Int, _ cluster: Cluster, _ judge: RecordJudge, _ output: Output
    ) throws {
        var left = left
        var heard = ContinuousClock.now
        var written = heard
        try cluster.follow(starts) { event in
            switch event {
            case .record(let record):
                heard = .now
                guard selects(record) else { break }
                let view = RecordView(record, judge: judge, limit: valueBytes)
                try output.row(view.json, view.line)
                left -= 1
            case .end: break
            case .idle:
                // Silence alone doesn't tell a quiet topic from brokers that are gone: they are asked.
                guard heard.duration(to: .now) >= cluster.timeout else { break }
                _ = try cluster.topics()
                heard = .now
            }
            // A person waits for each line; a flood is written in large pieces all the same.
            if written.duration(to: .now) >= .milliseconds(50) {
                try output.finish()
                written = .now
            }
            return left > 0 && !StopSignal.isRaised
        }
        try output.finish()
    }

    private func standing(
        _ ranges: [TopicPartition: Range<Int64>], _ cluster: Cluster, _ judge: RecordJudge
    ) throws -> [RecordView] {
        var order = TimeOrder<RecordView>(limit: limit)
        do {
            try cluster.read(ranges) { record in
                if StopSignal.isRaised { throw Stopped() }
                guard selects(record) else { return }
                order.add(
                    record.partition, offset: record.offset, time: record.timestamp,
                    RecordView(record, judge: judge, limit: valueBytes))
            }
        } catch is Stopped {}
        return order.sorted()
    }

    private struct Stopped: Error {}

    private func selects(_ record: ConsumedRecord) -> Bool {
        key.map { record.key == Array($0.utf8) } ?? true
    }

    private func partitions(of info: TopicInfo) throws(OperatorFailure) -> [TopicPartition] {
        guard let partition else { return info.all }
        guard let found = info.all.first(where: { $0.partition == partition }) else {
            throw OperatorFailure(
                .differs, "\(topic) has no partition \(partition); it has 0 to \(info.partitions - 1)")
        }
        return [found]
    }
}
