import ArgumentParser
import Foundation

/// `alp bench service`: what a service costs as a process, and how long a person's command takes.
struct ServiceFiguresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "Start to HTTP, memory, and a command's way over HTTP into the journal.",
        discussion: """
            Starts the measured service as a process. Its memory under a backlog is that of reading all that stands on \
            bench.requests.v1: seed it before; bench.paced.v1 is to be empty. A folder is used for store, token and \
            address, and removed.
            """)

    @Option(help: "The broker: HOST:PORT, or embedded:FILE.") var kafka: String
    @Option(help: "A store; an SQLite file in the temporary folder unless given.") var store: String?
    @Option(help: "Records on bench.requests.v1, to be read.") var records = 0
    @Option(help: "Commands to send.") var commands = 400
    @Option(help: "Commands a second.") var rate = 40.0
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard records >= 0, commands > 0, rate > 0 else {
            throw ValidationError("--records is not below zero, --commands and --rate are above it")
        }
    }

    func run() throws {
        // Before anything is started, so that a broker that is away is said and nothing is left behind.
        _ = try BenchBroker(kafka).topic(BenchTopic.requests)
        let load = Machine.load
        let service = try MeasuredService(kafka: kafka, store: store, input: BenchTopic.requests)
        defer { service.end() }
        try service.waitUntilRead(records)
        let backlog = service.memory
        let taken = Percentiles(try service.commands(commands, rate: rate))
        let starts = Percentiles([service.startMilliseconds] + (try startsAgain()))
        let idle = try idleMemory()
        func text(_ value: Double?) -> Double { BenchJSON.round(value ?? -1) }
        if json {
            print(
                BenchJSON.line([
                    ("start_ms", text(starts.at(0.5))), ("idle_mb", text(idle)), ("records", records),
                    ("backlog_mb", text(backlog?.highest)), ("commands", taken.count),
                    ("command_p50_ms", BenchJSON.round(taken.at(0.5), 2)),
                    ("command_p99_ms", BenchJSON.round(taken.at(0.99), 2)),
                    ("command_max_ms", BenchJSON.round(taken.largest, 2)), ("load", BenchJSON.round(load, 2)),
                ]))
            return
        }
        print("machine   \(Machine.cores) × \(Machine.model), load \(BenchJSON.round(load, 2))")
        print("start     \(text(starts.at(0.5))) ms to the first answer over HTTP, median of \(starts.count)")
        print("idle      \(text(idle)) MB resident")
        let (most, after) = (text(backlog?.highest), text(backlog?.resident))
        print("backlog   \(most) MB at most over \(records) records, \(after) after")
        print(
            "command   p50 \(BenchJSON.round(taken.at(0.5), 2)) ms, p99 \(BenchJSON.round(taken.at(0.99), 2)) ms, "
                + "largest \(BenchJSON.round(taken.largest, 2)) ms, of \(taken.count) at \(rate)/s, over HTTP to 200")
    }

    private func startsAgain() throws -> [Double] {
        try (0..<4).map { _ in
            let service = try MeasuredService(kafka: kafka, store: nil, input: BenchTopic.paced)
            defer { service.end() }
            return service.startMilliseconds
        }
    }

    /// Of a service that has joined its group and has nothing to read, eight seconds after its start.
    private func idleMemory() throws -> Double? {
        let service = try MeasuredService(kafka: kafka, store: nil, input: BenchTopic.paced)
        defer { service.end() }
        Thread.sleep(forTimeInterval: 8)
        return service.memory?.resident
    }
}
