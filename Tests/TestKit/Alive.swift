package import Foundation

/// Whether a process runs that is not a ``ChildProcess``, such as a child's child.
///
/// One that has ended and was not yet reaped counts as ended: in a container the first process may reap late or never,
/// and `kill(pid, 0)` would call it alive.
package func isAlive(_ pid: pid_t) -> Bool {
    guard kill(pid, 0) == 0 else { return false }
    #if os(Linux)
        // "PID (NAME) STATE …"; the name may hold blanks and brackets (proc(5)).
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return false }
        return text[name...].split(separator: " ").dropFirst().first.map { $0 != "Z" && $0 != "X" } ?? false
    #else
        return true
    #endif
}
