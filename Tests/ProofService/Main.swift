import Foundation
import ProofApp
import ProofDomain
import ServiceKit

/// The test service that stands in for the five: `--role bookings` reads requests and approvals and writes bookings,
/// `--role ledger` reads bookings and writes the ledger.
@main
enum Main {
    static func main() async {
        // The role is read first: it names the service, and with it the table of options.
        let arguments = Array(CommandLine.arguments.dropFirst())
        let role = arguments.firstIndex(of: "--role").flatMap { arguments.dropFirst($0 + 1).first } ?? "bookings"
        switch role {
        case BookingDefinition.name: exit(await bookings(arguments))
        case LedgerDefinition.name: exit(await ledger(arguments))
        default:
            FileHandle.standardError.write(Data("--role is bookings or ledger\n".utf8))
            exit(64)
        }
    }

    private static let own = [
        ConfigurationOption("role", .text, help: "bookings or ledger."),
        ConfigurationOption("program", .count(1...9), standard: "1", help: "The version of the program to be."),
        ConfigurationOption("capacity", .count(1...1_000_000), standard: "20", help: "Seats of a room."),
    ]

    private static func bookings(_ arguments: [String]) async -> Int32 {
        await ServiceMain.run(
            service: BookingDefinition.name, listen: "127.0.0.1:0", own: own, arguments: arguments
        ) { configuration in
            let version = configuration.values.count("program") ?? 1
            return ServicePlan(
                definition: BookingDefinition(
                    version: version, capacity: configuration.values.count("capacity") ?? 20),
                inputs: BookingDefinition.inputs, catalogue: try configuration.catalogue(), program: "\(version)",
                routes: BookingRoutes.table)
        }
    }

    private static func ledger(_ arguments: [String]) async -> Int32 {
        await ServiceMain.run(
            service: LedgerDefinition.name, listen: "127.0.0.1:0", own: own, arguments: arguments
        ) { configuration in
            ServicePlan(
                definition: LedgerDefinition(), inputs: LedgerDefinition.inputs,
                catalogue: try configuration.catalogue(), program: "\(configuration.values.count("program") ?? 1)")
        }
    }
}
