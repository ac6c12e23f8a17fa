import NotificationsDomain
import ServiceKit
import Store
import Synchronization
import Vocabulary

/// Requests that came before their campaign: records of different topics have no order. Looked at once for each
/// revision of the campaign; a fact that waits for something else is taken when that comes.
final class WaitingRequests: Sendable {
    private let looked = Mutex<[String: Int64]>([:])

    func lookAgain(_ desk: CommandDesk<NotificationsDefinition>) throws {
        let waiting = try desk.step.database.read { try RequestTable.waiting(in: $0) }
        let due = looked.withLock { looked in
            let due = waiting.filter { looked[$0.request] != $0.revision }
            looked = Dictionary(waiting.map { ($0.request, $0.revision) }, uniquingKeysWith: { $1 })
            return due
        }
        for (request, _) in due where desk.isOpen {
            try desk.bySystem("look-again", NotificationsInput(request, .lookAgain))
        }
    }
}
