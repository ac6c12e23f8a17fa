import Foundation
import ServiceKit
import Synchronization
import TestKit

/// Two or more threads that a test leads from point to point: no sleeps, only gates and waits on conditions.
final class Together<Value: Sendable>: Sendable {
    private let results = Mutex<[Int: Result<Value, any Error>]>([:])
    private let group = DispatchGroup()

    /// Runs a body on a thread of its own.
    func start(_ index: Int, _ body: @escaping @Sendable () throws -> Value) {
        group.enter()
        Thread {
            let result = Result { try body() }
            self.results.withLock { $0[index] = result }
            self.group.leave()
        }.start()
    }

    func hasEnded(_ index: Int) -> Bool { results.withLock { $0[index] != nil } }

    /// What the bodies gave, in the order of their numbers, once all have ended.
    func all() throws -> [Result<Value, any Error>] {
        guard group.wait(timeout: .now() + 40) == .success else { throw KitError("a thread doesn't end") }
        return results.withLock { all in all.sorted { $0.key < $1.key }.map(\.value) }
    }
}

/// Stops the thread that first comes to a crash point until the test lets it go on.
final class Stop: Sendable {
    private let point: CrashPoint
    private let isUsed = Mutex(false)
    private let arrived = DispatchSemaphore(value: 0)
    private let released = DispatchSemaphore(value: 0)

    init(at point: CrashPoint) { self.point = point }

    var crash: CrashPoints {
        CrashPoints { [self] visited in
            guard visited == point,
                isUsed.withLock({ used in
                    defer { used = true }; return !used
                })
            else { return }
            arrived.signal()
            guard released.wait(timeout: .now() + 30) == .success else { throw KitError("never let go") }
        }
    }

    func awaitArrival() throws {
        guard arrived.wait(timeout: .now() + 30) == .success else { throw KitError("nobody came to \(point)") }
    }

    func letGo() { released.signal() }
}
