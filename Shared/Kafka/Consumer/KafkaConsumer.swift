import Dispatch
package import Logging

/// A member of a consumer group on a thread of its own. It reads from the owner's offsets, never the group's; the
/// owner's code runs on this thread (`ConsumerOwner`).
package final class KafkaConsumer: Sendable {
    package struct Settings: Sendable {
        package var bootstrap: String
        package var groupID: String
        package var clientID: String
        package var topics: [String]
        /// Records in a batch at most.
        package var batchLimit: Int
        package var properties: KafkaProperties

        package init(
            bootstrap: String, groupID: String, clientID: String, topics: [String], batchLimit: Int = 500,
            properties: KafkaProperties = KafkaProperties()
        ) {
            self.bootstrap = bootstrap
            self.groupID = groupID
            self.clientID = clientID
            self.topics = topics
            self.batchLimit = batchLimit
            self.properties = properties
        }
    }

    private let settings: Settings
    private let handle: Handle
    private let owner: any ConsumerOwner
    private let control = ConsumerControl()
    private let finished = DispatchGroup()
    private let thread = PollThread(name: "kafka-consumer")
    private let isStarted = Monitor(false)

    /// Throws `.configuration`. Nothing is read before `start`.
    package init(settings: Settings, owner: any ConsumerOwner, logger: Logger) throws(KafkaError) {
        guard settings.batchLimit > 0 else {
            throw KafkaError(
                .configuration, operation: "start of the Kafka consumer",
                detail: "a batch limit of \(settings.batchLimit) can't be used: give 1 or more")
        }
        guard !settings.topics.isEmpty, !settings.groupID.isEmpty else {
            throw KafkaError(
                .configuration, operation: "start of the Kafka consumer", detail: "it needs a group and a topic")
        }
        let configuration = ClientConfiguration(
            role: .consumer, bootstrap: settings.bootstrap, clientID: settings.clientID, groupID: settings.groupID,
            properties: settings.properties)
        self.settings = settings
        self.owner = owner
        handle = try Handle(configuration, logger: logger)
    }

    /// Starts the consumer's thread and joins the group. A second call does nothing. The thread keeps the consumer's
    /// parts alive until `stop`.
    package func start() {
        let isFirst = isStarted.withLock { started in
            defer { started = true }
            return !started
        }
        guard isFirst else { return }
        let (handle, owner, control, settings) = (handle, owner, control, settings)
        thread.start(within: finished) {
            ConsumerLoop(handle: handle, owner: owner, control: control, settings: settings).run()
        }
    }

    /// Reads the topic no longer, and drops what is buffered of it, until `resume`. The group's membership stays.
    /// All partitions are assigned anew for it, from the owner's offsets.
    package func pause(topic: String) { control.give(.pause(topic)) }

    /// Reads the topic again, from the owner's offsets.
    package func resume(topic: String) { control.give(.resume(topic)) }

    /// Drops what is buffered and asks the owner for its offsets anew. From any thread; a batch that is being handled
    /// is finished first.
    package func reassign() { control.give(.reassign) }

    /// Asks the thread to finish its batch, leave the group and end.
    package func stop() { control.give(.stop) }

    /// Blocks the calling thread until the consumer's thread has ended; says whether it did in time. Not from the
    /// owner.
    package func waitUntilStopped(timeout: Duration) -> Bool {
        finished.wait(timeout: .now() + .nanoseconds(Int(timeout / .nanoseconds(1)))) == .success
    }

    package var status: Status { control.status }
}
