import Kafka
import Messages

/// Whether the broker's topics are the catalogue's: partitions decide where a key stands and are never grown. Pure.
enum TopicCheck {
    /// One line for each topic that isn't as it must be, by topic.
    static func findings(
        needed: [String], catalogue: TopicCatalogue, standing: [TopicInfo], isEmbedded: Bool
    ) -> [String: String] {
        var findings: [String: String] = [:]
        for name in needed {
            findings[name] = finding(name, catalogue: catalogue, standing: standing, isEmbedded: isEmbedded)
        }
        return findings
    }

    private static func finding(
        _ name: String, catalogue: TopicCatalogue, standing: [TopicInfo], isEmbedded: Bool
    ) -> String? {
        guard let definition = catalogue.topic(named: name) else {
            return "topic \(name) isn't in the catalogue"
        }
        guard let topic = standing.first(where: { $0.name == name }) else {
            return "topic \(name) isn't there: make it with `alp topics apply`"
        }
        let expected = isEmbedded ? definition.embeddedPartitions : definition.partitions
        guard topic.partitions == expected else {
            return "topic \(name) has \(topic.partitions) partitions, the catalogue says \(expected): "
                + "keys would change their partition; see docs/operations.md"
        }
        return nil
    }
}
