/// Idempotency keys and the answers that were given: what a person was told happened is in the journal (HEART: C3).
package enum Commands {
    /// The hash of a command that `recover` put back: its body isn't on any topic, so no body can be told from it.
    /// Whoever sends the key again gets the note that it was taken, whatever else the request says, and nothing is
    /// done.
    private static let recoveredBody: [UInt8] = []

    package enum Claim: Hashable, Sendable {
        /// The key is ours now: decide, then `answer`.
        case new
        /// The same command again: the answer that was given.
        case answered(status: Int64, answer: [UInt8])
        /// The key was used for another command.
        case anotherBody
    }

    /// Takes the key. A second transaction with the same key waits here until the first has ended.
    package static func claim(
        _ key: String, bodySHA256: [UInt8], at now: Int64, in transaction: any Transaction
    ) throws -> Claim {
        let inserted = try transaction.execute(
            "INSERT INTO command (key, body_sha256, taken_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING",
            [.text(key), .bytes(bodySHA256), .integer(now)])
        if inserted == 1 { return .new }
        guard
            let row = try transaction.query(
                "SELECT body_sha256, status, answer FROM command WHERE key = $1", [.text(key)]
            ).first
        else {
            throw StoreError(.conflict, operation: "claim a command key", detail: "the key was let go meanwhile")
        }
        let kept = try row.bytes(0)
        guard kept == bodySHA256 || kept == recoveredBody else { return .anotherBody }
        guard let status = try row.optionalInteger(1), let answer = try row.optionalBytes(2) else {
            throw StoreError(.unexpectedAnswer, operation: "claim a command key", detail: "no answer was kept")
        }
        return .answered(status: status, answer: answer)
    }

    package static func answer(
        _ key: String, status: Int64, answer: [UInt8], in transaction: any Transaction
    ) throws {
        try transaction.execute(
            "UPDATE command SET status = $2, answer = $3 WHERE key = $1",
            [.text(key), .integer(status), .bytes(answer)])
    }

    /// Kept answers go after 30 days (SECURITY).
    package static func forget(before instant: Int64, in transaction: any Transaction) throws -> Int {
        try transaction.execute("DELETE FROM command WHERE taken_at < $1", [.integer(instant)])
    }

    /// Puts back a command that a recovered event names as its cause: the answer is a note that it was taken, since
    /// neither its body nor the answer given then stand on a topic. A row that is there stays.
    package static func restore(
        _ key: String, status: Int64, answer: [UInt8], at now: Int64, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO command (key, body_sha256, status, answer, taken_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (key) DO NOTHING
            """,
            [.text(key), .bytes(recoveredBody), .integer(status), .bytes(answer), .integer(now)])
    }
}
