/// What the store remembers of the world it belongs to: its environment, its service, its Kafka cluster. Others stop
/// the start (SECURITY).
package enum Identity {
    /// Writes the value down if none is, and answers the one that stands.
    package static func remember(
        _ name: String, _ value: String, in transaction: any Transaction
    ) throws -> String {
        try transaction.execute(
            "INSERT INTO identity (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            [.text(name), .text(value)])
        return try transaction.query("SELECT value FROM identity WHERE name = $1", [.text(name)]).first?.text(0)
            ?? value
    }

    package static func replace(_ name: String, _ value: String, in transaction: any Transaction) throws {
        try transaction.execute(
            "INSERT INTO identity (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [.text(name), .text(value)])
    }
}
