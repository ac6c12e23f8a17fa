import Children
package import Foundation
import Synchronization

/// A program that runs beside the tests: started at once, its output kept in files, killed when this object goes or
/// when the test process dies.
///
/// Thread-safe. A thread of its own waits for the end, so nothing here blocks the cooperative pool. The child leads a
/// process group; signals go to the whole group, so a wrapper script cannot leave its program behind.
package final class ChildProcess: Sendable {
    /// How it ended.
    package enum End: Equatable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    package let name: String
    package let pid: pid_t
    private let folder: TemporaryFolder
    private let end: EndBox

    /// The child's exit, shared with the thread that waits for it, which must not keep the object itself alive.
    private final class EndBox: Sendable {
        let value = Mutex<End?>(nil)

        /// Blocks its thread. Until the child is reaped its number belongs to nobody else, so what is left of its
        /// group can be killed and nobody is hit in its stead.
        func awaitEnd(of pid: pid_t) {
            var information = siginfo_t()
            while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            kill(-pid, SIGKILL)
            Warden.shared.forget(pid)
            value.withLock { end in
                var status: Int32 = 0
                while waitpid(pid, &status, 0) < 0, errno == EINTR {}
                // The low seven bits are the signal, the next eight the exit code (wait(2)).
                let signal = status & 0x7f
                end = signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
            }
        }
    }

    /// `environment` is laid over this process's own, of which the child gets what `inherits` says. `input` is what
    /// the child reads; nil for nothing.
    package init(
        _ executable: URL, _ arguments: [String] = [], environment: [String: String] = [:],
        inherits: (String) -> Bool = { _ in true }, input: Data? = nil, workingDirectory: URL? = nil
    ) throws {
        name = executable.lastPathComponent
        folder = try TemporaryFolder()
        let output = open(folder.file("out").path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        let errors = open(folder.file("err").path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        var given: Int32?
        if let input {
            try input.write(to: folder.file("in"))
            given = open(folder.file("in").path, O_RDONLY | O_CLOEXEC)
        }
        defer { [output, errors, given].compactMap { $0 }.forEach { close($0) } }
        guard output >= 0, errors >= 0, given.map({ $0 >= 0 }) ?? true else {
            throw KitError("no file for the output of \(name): \(String(cString: strerror(errno)))")
        }
        let whole = ProcessInfo.processInfo.environment.filter { inherits($0.key) }
            .merging(environment) { _, new in new }
        pid = try spawn(
            executable.path, arguments, environment: whole, input: given, output: output, errors: errors,
            folder: workingDirectory?.path)
        try Warden.shared.watch(pid)

        let box = EndBox()
        end = box
        let pid = pid
        Thread.detachNewThread { box.awaitEnd(of: pid) }
    }

    deinit { send(SIGKILL) }

    /// Nil while it runs.
    package var ended: End? { end.value.withLock { $0 } }
    package var isRunning: Bool { ended == nil }

    /// Sends a signal to the child and all its own children: `SIGTERM`, `SIGKILL`, `SIGSTOP`, `SIGCONT`. Nothing
    /// happens when it has ended.
    package func send(_ signal: Int32) {
        end.value.withLock { end in
            if end == nil { kill(-pid, signal) }
        }
    }

    /// All it wrote so far.
    package var outputData: Data { (try? Data(contentsOf: folder.file("out"))) ?? Data() }
    package var output: String { String(decoding: outputData, as: UTF8.self) }
    package var errors: String {
        String(decoding: (try? Data(contentsOf: folder.file("err"))) ?? Data(), as: UTF8.self)
    }
    package var outputLines: [String] { Self.lines(output) }
    package var errorLines: [String] { Self.lines(errors) }

    /// Waits for its end. Throws ``KitError`` with its last words when it has not ended in time.
    @discardableResult
    package func exit(within limit: Duration = .seconds(20)) async throws -> End {
        try await eventually(within: limit, "the end of \(summary)") { ended }
    }

    /// SIGTERM, and SIGKILL if it has not ended in time. Gives its end back.
    @discardableResult
    package func stop(within limit: Duration = .seconds(10)) async throws -> End {
        send(SIGTERM)
        if let end = try? await exit(within: limit) { return end }
        return try await killed()
    }

    /// SIGKILL, and waits until it is gone.
    @discardableResult
    package func killed() async throws -> End {
        send(SIGKILL)
        return try await exit()
    }

    /// Waits until a line of its output or errors holds `text`; gives the line back. Fails at once if it has ended.
    @discardableResult
    package func says(_ text: String, within limit: Duration = .seconds(20)) async throws -> String {
        let line = try await eventually(within: limit, "\"\(text)\" from \(name)") { () -> Result<String, KitError>? in
            // Asked before the reading: what it wrote last is then still seen.
            let over = ended
            if let line = (outputLines + errorLines).first(where: { $0.contains(text) }) { return .success(line) }
            return over.map { _ in .failure(KitError("\(summary) ended and never said \"\(text)\"")) }
        }
        return try line.get()
    }

    /// Name, number, end and last errors, for a failing test.
    package var summary: String {
        let state = ended.map { "\($0)" } ?? "running"
        return "\(name) [\(pid), \(state)] \(errorLines.suffix(5).joined(separator: " | "))"
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }
}
