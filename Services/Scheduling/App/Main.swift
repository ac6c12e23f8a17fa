import Foundation
import Reference
import SchedulingDomain
import ServiceKit

/// `alp-scheduling`: reads campaigns, requests, decisions and contracts; writes sessions. Dates and teams of actions,
/// and the trainers and quotas that they are found among.
@main
enum Main {
    static let service = "scheduling"
    static let program = "1"

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == ExportCommand.name { exit(ExportCommand.run(Array(arguments.dropFirst()))) }
        exit(await ServiceMain.run(service: service, listen: "127.0.0.1:8083", own: [reference], plan: plan))
    }

    static let reference = ConfigurationOption(
        "reference", .file,
        help: "The folder of reference files (establishments, communes, circonscriptions) that the campaign names. "
            + "Without it no action can be placed.")

    static func plan(_ configuration: ServiceConfiguration) throws -> ServicePlan<SchedulingDefinition> {
        let decider = SchedulingDecider(reference: try referenceSet(configuration.values.text("reference")))
        return ServicePlan(
            definition: SchedulingDefinition(decider: decider), inputs: SchedulingDefinition.inputs,
            catalogue: try configuration.catalogue(), program: program, routes: SchedulingRoutes.table,
            duties: [Planner.duty(decider)])
    }

    /// Blocks on the disk.
    static func referenceSet(_ folder: String?) throws -> ReferenceSet? {
        guard let folder else { return nil }
        do throws(ReferenceError) {
            return try ReferenceFolder.load(URL(fileURLWithPath: folder))
        } catch {
            throw ConfigurationError("--reference \(folder): \(error.line)")
        }
    }
}
