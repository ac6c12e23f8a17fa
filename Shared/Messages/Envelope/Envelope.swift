package import Vocabulary

/// What stands in a record's headers: CloudEvents 1.0, Kafka protocol binding, binary content mode, with the extensions
/// `sequence`, `correlationid` and `cause`. The value is JSON.
package struct Envelope: Hashable, Sendable {
    package var topic: String
    package var key: String
    /// 1, 2, 3 … without holes per (topic, key), given by the one writer (HEART).
    package var sequence: Int64
    /// `ce_type`, for example `request.submitted.v1`.
    package var type: String
    package var source: String
    /// `ce_subject`: the aggregate that the event is about.
    package var subject: String
    package var time: Instant
    package var contentType: String
    /// W3C trace context, passed on as it came.
    package var traceparent: String?
    /// The request that all of this is about.
    package var correlation: String?
    package var cause: Cause
    /// `ce_version`: the event's place in its aggregate's fold, 1, 2, 3 … over all the topics that the aggregate
    /// writes. Readers don't need it; `recover` does, since neither times nor sequences order what went to several
    /// topics.
    package var version: Int64?
    /// Headers beyond these, as a finisher adds them (the feed's seal).
    package var extra: [ExtraHeader]

    package struct ExtraHeader: Hashable, Sendable, Codable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
        topic: String, key: String, sequence: Int64, type: String, source: String, subject: String, time: Instant,
        contentType: String = "application/json", traceparent: String? = nil, correlation: String? = nil,
        cause: Cause, version: Int64? = nil, extra: [ExtraHeader] = []
    ) {
        self.topic = topic
        self.key = key
        self.sequence = sequence
        self.type = type
        self.source = source
        self.subject = subject
        self.time = time
        self.contentType = contentType
        self.traceparent = traceparent
        self.correlation = correlation
        self.cause = cause
        self.version = version
        self.extra = extra
    }

    /// `ce_id`: unique for ever, since (topic, key, sequence) is.
    package var id: String { "\(topic)/\(key)/\(sequence)" }
}
