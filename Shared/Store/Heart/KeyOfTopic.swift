import Foundation

/// A key within a topic: what sequences count, and what order is kept for.
package struct KeyOfTopic: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var topic: String
    package var key: String

    package init(topic: String, key: String) {
        self.topic = topic
        self.key = key
    }

    /// By bytes, as the broker and the store compare: to Swift "é" in one scalar and in two are the same string, and
    /// the second key's first record would pass for a duplicate of the first's.
    package static func == (left: KeyOfTopic, right: KeyOfTopic) -> Bool {
        left.key.isSameBytes(as: right.key) && left.topic.isSameBytes(as: right.topic)
    }

    package func hash(into hasher: inout Hasher) {
        key.hashBytes(into: &hasher)
        topic.hashBytes(into: &hasher)
    }

    /// By bytes, topic first: the order in which rows are locked (HEART), the same for every instance and engine.
    package static func < (left: KeyOfTopic, right: KeyOfTopic) -> Bool {
        left.topic.isSameBytes(as: right.topic)
            ? left.key.precedesByBytes(right.key) : left.topic.precedesByBytes(right.topic)
    }

    package var description: String { "\(topic)/\(key)" }

    var values: [SQLValue] { [.text(topic), .text(key)] }
}

extension String {
    /// Swift compares strings by canonical equivalence; locks are taken in the order of the UTF-8 bytes.
    package func precedesByBytes(_ other: String) -> Bool {
        withBytes(and: other) { left, right in
            let order = Self.compare(left, right, count: min(left.count, right.count))
            return order == 0 ? left.count < right.count : order < 0
        } ?? utf8.lexicographicallyPrecedes(other.utf8)
    }

    package func isSameBytes(as other: String) -> Bool {
        withBytes(and: other) { left, right in
            left.count == right.count && Self.compare(left, right, count: left.count) == 0
        } ?? utf8.elementsEqual(other.utf8)
    }

    /// Both strings' bytes, where they stand in one piece (in Swift's own strings they do); else nil.
    private func withBytes<Answer>(
        and other: String, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Answer
    ) -> Answer? {
        utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                body(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
            }
        } ?? nil
    }

    private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, count: Int) -> Int32 {
        guard count > 0, let left = left.baseAddress, let right = right.baseAddress else { return 0 }
        return memcmp(left, right, count)
    }

    func hashBytes(into hasher: inout Hasher) {
        if utf8.withContiguousStorageIfAvailable({ hasher.combine(bytes: UnsafeRawBufferPointer($0)) }) == nil {
            for byte in utf8 { hasher.combine(byte) }
        }
        // So that ("a", "bc") and ("ab", "c") differ.
        hasher.combine(0xFF as UInt8)
    }
}

/// An aggregate's identifier as the store compares it: by bytes.
package struct AggregateID: Hashable, Sendable, Comparable {
    package var text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: AggregateID, right: AggregateID) -> Bool { left.text.isSameBytes(as: right.text) }

    package static func < (left: AggregateID, right: AggregateID) -> Bool { left.text.precedesByBytes(right.text) }

    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}
