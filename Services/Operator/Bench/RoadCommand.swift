import ArgumentParser
import Foundation

/// `alp bench road`: how long a person's POST takes to the next service's topic, and what the services cost.
struct RoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "road",
        abstract: "From a pilot's POST to the record on the next service's topic; start to ready; idle memory.",
        discussion: """
            Starts the embedded broker and the product's services in a temporary folder. Then Intake and Validation \
            alone are filled with --requests requests made from the sample's, and pilots submit --count drafts, --rate \
            a second, each of a request that the regulation returns. A submission's road is Intake's answer over HTTP, \
            its store and relay, alp.requests.v1, Validation's store and relay, and ends when the record of \
            alp.decisions.v1 is read here. Take figures on a quiet machine, of a release build.
            """)

    @Option(help: "Requests that stand in the stores before.") var requests = 10_000
    @Option(help: "Submissions that are measured.") var count = 1_000
    @Option(help: "Submissions a second.") var rate = 50.0
    @Option(help: ArgumentHelp("The sample's folder.", valueName: "folder")) var sample: String?
    @Option(
        help: ArgumentHelp("As of alp demo. (default: SQLite files in the temporary folder)", valueName: "url"))
    var store: String?
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard (0...100_000).contains(requests), (20...20_000).contains(count), rate > 0, rate <= 1000 else {
            throw ValidationError("--requests 0 to 100000, --count 20 to 20000, --rate above 0 and at most 1000")
        }
    }

    func run() throws {
        let rig = try RoadRig(sample: sample, store: store)
        let (requests, count, rate) = (requests, count, rate)
        let load = Machine.load
        let figures = try Waiting.run { try await rig.measure(requests: requests, count: count, rate: rate) }
        json ? print(figures.json(load: load)) : figures.lines(load: load).forEach { print($0) }
    }
}

/// What was measured.
struct RoadFigures: Sendable {
    struct Service: Sendable {
        var service: DemoService
        /// From the start of the process to a 200 of /health/ready.
        var readyMilliseconds: Double
        /// MB of 1,000,000 bytes, of a process with an empty store that has nothing to do.
        var idleMegabytes: Double
    }

    var requests: Int
    var rate: Double
    var fillSeconds: Double
    /// POST to record, POST to answer.
    var road: Percentiles
    var answers: Percentiles
    var databaseMegabytes: [DemoService: Double]
    var services: [Service]

    static var build: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }

    func lines(load: Double) -> [String] {
        var lines = [
            "machine   \(Machine.cores) × \(Machine.model), load \(BenchJSON.round(load, 2)), \(Self.build) build",
            "store     \(requests) requests in Intake and Validation before (filled in \(Int(fillSeconds)) s), "
                + databaseMegabytes.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\($0.key.rawValue) \(BenchJSON.round($0.value)) MB" }.joined(separator: ", "),
            "road      " + Self.text(road)
                + " from POST to the record on alp.decisions.v1, of \(road.count) at \(rate)/s",
            "answer    " + Self.text(answers) + " from POST to 200",
        ]
        for service in services {
            lines.append(
                "service   \(service.service.rawValue): ready after \(BenchJSON.round(service.readyMilliseconds, 0)) ms, "
                    + "idle \(BenchJSON.round(service.idleMegabytes)) MB resident")
        }
        return lines
    }

    private static func text(_ percentiles: Percentiles) -> String {
        "p50 \(BenchJSON.round(percentiles.at(0.5))) ms, p99 \(BenchJSON.round(percentiles.at(0.99))) ms, "
            + "largest \(BenchJSON.round(percentiles.largest)) ms"
    }

    func json(load: Double) -> String {
        var fields: [(name: String, value: any Encodable & Sendable)] = [
            ("build", Self.build), ("cores", Machine.cores), ("model", Machine.model),
            ("load", BenchJSON.round(load, 2)), ("requests", requests), ("rate", rate), ("count", road.count),
            ("road_p50_ms", BenchJSON.round(road.at(0.5), 2)), ("road_p99_ms", BenchJSON.round(road.at(0.99), 2)),
            ("road_max_ms", BenchJSON.round(road.largest, 2)),
            ("answer_p50_ms", BenchJSON.round(answers.at(0.5), 2)),
            ("answer_p99_ms", BenchJSON.round(answers.at(0.99), 2)),
        ]
        for service in services {
            fields.append(("\(service.service.rawValue)_ready_ms", BenchJSON.round(service.readyMilliseconds, 0)))
            fields.append(("\(service.service.rawValue)_idle_mb", BenchJSON.round(service.idleMegabytes)))
        }
        return BenchJSON.line(fields)
    }
}
