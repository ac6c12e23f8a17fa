import Dispatch
import Synchronization

/// Makes a list of values on two threads, the calling one and one of Dispatch's, where there are enough to pay for the
/// second's waking: reading and decoding a batch is a third of the time that its polling thread has, and needs nothing
/// of the store. Blocks until all are made; if no thread is free, the calling one makes them all.
///
/// - Parameters:
///   - threshold: fewer are made by the caller alone, so that one record's latency doesn't suffer.
///   - make: pure: called once for each half, from any thread, for the values of these places in their order.
func inParallel<Value: Sendable>(
    count: Int, threshold: Int = 128, _ make: @Sendable (Range<Int>) -> [Value]
) -> [Value] {
    guard count >= threshold else { return make(0..<count) }
    let half = count / 2
    let halves = Mutex<[[Value]]>([[], []])
    DispatchQueue.concurrentPerform(iterations: 2) { part in
        let made = make(part == 0 ? 0..<half : half..<count)
        halves.withLock { $0[part] = made }
    }
    return halves.withLock { Array($0.joined()) }
}
