/// A record that isn't one of ours: passed over, kept to look at.
package struct ForeignRecord: Hashable, Sendable {
    package var place: KeyOfPartition
    package var offset: Int64
    package var reason: String
    package var key: [UInt8]?
    package var headers: [UInt8]
    /// nil: a tombstone, or larger than `ParkedRecord.largestKeptValue`.
    package var value: [UInt8]?
    package var valueSize: Int64
    package var valueSHA256: [UInt8]?
    package var readAt: Int64

    package init(
        place: KeyOfPartition, offset: Int64, reason: String, key: [UInt8]?, headers: [UInt8], value: [UInt8]?,
        valueSize: Int64, valueSHA256: [UInt8]?, readAt: Int64
    ) {
        self.place = place
        self.offset = offset
        self.reason = reason
        self.key = key
        self.headers = headers
        self.value = value
        self.valueSize = valueSize
        self.valueSHA256 = valueSHA256
        self.readAt = readAt
    }
}

package enum ForeignRecords {
    package static func insert(_ records: [ForeignRecord], in transaction: any Transaction) throws {
        try transaction.executeEach(
            """
            INSERT INTO foreign_record
                (topic, on_partition, at_offset, reason, key, headers, value, value_size, value_sha256, read_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (topic, on_partition, at_offset) DO NOTHING
            """,
            records.map {
                [
                    .text($0.place.topic), .integer(Int64($0.place.partition)), .integer($0.offset), .text($0.reason),
                    SQLValue($0.key), .bytes($0.headers), SQLValue($0.value), .integer($0.valueSize),
                    SQLValue($0.valueSHA256), .integer($0.readAt),
                ]
            })
    }

    package static func count(in transaction: any Transaction) throws -> Int64 {
        try transaction.query("SELECT COUNT(*) FROM foreign_record").first?.integer(0) ?? 0
    }
}
