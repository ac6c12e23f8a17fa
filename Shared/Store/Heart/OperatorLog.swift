/// What operators did by hand, who, when and why. Insert-only.
package enum OperatorLog {
    package static func record(
        actor: String, action: String, target: String, reason: String, at now: Int64, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO operator_action (done_at, actor, action, target, reason) VALUES ($1, $2, $3, $4, $5)",
            [.integer(now), .text(actor), .text(action), .text(target), .text(reason)])
    }
}
