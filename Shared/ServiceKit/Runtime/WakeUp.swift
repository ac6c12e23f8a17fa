import Foundation

/// Wakes a thread that waits: a signal that comes while nobody waits is kept for the next wait.
package final class WakeUp: @unchecked Sendable {
    // Unchecked: `isPending` is read and written under the condition's lock alone.
    private let condition = NSCondition()
    private var isPending = false

    package init() {}

    package func signal() {
        condition.lock()
        isPending = true
        condition.broadcast()
        condition.unlock()
    }

    /// Blocks the calling thread until a signal, or as long as `atMost`. Answers whether there was a signal.
    @discardableResult
    package func wait(atMost: Duration) -> Bool {
        let deadline = Date(timeIntervalSinceNow: atMost / .seconds(1))
        condition.lock()
        defer { condition.unlock() }
        while !isPending, condition.wait(until: deadline) {}
        defer { isPending = false }
        return isPending
    }
}
