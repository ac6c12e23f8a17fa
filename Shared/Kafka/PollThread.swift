import Dispatch
import Foundation
import Synchronization

/// A thread of our own for calls that block, so that Swift's cooperative pool never does.
final class PollThread: Sendable {
    private let name: String
    private let identity = Mutex<ObjectIdentifier?>(nil)

    init(name: String) {
        self.name = name
    }

    /// Starts the thread; `group` is entered now and left when the body has ended.
    func start(within group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
        group.enter()
        let thread = Thread {
            // Set from inside: named from outside, a Linux thread keeps its parent's name.
            Thread.current.name = self.name
            self.identity.withLock { $0 = ObjectIdentifier(Thread.current) }
            body()
            self.identity.withLock { $0 = nil }
            group.leave()
        }
        thread.start()
    }

    /// Whether the caller runs on this thread.
    var isCurrent: Bool {
        identity.withLock { $0 == ObjectIdentifier(Thread.current) }
    }
}
