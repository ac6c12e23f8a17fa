import Children
import Foundation
import Synchronization

/// A program beside this one: started at once, its output added to a file, killed when this object goes or when this
/// process is gone.
///
/// Thread-safe. A thread of its own waits for the end. Signals go to the whole process group.
final class ChildProgram: Sendable {
    /// How it ended.
    enum End: Equatable, Sendable, CustomStringConvertible {
        case exit(Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .exit(let code): "exit code \(code)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    let name: String
    let process: pid_t
    let log: URL
    private let end: EndBox

    /// The child's end, shared with the thread that waits for it, which must not keep the object itself alive.
    private final class EndBox: Sendable {
        let value = Mutex<End?>(nil)

        /// Blocks its thread. Until the child is reaped its number belongs to nobody else, so what is left of its
        /// group can be killed and nobody is hit in its stead.
        func awaitEnd(of process: pid_t) {
            var information = siginfo_t()
            while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            kill(-process, SIGKILL)
            Warden.shared.forget(process)
            value.withLock { end in
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                // The low seven bits are the signal, the next eight the exit code (wait(2)).
                let signal = status & 0x7f
                end = signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
            }
        }
    }

    /// Starts it. Its standard output and errors go to the end of `log`.
    ///
    /// Throws ``OperatorFailure`` when it can't be started.
    init(
        _ name: String, _ executable: String, _ arguments: [String], environment: [String: String], log: URL
    ) throws(OperatorFailure) {
        self.name = name
        self.log = log
        let file = open(log.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw OperatorFailure(.unexpected, "\(log.path) can't be written") }
        defer { close(file) }
        do throws(SpawnError) {
            process = try Spawning.start(executable, arguments, environment: environment, output: file, errors: file)
        } catch {
            throw OperatorFailure(.unexpected, error.description)
        }
        let box = EndBox()
        end = box
        let process = process
        Thread.detachNewThread { box.awaitEnd(of: process) }
        do throws(SpawnError) {
            try Warden.shared.watch(process)
        } catch {
            kill(-process, SIGKILL)
            throw OperatorFailure(.unexpected, error.description)
        }
    }

    deinit { send(SIGKILL) }

    /// Nil while it runs.
    var ended: End? { end.value.withLock { $0 } }

    /// Nothing happens when it has ended.
    func send(_ signal: Int32) {
        end.value.withLock { end in
            if end == nil { kill(-process, signal) }
        }
    }

    /// Waits for its end, without a limit of its own. Not cancelled with the task: a child that was told to end is
    /// awaited also by who is stopped.
    func awaitEnd() async -> End {
        while true {
            if let ended { return ended }
            await Pause.uncancelled(.milliseconds(10))
        }
    }

    /// SIGTERM, and SIGKILL after the limit.
    @discardableResult
    func stop(within limit: Duration) async -> End {
        send(SIGTERM)
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let ended { return ended }
            await Pause.uncancelled(.milliseconds(20))
        }
        send(SIGKILL)
        return await awaitEnd()
    }

    /// What it said last, for who has to find out.
    var lastWords: String {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(3).map { SafeText.line(String($0)) }.joined(separator: " | ")
    }
}

/// A moment between two looks at a condition.
enum Pause {
    /// Throws `CancellationError`.
    static func short(_ duration: Duration = .milliseconds(25)) async throws { try await Task.sleep(for: duration) }

    static func uncancelled(_ duration: Duration) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + duration / .seconds(1)) { continuation.resume() }
        }
    }
}
