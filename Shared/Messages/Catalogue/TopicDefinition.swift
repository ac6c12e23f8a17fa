/// What the house agreed on for one topic: who writes it, who reads it, how it is cut and kept.
///
/// One service alone writes a topic, and a topic's partitions are never grown: the order of a key hangs on both.
package struct TopicDefinition: Hashable, Sendable {
    /// What Kafka does with old records.
    package enum Cleanup: String, Codable, CaseIterable, Sendable {
        /// Records are dropped by age or size, never by key.
        case delete
        /// The newest record of a key is kept. For topics whose order does not matter.
        case compact
    }

    /// At most 249 characters of `a-z A-Z 0-9 . _ -` (Kafka's rule).
    package var name: String
    /// On a real cluster. 1 to 1,000.
    package var partitions: Int
    /// On the embedded broker. 1 to 1,000.
    package var embeddedPartitions: Int
    /// Copies of each partition on a real cluster; the embedded broker has one broker and keeps one.
    package var replication: Int
    /// What the record's key is, in words ("request").
    package var key: String
    /// The service that alone writes the topic. It need not be one of this house.
    package var writer: String
    package var readers: [String]
    package var cleanup: Cleanup
    /// Whether its values hold data about persons.
    package var personal: Bool
    /// Whether an operator may pass over a record of it. Not on a feed: its chain would break.
    package var skippable: Bool
    /// How long records are kept and why, in words.
    package var retention: String

    package init(
        name: String, partitions: Int = 24, embeddedPartitions: Int = 6, replication: Int = 3, key: String,
        writer: String, readers: [String] = [], cleanup: Cleanup = .delete, personal: Bool = false,
        skippable: Bool = true, retention: String = ""
    ) {
        self.name = name
        self.partitions = partitions
        self.embeddedPartitions = embeddedPartitions
        self.replication = replication
        self.key = key
        self.writer = writer
        self.readers = readers
        self.cleanup = cleanup
        self.personal = personal
        self.skippable = skippable
        self.retention = retention
    }
}

extension TopicDefinition {
    /// What a new topic is created with on a real cluster, and what the AsyncAPI document says of it. Kafka's own
    /// default would drop records after a week.
    package var brokerConfiguration: [String: String] {
        [
            "cleanup.policy": cleanup.rawValue, "retention.ms": "-1", "retention.bytes": "-1",
            // With acks=all: an acknowledged record is on all copies but one at least, and one broker may be away.
            "min.insync.replicas": "\(max(1, replication - 1))",
        ]
    }
}

extension TopicDefinition: Codable {
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case name, partitions, embeddedPartitions, replication, key, writer, readers, cleanup, personal, skippable,
            retention
    }

    /// `name`, `key` and `writer` must stand in the file; the rest has the defaults of the initialiser.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            partitions: try fields.decodeIfPresent(Int.self, forKey: .partitions) ?? 24,
            embeddedPartitions: try fields.decodeIfPresent(Int.self, forKey: .embeddedPartitions) ?? 6,
            replication: try fields.decodeIfPresent(Int.self, forKey: .replication) ?? 3,
            key: try fields.decode(String.self, forKey: .key),
            writer: try fields.decode(String.self, forKey: .writer),
            readers: try fields.decodeIfPresent([String].self, forKey: .readers) ?? [],
            cleanup: try fields.decodeIfPresent(Cleanup.self, forKey: .cleanup) ?? .delete,
            personal: try fields.decodeIfPresent(Bool.self, forKey: .personal) ?? false,
            skippable: try fields.decodeIfPresent(Bool.self, forKey: .skippable) ?? true,
            retention: try fields.decodeIfPresent(String.self, forKey: .retention) ?? "")
    }
}

extension TopicDefinition {
    /// One thing wrong with a topic: the field, the value found, and what to write instead.
    package struct Flaw: Hashable, Sendable {
        package var field: String
        package var value: String
        package var fix: String
    }

    /// Every breach at once, in the order of the fields.
    package var flaws: [Flaw] {
        var flaws: [Flaw] = []
        if let fix = Self.flaw(ofName: name) { flaws.append(Flaw(field: "name", value: name, fix: fix)) }
        for (field, count) in [("partitions", partitions), ("embeddedPartitions", embeddedPartitions)]
        where !(1...1000).contains(count) {
            flaws.append(Flaw(field: field, value: "\(count)", fix: "write a number from 1 to 1000"))
        }
        if !(1...100).contains(replication) {
            flaws.append(Flaw(field: "replication", value: "\(replication)", fix: "write a number from 1 to 100"))
        }
        if key.isEmpty {
            flaws.append(Flaw(field: "key", value: "", fix: "say in a word what the key is, such as request"))
        }
        if writer.isEmpty {
            flaws.append(Flaw(field: "writer", value: "", fix: "name the one service that writes it"))
        }
        if readers.contains("") {
            flaws.append(Flaw(field: "readers", value: "", fix: "name each reading service, or leave the list empty"))
        }
        return flaws
    }

    /// What is wrong with a topic's name, as Kafka's `Topic.validate` judges it; nil when nothing is.
    static func flaw(ofName name: String) -> String? {
        if name.isEmpty { return "give the topic a name" }
        if name == "." || name == ".." { return "choose another name; Kafka refuses . and .." }
        if name.utf8.count > 249 { return "shorten it to 249 characters" }
        let legal = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return legal ? nil : "use only letters a to z, digits, dot, underscore and hyphen"
    }
}
