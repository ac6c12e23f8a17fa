import Foundation
import NotificationsDomain
import ServiceKit

/// Notifications: reads what the other services say of requests, writes letters to those concerned, sends what may go.
///
/// In: campaigns, requests, directory, decisions, sessions, contracts, rosters. Out: letters.
@main
enum Main {
    static func main() async { exit(await run(Array(CommandLine.arguments.dropFirst()))) }

    private static func run(_ arguments: [String]) async -> Int32 {
        await ServiceMain.run(
            service: NotificationsDefinition.name, listen: "127.0.0.1:8084", own: NotificationsSettings.options,
            arguments: arguments
        ) { configuration in
            let settings =
                configuration.values.command == "openapi"
                ? NotificationsSettings.standIn : try NotificationsSettings(configuration.values)
            return try plan(settings, catalogue: configuration.catalogue())
        }
    }
}
