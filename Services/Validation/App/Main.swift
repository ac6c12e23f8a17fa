import Foundation
import Messages
import ServiceKit

/// `alp-validation`: requests, sessions and letters come in; campaigns and decisions go out.
@main
enum Main {
    static func main() async { exit(await run()) }

    private static func run() async -> Int32 {
        await ServiceMain.run(
            service: ValidationDefinition.service, listen: "127.0.0.1:8082", own: ReferenceFiles.options
        ) { configuration in
            let files = try ReferenceFiles(configuration)
            return ServicePlan(
                definition: ValidationDefinition(decider: files.decider), inputs: ValidationDefinition.inputs,
                catalogue: try configuration.catalogue(), program: "1",
                routes: { ValidationRoutes.table($0, reference: files.reference) }, duties: [JudgeDuty.duty])
        }
    }
}
