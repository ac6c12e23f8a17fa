import Synchronization

/// Tells whoever works beside the step that something was committed: records, a command, a timer.
package final class CommitSignal: Sendable {
    private let listeners = Mutex<[@Sendable () -> Void]>([])

    package init() {}

    /// - Parameter listener: called on the thread that committed; must not block.
    package func listen(_ listener: @escaping @Sendable () -> Void) { listeners.withLock { $0.append(listener) } }

    package func signal() {
        for listener in listeners.withLock({ $0 }) { listener() }
    }
}
