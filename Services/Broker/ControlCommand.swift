/// One line of the control socket, read. What each does stands in the command's help.
enum ControlCommand: Equatable, Sendable {
    case inject(Injection)
    case clear(Injection.Request)
    case down
    case up
    case roundTrip(milliseconds: Int)
    case create(topic: String, partitions: Int)
    case leader(present: Bool, topic: String, partition: Int)

    static let help = """
        inject REQUEST:ERROR:COUNT   the next COUNT such requests get ERROR
        clear REQUEST                errors still waiting for such requests are forgotten
        down | up                    connections are cut and refused, or taken again; records are kept
        rtt MILLISECONDS             every answer is delayed; 0 ends it
        create TOPIC PARTITIONS      a topic beside the catalogue's
        leader TOPIC PARTITION on|off   a partition has a leader, or none
        """

    /// Reads one line. `codes` maps librdkafka's error names to their codes.
    init(_ line: String, codes: [String: Int32]) throws(BrokerFailure) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        switch (words.first, words.count) {
        case ("inject", 2): self = .inject(try Injection(words[1], codes: codes))
        case ("clear", 2): self = .clear(try Injection.Request(named: words[1]))
        case ("down", 1): self = .down
        case ("up", 1): self = .up
        case ("rtt", 2):
            self = .roundTrip(milliseconds: try Self.number(words[1], in: 0...60_000, "milliseconds"))
        case ("create", 3):
            self = .create(topic: words[1], partitions: try Self.number(words[2], in: 1...1000, "partitions"))
        case ("leader", 4) where words[3] == "on" || words[3] == "off":
            self = .leader(
                present: words[3] == "on", topic: words[1],
                partition: try Self.number(words[2], in: 0...999, "the partition"))
        default:
            throw .usage(
                "control \(line.debugDescription): no such command; the commands are inject, clear, down, up, rtt, "
                    + "create, leader, see --help")
        }
    }

    private static func number(
        _ word: String, in range: ClosedRange<Int>, _ what: String
    ) throws(BrokerFailure) -> Int {
        guard let number = Int(word), range.contains(number) else {
            throw .usage(
                "control \(word.debugDescription): write \(what) from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Does it. Blocks for a moment on the cluster's thread.
    func apply(to cluster: MockCluster) throws(BrokerFailure) {
        switch self {
        case .inject(let injection): cluster.push(injection)
        case .clear(let request): cluster.clear(request)
        case .down: try cluster.setUp(false)
        case .up: try cluster.setUp(true)
        case .roundTrip(let milliseconds): try cluster.setRoundTrip(milliseconds: milliseconds)
        case .create(let topic, let partitions): try cluster.createTopic(topic, partitions: partitions)
        case .leader(let present, let topic, let partition):
            try cluster.setLeader(present, topic: topic, partition: partition)
        }
    }
}
