import Foundation
import Synchronization

/// Kills what this process started when this process is gone, however it went.
///
/// A shell reads the process groups from a socket whose other end is here alone; when the kernel closes that end, also
/// after SIGKILL, the shell reads its end and kills every group still listed. (`PR_SET_PDEATHSIG` would fire when the
/// thread that started the child ends, and pools end threads.)
final class Undertaker: Sendable {
    static let shared = Undertaker()
    /// This side of the socket; −1 before the first child. No child inherits it.
    private let socket = Mutex<Int32>(-1)

    private static let script = """
        trap '' INT TERM HUP
        while read -r what group; do
            case $what in
                + ) set -- "$@" "$group" ;;
                - ) for each; do shift; [ "$each" = "$group" ] || set -- "$@" "$each"; done ;;
            esac
        done
        for each; do kill -s KILL -- "-$each" 2>/dev/null; done
        """

    func watch(_ group: pid_t) { tell("+ \(group)\n") }
    func forget(_ group: pid_t) { tell("- \(group)\n") }

    private func tell(_ line: String) {
        socket.withLock { end in
            if end < 0 { end = Self.start() }
            let bytes = Array(line.utf8)
            // A line is far below the socket's buffer, so it is taken whole.
            _ = send(end, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        }
    }

    /// Starts the shell; gives our end of its input, or −1.
    private static func start() -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, streamSocket, 0, &ends) == 0 else { return -1 }
        let started = try? spawn(
            "/bin/sh", ["-c", script], environment: [:], input: ends[0], output: nil, errors: nil, folder: nil)
        close(ends[0])
        return started == nil ? -1 : ends[1]
    }
}
