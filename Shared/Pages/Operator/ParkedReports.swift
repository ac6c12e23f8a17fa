package import Foundation
package import Vocabulary

/// Which parked record is meant.
package struct ParkedIdentity: Hashable, Sendable, Codable {
    package var topic: String
    package var key: String
    package var sequence: Int64

    package init(topic: String, key: String, sequence: Int64) {
        self.topic = topic
        self.key = key
        self.sequence = sequence
    }
}

/// Which parked records are asked for; sorted by topic, key, sequence.
package struct ParkedQuery: Hashable, Sendable {
    package var topic: String?
    package var key: String?
    /// From 1 to 1000.
    package var limit: Int

    package init(topic: String? = nil, key: String? = nil, limit: Int = 100) {
        self.topic = topic
        self.key = key
        self.limit = limit
    }
}

/// One parked record without its value.
package struct ParkedSummary: Hashable, Sendable, Codable {
    package var topic: String
    package var key: String
    package var sequence: Int64
    package var partition: Int32
    package var offset: Int64
    /// Why it couldn't be handled; nil for one that waits for an earlier sequence.
    package var error: String?
    /// The version of the program that failed on it.
    package var program: String?
    package var attempts: Int
    package var parkedAt: Instant
    /// It only waits for what comes before it.
    package var waiting: Bool

    package init(
        _ identity: ParkedIdentity, partition: Int32, offset: Int64, error: String?, program: String?, attempts: Int,
        parkedAt: Instant, waiting: Bool
    ) {
        topic = identity.topic
        key = identity.key
        sequence = identity.sequence
        self.partition = partition
        self.offset = offset
        self.error = error
        self.program = program
        self.attempts = attempts
        self.parkedAt = parkedAt
        self.waiting = waiting
    }
}

/// One parked record with its headers and its value, as the actions hand it to the face, which masks the value.
package struct ParkedContent: Hashable, Sendable {
    package struct Header: Hashable, Sendable, Codable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package var summary: ParkedSummary
    package var headers: [Header]
    /// Nil for a tombstone, and where only hash and size were kept.
    package var value: Data?
    /// Bytes of the value as it came.
    package var size: Int
    /// Lower-case hexadecimal digits; nil for a tombstone.
    package var sha256: String?

    package init(summary: ParkedSummary, headers: [Header], value: Data?, size: Int, sha256: String?) {
        self.summary = summary
        self.headers = headers
        self.value = value
        self.size = size
        self.sha256 = sha256
    }
}

/// What is shown of ``ParkedContent``.
package struct ParkedDetail: Hashable, Sendable, Codable {
    package var record: ParkedSummary
    package var headers: [ParkedContent.Header]
    package var size: Int
    package var sha256: String?
    /// Base64; only when it was unmasked.
    package var value: Data?

    init(_ content: ParkedContent, isUnmasked: Bool) {
        record = content.summary
        headers = content.headers
        size = content.size
        sha256 = content.sha256
        value = isUnmasked ? content.value : nil
    }
}
