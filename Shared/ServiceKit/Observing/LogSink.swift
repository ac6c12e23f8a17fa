import Foundation
import Synchronization

/// Where finished lines go.
package protocol LogSink: Sendable {
    /// Called on any thread; must not block for long, and must write the line whole or not at all.
    func write(_ line: String)
}

/// Standard error, or another file descriptor.
///
/// A collector that stops reading fills the pipe, and a plain `write` would then stop the service with it. So the
/// descriptor is asked first: on Linux a pipe that polls writable takes `PIPE_BUF` bytes, which is more than a line
/// (`LogLine.limit`). A line that finds no room within `patience` is dropped and counted; until there is room again no
/// further line waits.
package final class DescriptorSink: LogSink {
    private struct State {
        /// Since the last line that was written.
        var dropped = 0
        /// The last line was cut in its middle: what follows begins on a line of its own.
        var isTorn = false
    }

    private let descriptor: Int32
    private let patienceMilliseconds: Int32
    private let state = Mutex(State())
    private let total = Atomic<Int>(0)

    package init(descriptor: Int32 = STDERR_FILENO, patience: Duration = .milliseconds(100)) {
        self.descriptor = descriptor
        let (seconds, attoseconds) = patience.components
        patienceMilliseconds = Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    /// Lines dropped since the start.
    package var dropped: Int { total.load(ordering: .relaxed) }

    package func write(_ line: String) {
        state.withLock { state in
            guard isWritable(within: state.dropped == 0 ? patienceMilliseconds : 0) else {
                state.dropped += 1
                total.add(1, ordering: .relaxed)
                return
            }
            // Its own write, so that the line after it stays within PIPE_BUF.
            if state.isTorn { state.isTorn = !writeAll("\n") }
            if writeAll(line) {
                state.dropped = 0
            } else {
                state.isTorn = true
                state.dropped += 1
                total.add(1, ordering: .relaxed)
            }
        }
    }

    private func isWritable(within milliseconds: Int32) -> Bool {
        var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // A signal cuts the wait short, once: a line more or less is not worth a loop over the time left.
        var answer = poll(&question, 1, milliseconds)
        if answer < 0, errno == EINTR { answer = poll(&question, 1, milliseconds) }
        return answer > 0 && question.revents & Int16(POLLOUT) != 0
    }

    /// False when some of it could not be written.
    private func writeAll(_ line: String) -> Bool {
        var line = line
        return line.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, !rest.isEmpty {
                let written = Foundation.write(descriptor, base, rest.count)
                if written > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[written...])
                } else if errno == EAGAIN || errno == EWOULDBLOCK {
                    guard isWritable(within: patienceMilliseconds) else { return false }
                } else if errno != EINTR {
                    return false
                }
            }
            return true
        }
    }
}
