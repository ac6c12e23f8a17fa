import Dispatch
import Foundation
package import Logging
import Metrics

/// An idempotent producer (acks=all) with a thread of its own for delivery reports. Order per key is kept, a record is
/// written once by this client, and what is sent stays in the queue until a broker has it.
package final class KafkaProducer: Sendable {
    private let handle: Handle
    private let shared = Monitor(ProducerShared())
    private let finished = DispatchGroup()
    private let queueTimeout: Duration
    private let thread: PollThread
    private let logger: Logger

    /// `queueTimeout`: how long a send waits on the calling thread while the local queue is full. `onFatal` is called
    /// once, on the producer's thread, when the guarantee can't be kept any more: end the process then.
    ///
    /// Throws `.configuration`. A broker that is absent is no error: the records wait.
    package init(
        bootstrap: String, clientID: String, properties: KafkaProperties = KafkaProperties(),
        queueTimeout: Duration = .seconds(10), onFatal: (@Sendable (KafkaError) -> Void)? = nil, logger: Logger
    ) throws(KafkaError) {
        let configuration = ClientConfiguration(
            role: .producer, bootstrap: bootstrap, clientID: clientID, properties: properties)
        let handle = try Handle(configuration, events: ProducerQueue.events, logger: logger)
        let shared = shared
        let clientLogger = handle.context.logger
        self.handle = handle
        self.queueTimeout = queueTimeout
        self.logger = clientLogger
        thread = PollThread(name: "kafka-producer")
        thread.start(within: finished) {
            var loop = ProducerLoop(
                handle: handle, shared: shared, logger: clientLogger, onFatal: onFatal,
                statistics: StatisticsBridge(client: clientID))
            loop.run()
        }
    }

    /// Says at start which topics will be written: librdkafka finds the leaders of a topic it hasn't met only once a
    /// second, so that the first record to it would wait up to that long. Doesn't block.
    package func prepare(topics: [String]) { handle.prepare(topics) }

    /// Hands the record to the local queue; `completion` is called once on the producer's own thread and must not
    /// block.
    ///
    /// Doesn't wait for a broker. While the local queue is full it blocks the calling thread up to `queueTimeout`, then
    /// throws `.queueFull` (retriable). So it isn't for Swift's cooperative pool: use the async one there. From a
    /// completion it never waits. When this throws, `completion` is not called.
    package func send(
        _ record: ProducedRecord, completion: @escaping @Sendable (Result<Delivery, KafkaError>) -> Void
    ) throws(KafkaError) {
        let deadline = ContinuousClock.now + queueTimeout
        while true {
            let seen = shared.withLock { $0.state.releases }
            guard let full = try attempt(record, completion) else { return }
            let left = ContinuousClock.now.duration(to: deadline)
            if thread.isCurrent || left <= .zero { throw full }
            _ = shared.wait(atMost: left) { $0.state.releases > seen }
        }
    }

    /// Sends and awaits the delivery. A full queue suspends the task and blocks no thread.
    ///
    /// Throws `KafkaError`, or `CancellationError` when the task is cancelled; the record may still be delivered then.
    package func send(_ record: ProducedRecord) async throws -> Delivery {
        let waiter = DeliveryWaiter()
        while true {
            try Task.checkCancellation()
            let seen = shared.withLock { $0.state.releases }
            let full = try attempt(record) { result in waiter.finish(result.mapError { $0 }) }
            guard full != nil else { break }
            await room(after: seen)
        }
        return try await waiter.value()
    }

    /// Records sent and not yet acknowledged.
    package var inFlight: Int { shared.withLock { $0.state.inFlight } }

    /// Not nil: this producer takes nothing more.
    package var fatalError: KafkaError? { shared.withLock { $0.state.fatalError } }

    /// Blocks the calling thread until all that was sent is acknowledged or given up; says whether that came in time.
    package func drain(timeout: Duration) -> Bool {
        shared.wait(atMost: timeout) { $0.state.inFlight == 0 }
    }

    /// Takes nothing more, waits up to `drainTimeout` for acknowledgements, throws out what is left (its completions
    /// get `.closed`), and ends. Blocks the calling thread; a second call returns at once. Not from a completion.
    package func close(drainTimeout: Duration) {
        guard shared.withLock(wakes: { _ in true }, { $0.state.close() }) else { return }
        resumeSuspended()
        if thread.isCurrent {
            // The last reference was let go by a completion: this thread can't wait for itself. It ends after this
            // report, and the handle with it.
            ProducerQueue.purge(handle)
            shared.withLock { $0.isStopped = true }
            return
        }
        if !drain(timeout: drainTimeout) {
            logger.warning("Records are given up unacknowledged", metadata: ["records": "\(inFlight)"])
            ProducerQueue.purge(handle)
        }
        // The reports of what was purged come from librdkafka itself and need no broker.
        let isEmpty = drain(timeout: .seconds(5))
        shared.withLock(wakes: { _ in true }) { $0.isStopped = true }
        ProducerQueue.wake(handle)
        finished.wait()
        shared.withLock { $0.state.closed() }
        if isEmpty { handle.destroy() }
    }

    deinit {
        close(drainTimeout: .zero)
    }

    /// nil: the queue has it. Otherwise the queue is full, and the error says so.
    private func attempt(
        _ record: ProducedRecord, _ completion: @escaping @Sendable (Result<Delivery, KafkaError>) -> Void
    ) throws(KafkaError) -> KafkaError? {
        if case .refuse(let error) = shared.withLock({ $0.state.send(to: record.topic) }) { throw error }
        guard let error = ProducerQueue.enqueue(record, Completion(completion), on: handle) else { return nil }
        // A drain may have been waiting for this one too.
        switch shared.withLock(wakes: { _ in true }, { $0.state.notTaken(error, topic: record.topic) }) {
        case .wait: return error
        case .refuse(let error): throw error
        }
    }

    private func room(after seen: Int) async {
        await withCheckedContinuation { continuation in
            let isFree = shared.withLock { shared in
                if shared.state.releases > seen || shared.state.phase != .open { return true }
                shared.suspended.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func resumeSuspended() {
        let suspended = shared.withLock { shared in
            defer { shared.suspended = [] }
            return shared.suspended
        }
        for continuation in suspended { continuation.resume() }
    }
}
