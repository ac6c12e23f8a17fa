/// A key within a topic: what sequences count, and what order is kept for.
package struct KeyOfTopic: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var topic: String
    package var key: String

    package init(topic: String, key: String) {
        self.topic = topic
        self.key = key
    }

    /// By bytes, topic first: the order in which rows are locked (HEART), the same for every instance and engine.
    package static func < (left: KeyOfTopic, right: KeyOfTopic) -> Bool {
        left.topic == right.topic ? left.key.precedesByBytes(right.key) : left.topic.precedesByBytes(right.topic)
    }

    package var description: String { "\(topic)/\(key)" }

    var values: [SQLValue] { [.text(topic), .text(key)] }
}

extension String {
    /// Swift compares strings by canonical equivalence; locks are taken in the order of the UTF-8 bytes.
    package func precedesByBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
