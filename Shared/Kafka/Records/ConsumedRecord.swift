/// A record as it was read from a partition, bytes untouched.
package struct ConsumedRecord: Hashable, Sendable {
    package var partition: TopicPartition
    package var offset: Int64
    /// Milliseconds since 1970 (UTC) that the broker or the producer gave; nil where neither did.
    package var timestamp: Int64?
    package var key: [UInt8]?
    /// nil is a tombstone.
    package var value: [UInt8]?
    package var headers: [Header]

    package init(
        partition: TopicPartition, offset: Int64, timestamp: Int64? = nil, key: [UInt8]?, value: [UInt8]?,
        headers: [Header] = []
    ) {
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// The value of the last header of that name, as Kafka's own clients read doubled headers.
    package func header(_ name: String) -> [UInt8]? {
        headers.last { $0.name == name }?.value
    }
}
