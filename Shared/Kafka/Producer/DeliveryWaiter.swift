import Synchronization

/// Joins a delivery report, which comes on the producer's thread, with a task that waits for it and may be cancelled.
final class DeliveryWaiter: Sendable {
    private enum State {
        case idle
        case waiting(CheckedContinuation<Delivery, any Error>)
        case done(Result<Delivery, any Error>)
    }
    private let state = Mutex(State.idle)

    /// The first result counts.
    func finish(_ result: Result<Delivery, any Error>) {
        let continuation: CheckedContinuation<Delivery, any Error>? = state.withLock { state in
            switch state {
            case .idle:
                state = .done(result)
                return nil
            case .waiting(let continuation):
                state = .done(result)
                return continuation
            case .done: return nil
            }
        }
        continuation?.resume(with: result)
    }

    /// Called once. Throws `CancellationError` when the task is cancelled; the record may still be delivered then.
    func value() async throws -> Delivery {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Delivery, any Error>? = state.withLock { state in
                    if case .done(let result) = state { return result }
                    state = .waiting(continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            finish(.failure(CancellationError()))
        }
    }
}
