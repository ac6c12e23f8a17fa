/// What went wrong at the store. Printed without data: a statement's values and the server's DETAIL never stand in it,
/// since they can hold names (SECURITY: logs).
package struct StoreError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The connection is lost, the server is away, or the file can't be reached now. Run the transaction again
        /// later.
        case unavailable
        /// Another transaction was in the way: SQLSTATE 40001, 40P01, 55P03, a busy SQLite. Run it again.
        case conflict
        /// A unique key stands already: SQLSTATE 23505. Someone else was first: decide again.
        case alreadyThere
        /// A guarded row said no (a counter at its cap, a revision that moved). Decide again with fresh facts.
        case guardRefused
        /// Another constraint (not null, check, foreign key) was broken: a fault of the program.
        case constraint
        /// The disk or the quota is full. Nothing was written; waits like `unavailable`, alarms at once.
        case full
        /// The store's schema is newer than this program.
        case newerSchema
        /// The store is corrupt, not a database, or of another application.
        case corrupt
        /// The store can't be opened as configured: URL, password, permission, file system, durability setting.
        case configuration
        /// A statement that the engine doesn't take, or a row that isn't as expected: a fault of the program.
        case unexpectedAnswer
    }

    package var kind: Kind
    /// What was being done, in words: "open sqlite:/var/lib/alp/x.db", "commit".
    package var operation: String
    /// The engine's own code: an SQLSTATE or an SQLite extended result code.
    package var code: String?
    /// A sentence without data.
    package var detail: String

    package init(_ kind: Kind, operation: String, code: String? = nil, detail: String) {
        self.kind = kind
        self.operation = operation
        self.code = code
        self.detail = detail
    }

    /// Running the same transaction again, unchanged, can succeed.
    package var isRetriable: Bool {
        switch kind {
        case .unavailable, .conflict, .alreadyThere, .guardRefused, .full: true
        case .constraint, .newerSchema, .corrupt, .configuration, .unexpectedAnswer: false
        }
    }

    /// The store itself is away, so no other transaction can succeed either.
    package var isOutage: Bool { kind == .unavailable || kind == .full }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        "\(operation): \(detail)" + (code.map { " (\($0))" } ?? "")
    }
}

extension StoreError {
    /// PostgreSQL can't hold a NUL in text, so that both engines refuse one (SECURITY: NUL refused).
    package static func nulInText(parameter: Int, operation: String) -> StoreError {
        StoreError(
            .constraint, operation: operation, code: "22021",
            detail: "parameter $\(parameter) holds a NUL character, which text can't: refuse it at the edge")
    }

    /// A `LockStatement` answered no row.
    package static func noRowToLock() -> StoreError {
        StoreError(.unexpectedAnswer, operation: "lock each", detail: "no row came back")
    }
}
