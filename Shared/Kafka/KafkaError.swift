/// What went wrong between us and the broker. Printed without data: no key, value, header or secret stands in it.
package struct KafkaError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// No broker answers, or the one asked has no leader or coordinator now.
        case brokersUnavailable
        /// The broker didn't answer, or what was waited for didn't come, in time.
        case timedOut
        /// The producer's local queue is full: more was sent than the brokers took.
        case queueFull
        /// The client is closed or closing, or the record was thrown out of the queue by closing.
        case closed
        /// Larger than the client or the broker takes.
        case messageTooLarge
        case unknownTopic
        /// The topic stands already.
        case topicExists
        /// The partition has no record at that offset: it was cut, or the topic was recreated.
        case offsetOutOfRange
        /// Who we are was not accepted: password, mechanism, certificate.
        case authentication
        /// We are known and may not do this.
        case authorization
        /// A property, or a combination of them, that can't be used.
        case configuration
        /// The broker doesn't know this request.
        case unsupported
        /// The client can't go on: its guarantee would break. Only a new process helps.
        case fatal
        case other
    }

    package var kind: Kind
    /// What was being done, in words: "send to alp.decisions.v1", "start of the consumer".
    package var operation: String
    /// librdkafka's number; negative ones are the client's own. 0 where the error isn't librdkafka's.
    package var code: Int32
    /// librdkafka's name of the code, such as "_ALL_BROKERS_DOWN"; empty where the error isn't librdkafka's.
    package var name: String
    /// A sentence without data.
    package var detail: String

    package init(_ kind: Kind, operation: String, code: Int32 = 0, name: String = "", detail: String) {
        self.kind = kind
        self.operation = operation
        self.code = code
        self.name = name
        self.detail = detail
    }

    /// Trying the same again, unchanged, can succeed.
    package var isRetriable: Bool {
        switch kind {
        case .brokersUnavailable, .timedOut, .queueFull, .closed: true
        case .messageTooLarge, .unknownTopic, .topicExists, .offsetOutOfRange, .authentication, .authorization,
            .configuration, .unsupported, .fatal, .other:
            false
        }
    }

    /// The client that gave this error must be given up.
    package var isFatal: Bool { kind == .fatal }
}

extension KafkaError: CustomStringConvertible {
    package var description: String {
        "\(operation): \(detail)" + (name.isEmpty ? "" : " (\(name))")
    }
}
