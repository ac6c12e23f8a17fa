import NotificationsDomain
import ServiceKit
import Synchronization
import Vocabulary

/// Commands that nobody gives: the decider takes each at most once by the letter's own status, so their keys only have
/// to differ.
extension CommandDesk<NotificationsDefinition> {
    func bySystem(_ what: String, _ input: NotificationsInput) throws {
        let key = "system/\(what)/\(input.aggregate)/\(clock.now.milliseconds)/\(SystemCommandNumber.next())"
        _ = try take(
            Command(
                idempotencyKey: key, bodySHA256: [], aggregate: input.aggregate, input: input, actor: "system",
                correlation: AggregateName.isRequest(input.aggregate) ? input.aggregate : nil)
        ) { _, _, _ in Answer(status: 200, body: Array("{}".utf8)) }
    }
}

/// Differs from those of every other process: its first number is drawn.
private enum SystemCommandNumber {
    private static let first = UInt64.random(in: 0...UInt64.max)
    private static let count = Atomic<UInt64>(0)

    static func next() -> String {
        String(first &+ count.wrappingAdd(1, ordering: .relaxed).newValue, radix: 36)
    }
}
