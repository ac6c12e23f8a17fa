package import Foundation
import Synchronization

/// Kills what this process started when this process is gone, however it went: also by SIGKILL.
///
/// A shell reads the process groups from a socket whose other end is here alone; when the kernel closes that end, the
/// shell reads its end and kills every group still listed. (`PR_SET_PDEATHSIG` would fire when the *thread* that
/// started the child ends, and pools end threads.)
package final class Warden: Sendable {
    package static let shared = Warden()
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

    package func watch(_ group: pid_t) throws(SpawnError) { try tell("+ \(group)\n") }
    /// To be called before the group's leader is reaped: afterwards its number may be another's.
    package func forget(_ group: pid_t) { try? tell("- \(group)\n") }

    private func tell(_ line: String) throws(SpawnError) {
        let isTold = socket.withLock { end in
            if end < 0 { end = Self.start() }
            let bytes = Array(line.utf8)
            // A line is far below the socket's buffer, so it is taken whole.
            return send(end, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        }
        if !isTold {
            throw SpawnError(description: "/bin/sh, which ends the children with their parent, can't be started")
        }
    }

    /// Starts the shell; gives our end of its input, or −1.
    private static func start() -> Int32 {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return -1 }
        let shell = try? Spawning.start(
            "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"], input: ends[0])
        close(ends[0])
        return shell == nil ? -1 : ends[1]
    }
}
