import NIOPosix
import Synchronization

/// Where synchronous work (a store transaction) runs, so that it never blocks Swift's cooperative pool.
///
/// A fixed number of threads and a bounded queue: more than that is refused at once with 503, since a queue that only
/// grows answers everybody too late.
package final class BlockingPool: Sendable {
    private let pool: NIOThreadPool
    private let capacity: Int
    private let taken = Mutex(0)

    /// - Parameters:
    ///   - threads: how much runs at the same time; the store's connections bound what is useful.
    ///   - queue: how much may wait besides.
    package init(threads: Int, queue: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        capacity = threads + queue
        pool.start()
    }

    /// Runs the work on one of the threads and returns what it returns.
    ///
    /// Cancelled while it waits, the work doesn't run; once it runs it is awaited to its end.
    /// - Throws: what the work throws; ``Problem`` 503 when the queue is full or the pool was stopped.
    package func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let isFree = taken.withLock { taken in
            guard taken < capacity else { return false }
            taken += 1
            return true
        }
        guard isFree else { throw Problem.unavailable(.threadsBusy) }
        defer { taken.withLock { $0 -= 1 } }
        do {
            return try await pool.runIfActive(work)
        } catch is NIOThreadPoolError.ThreadPoolInactive {
            throw Problem.unavailable(.stopping)
        } catch is CancellationError where !Task.isCancelled {
            // So NIO says of a pool that was stopped before or while the work waited.
            throw Problem.unavailable(.stopping)
        }
    }

    /// How much runs and waits now.
    package var load: Int { taken.withLock { $0 } }

    /// Ends the threads once what runs has ended; what waits isn't run.
    package func stop() async {
        try? await pool.shutdownGracefully()
    }
}
