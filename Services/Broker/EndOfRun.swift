import Foundation

/// Waits for what ends the broker: SIGTERM or SIGINT, or its parent's death where that was asked for.
///
/// The signals are blocked, and taken by `sigtimedwait`: no code runs in a handler. The parent is watched by asking
/// for its number four times a second: `PR_SET_PDEATHSIG` would fire when the *thread* that started the broker ends,
/// and a program that starts children from a pool ends such threads while it lives on.
struct EndOfRun {
    private var signals = sigset_t()
    private let parent: pid_t?

    /// To be called before any thread is started, so that all inherit the blocked signals.
    /// `parent` is the process without which the broker ends; nil for none.
    init(parent: pid_t?) {
        self.parent = parent
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Blocks the calling thread. Afterwards a further SIGTERM or SIGINT ends the process at once.
    func wait() {
        var signals = signals
        var quarter = timespec(tv_sec: 0, tv_nsec: 250_000_000)
        while sigtimedwait(&signals, nil, &quarter) < 0 {
            if let parent, getppid() != parent { break }
        }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
