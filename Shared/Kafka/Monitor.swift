import Foundation

/// A value behind a lock on which threads can wait for a change. For threads only: nothing async may wait here.
///
/// `@unchecked Sendable` holds because the value is touched only while the condition's lock is held.
final class Monitor<Value>: @unchecked Sendable {
    private let condition = NSCondition()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    /// Wakes every waiting thread afterwards if `wakes` says so of the result.
    func withLock<Result>(wakes: (Result) -> Bool = { _ in false }, _ body: (inout Value) -> Result) -> Result {
        condition.lock()
        defer { condition.unlock() }
        let result = body(&value)
        if wakes(result) { condition.broadcast() }
        return result
    }

    func wakeAll() {
        condition.lock()
        condition.broadcast()
        condition.unlock()
    }

    /// Blocks the calling thread until the value fits or the time is over; says whether it fits.
    func wait(atMost timeout: Duration, until fits: (Value) -> Bool) -> Bool {
        // NSCondition waits until a date; the clock is asked so that a date that is set back doesn't lengthen the wait.
        let deadline = ContinuousClock.now + timeout
        condition.lock()
        defer { condition.unlock() }
        while !fits(value) {
            let left = ContinuousClock.now.duration(to: deadline)
            if left <= .zero { return false }
            _ = condition.wait(until: Date(timeIntervalSinceNow: min(left / .seconds(1), 1)))
        }
        return true
    }
}
