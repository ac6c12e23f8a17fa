import ArgumentParser
import Foundation

/// The flags of `alp demo`.
struct DemoOptions: ParsableArguments {
    @Flag(help: "Leave all running at the end until Ctrl-C, and print addresses and tokens.")
    var keep = false

    @Option(
        help: ArgumentHelp(
            "postgres://USER@HOST:PORT/NAME: the empty databases NAME_intake, NAME_validation, NAME_scheduling and "
                + "NAME_notifications. (default: an SQLite file a service)", valueName: "url"))
    var store: String?

    @Option(
        help: ArgumentHelp(
            "HOST:PORT of an Apache Kafka whose product topics are empty; missing ones are made. (default: an "
                + "embedded broker of its own)", valueName: "servers"))
    var kafka: String?

    @Option(
        name: .customShort("X"),
        help: ArgumentHelp("A librdkafka property of every service, as often as needed.", valueName: "property=value"))
    var properties: [String] = []

    @Option(
        help: ArgumentHelp(
            "Several processes of a service, such as scheduling=3; as often as needed, with PostgreSQL alone.",
            valueName: "service=number"))
    var instances: [String] = []

    @Option(help: "Chooses the requests that pilots write themselves, and what --kills kills.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Write how everything ended to this file, as JSON.", valueName: "file"))
    var report: String?

    @Option(
        help: ArgumentHelp(
            "Kill so many times a service in the course of the year (SIGKILL), and start it again.",
            valueName: "number"))
    var kills = 0

    @Option(
        help: ArgumentHelp("The sample's folder. (default: \(SamplePlace.name) of the package)", valueName: "folder"))
    var sample: String?

    @Option(help: ArgumentHelp("Leave everything in this folder, which is made.", valueName: "folder"))
    var folder: String?

    func validate() throws {
        if !(0...100).contains(kills) { throw ValidationError("--kills \(kills): write a number from 0 to 100") }
    }

    /// Every process that is to run.
    ///
    /// Throws a failure of usage.
    func allInstances() throws(OperatorFailure) -> [DemoInstance] {
        var counts: [DemoService: Int] = [:]
        for text in instances {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let service = DemoService(rawValue: String(parts[0])), let count = Int(parts[1]),
                (1...9).contains(count)
            else {
                throw OperatorFailure(
                    .usage,
                    "--instances \(SafeText.line(text)): write SERVICE=NUMBER, a service of "
                        + DemoService.allCases.map(\.rawValue).joined(separator: ", ") + ", a number from 1 to 9")
            }
            guard count == 1 || store != nil else {
                throw OperatorFailure(
                    .usage,
                    "--instances \(text): one process opens an SQLite file; give --store postgres://… for several")
            }
            counts[service] = count
        }
        return DemoService.allCases.flatMap { service in
            (1...(counts[service] ?? 1)).map { DemoInstance(service: service, number: $0) }
        }
    }
}
