import ArgumentParser
import Foundation
import ServiceKit

/// `alp bench serve`: the measured service as a process, with the options of every service. Started by
/// `alp bench service`.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Runs the measured service.", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough) var options: [String] = []

    private static let input = ConfigurationOption(
        "input", .text, standard: BenchTopic.requests, help: "The topic that is read.")

    func run() throws {
        let options = options
        Task {
            Foundation.exit(
                await ServiceMain.run(
                    service: BenchDefinition.name, listen: "127.0.0.1:0", own: [Self.input], arguments: options
                ) { configuration in
                    ServicePlan(
                        definition: BenchDefinition(),
                        inputs: [configuration.values.text("input") ?? BenchTopic.requests],
                        catalogue: try BenchTopic.catalogue(), program: "bench", routes: BenchRoutes.table)
                })
        }
        dispatchMain()
    }
}
