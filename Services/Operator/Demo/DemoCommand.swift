import ArgumentParser
import Foundation

/// `alp demo`: a spring with real processes.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Plays May to July with a broker and four services, and compares how every request ended.",
        discussion: """
            Everything runs on this machine, in a temporary folder: the programs that stand beside alp, on loopback, \
            with tokens made for this run. The year is the sample's; its calendar is set through the operator \
            listeners. docs/demo.md tells the play.

            Ctrl-C ends everything in order; whatever happens to alp, no process is left behind.

            Exit codes: 0 every request ended as the regulation says; 1 some didn't, they are listed; 64 wrong flags; \
            69, 70 a process ended, or something didn't happen in time; 130 interrupted.
            """)

    @OptionGroup var options: DemoOptions

    func run() throws {
        let options = options
        let run = try DemoRun(options)
        do {
            try Waiting.run { try await run.play() }
        } catch is CancellationError {
            complain("interrupted: everything is ended")
            Foundation.exit(130)
        }
    }
}
