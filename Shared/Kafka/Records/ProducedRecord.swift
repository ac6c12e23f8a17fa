/// A record to be written. The partition follows from the key (murmur2, as Java's client does).
package struct ProducedRecord: Hashable, Sendable {
    package var topic: String
    package var key: [UInt8]?
    /// nil is a tombstone.
    package var value: [UInt8]?
    package var headers: [Header]

    package init(topic: String, key: [UInt8]?, value: [UInt8]?, headers: [Header] = []) {
        self.topic = topic
        self.key = key
        self.value = value
        self.headers = headers
    }
}

/// Where a record came to stand, as the broker acknowledged it (acks=all).
package struct Delivery: Hashable, Sendable {
    package var partition: Int32
    package var offset: Int64

    package init(partition: Int32, offset: Int64) {
        self.partition = partition
        self.offset = offset
    }
}
