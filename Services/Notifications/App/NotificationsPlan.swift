import Messages
import NotificationsDomain
import ServiceKit

extension Main {
    static let version = "1"

    /// The whole service but its process: what `main` runs, and what tests call.
    static func plan(
        _ settings: NotificationsSettings, catalogue: TopicCatalogue
    ) throws -> ServicePlan<NotificationsDefinition> {
        let press = try LetterPress(places: settings.places, intake: settings.intake, key: settings.key)
        let pages = try LetterListPage()
        let sender = settings.spool.map { LetterSender(spool: $0, press: press) }
        let waiting = WaitingRequests()
        return ServicePlan(
            definition: NotificationsDefinition(decider: NotificationsDecider(press: press)),
            inputs: NotificationsDefinition.inputs.map(\.rawValue), catalogue: catalogue, program: version,
            routes: { desk in
                var routes = LetterRoutes.table(desk, press: press, pages: pages)
                ReleaseRoutes.add(to: &routes, desk)
                return routes
            },
            duties: [Duty(name: "waiting", every: .seconds(1)) { try waiting.lookAgain($0) }]
                + (sender.map { sender in [Duty(name: "sender", every: .seconds(1)) { try sender.round($0) }] } ?? []))
    }
}
