import Foundation

/// Waits until `condition` gives a value, asking again after `every`; gives that value back.
///
/// Throws ``KitError`` after `limit`, saying what was awaited; an error thrown by the condition counts as "not yet",
/// and the last one is told.
@discardableResult
package func eventually<Value>(
    within limit: Duration = .seconds(20), every pause: Duration = .milliseconds(10), _ what: String,
    isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Value?
) async throws -> Value {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    var last = "nothing"
    while true {
        do {
            if let value = try await condition() { return value }
            last = "nothing"
        } catch let cancelled as CancellationError {
            throw cancelled
        } catch {
            last = "\(error)"
        }
        guard clock.now < deadline else { throw KitError("awaited for \(limit): \(what); last seen: \(last)") }
        try await Task.sleep(for: pause)
    }
}

/// Waits until `value` satisfies `condition`; gives it back. The failure shows the last value.
@discardableResult
package func eventually<Value>(
    within limit: Duration = .seconds(20), _ what: String, isolation: isolated (any Actor)? = #isolation,
    value: () async throws -> Value, satisfies condition: (Value) -> Bool
) async throws -> Value {
    try await eventually(within: limit, what, isolation: isolation) {
        let found = try await value()
        guard condition(found) else { throw KitError("\(found)") }
        return found
    }
}

/// The same for a thread that may block. Never to be called from an async function.
@discardableResult
package func blockingEventually<Value>(
    within limit: Duration = .seconds(20), _ what: String, _ condition: () throws -> Value?
) throws -> Value {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    var last = "nothing"
    while true {
        do {
            if let value = try condition() { return value }
            last = "nothing"
        } catch {
            last = "\(error)"
        }
        guard clock.now < deadline else { throw KitError("awaited for \(limit): \(what); last seen: \(last)") }
        usleep(10_000)
    }
}

/// Prints a figure that a test measured.
package func tell(_ line: String) { print("measured: \(line)") }
