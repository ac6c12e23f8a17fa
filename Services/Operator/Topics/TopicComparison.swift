import Kafka
import Messages

/// The catalogue beside what the brokers hold. Pure.
struct TopicComparison: Equatable {
    enum State: Equatable {
        case same
        case missing
        /// Partitions are never changed: the order of a key hangs on their number.
        case otherPartitions
        case notInCatalogue
    }

    struct Row: Equatable {
        var name: String
        var definition: TopicDefinition?
        /// Partitions on the broker; nil when the topic isn't there.
        var found: Int?
        /// Partitions that the catalogue says for this kind of broker.
        var wanted: Int?
        var state: State
    }

    var rows: [Row]

    /// The catalogue's topics in its order, then what else is there but the brokers' own (`__…`).
    init(catalogue: TopicCatalogue?, found: [TopicInfo], isEmbedded: Bool) {
        let counts = Dictionary(found.map { ($0.name, Int($0.partitions)) }, uniquingKeysWith: { first, _ in first })
        let listed = catalogue?.topics ?? []
        rows = listed.map { topic in
            let wanted = isEmbedded ? topic.embeddedPartitions : topic.partitions
            let count = counts[topic.name]
            let state: State = count.map { $0 == wanted ? .same : .otherPartitions } ?? .missing
            return Row(name: topic.name, definition: topic, found: count, wanted: wanted, state: state)
        }
        let names = Set(listed.map(\.name))
        for topic in found where !names.contains(topic.name) && !topic.name.hasPrefix("__") {
            rows.append(
                Row(
                    name: topic.name, found: Int(topic.partitions),
                    state: catalogue == nil ? .same : .notInCatalogue))
        }
    }

    var missing: [Row] { rows.filter { $0.state == .missing } }
    var otherPartitions: [Row] { rows.filter { $0.state == .otherPartitions } }
}

extension TopicComparison.Row {
    /// For people: what differs, or `ok`.
    var remark: String {
        switch state {
        case .same: "ok"
        case .missing: "missing"
        case .otherPartitions: "\(found ?? 0) partitions instead of \(wanted ?? 0)"
        case .notInCatalogue: "not in the catalogue"
        }
    }

    /// For programs.
    var stateName: String {
        switch state {
        case .same: "ok"
        case .missing: "missing"
        case .otherPartitions: "otherPartitions"
        case .notInCatalogue: "notInCatalogue"
        }
    }
}
