import CPQ
import Store

/// From SQLSTATEs to the store's kinds. DETAIL, HINT and CONTEXT are never read: they hold values (SECURITY: logs).
enum PostgresErrors {
    /// PostgreSQL manual, appendix A.
    static func kind(sqlState: String, isRead: Bool = false) -> StoreError.Kind {
        switch sqlState {
        case "40001", "40P01", "55P03": return .conflict
        // A statement over its time isn't an outage: run it again, and stop loudly if it stays that slow.
        case "57014": return .conflict
        case "23505": return .alreadyThere
        case "53100": return .full
        case "57P04": return .configuration
        case "08P01", "25P02": return .unexpectedAnswer
        // Outside a `read` it is a standby that answers: the primary is elsewhere.
        case "25006": return isRead ? .unexpectedAnswer : .unavailable
        case "26000": return .conflict
        case "42501": return .configuration
        case "XX001", "XX002": return .corrupt
        default: break
        }
        switch sqlState.prefix(2) {
        case "22", "23": return .constraint
        case "28", "3D": return .configuration
        case "40": return .conflict
        case "08", "25", "53", "57", "58": return .unavailable
        default: return .unexpectedAnswer
        }
    }

    /// An error that the server answered to a statement.
    static func answered(_ result: OpaquePointer, operation: String, isRead: Bool) -> StoreError {
        guard let state = field(result, "C") else {
            // Without a state it is libpq itself that speaks: the connection went.
            let line = String(cString: PQresultErrorMessage(result)).split(separator: "\n").first.map(String.init)
            return StoreError(
                .unavailable, operation: operation, detail: "the connection was lost: \(line ?? "no answer")")
        }
        // A plan made before a migration: the statement must be prepared again (plancache.c).
        if state == "0A000", field(result, "R") == "RevalidateCachedQuery" {
            return StoreError(
                .conflict, operation: operation, code: "26000", detail: "a prepared statement is out of date")
        }
        let text = mayHoldData(state) ? nil : field(result, "M")
        let constraint = field(result, "n").map { "constraint \($0)" }
        return StoreError(
            kind(sqlState: state, isRead: isRead), operation: operation, code: state,
            detail: text ?? constraint ?? "the server refused a value")
    }

    /// The connection went while something was being done on it.
    static func lost(_ connection: OpaquePointer, operation: String) -> StoreError {
        StoreError(.unavailable, operation: operation, detail: "the connection was lost: \(firstLine(connection))")
    }

    /// A connection couldn't be made. While it is being made libpq gives a server's SQLSTATE only inside its message,
    /// and there only if asked for verbose ones: `… failed: FATAL:  28P01: password authentication failed …`.
    static func refused(_ connection: OpaquePointer?, operation: String) -> StoreError {
        let line = connection.map(firstLine) ?? "out of memory"
        if let state = sqlState(in: line) {
            return StoreError(kind(sqlState: state), operation: operation, code: state, detail: line)
        }
        return StoreError(isMisconfigured(line) ? .configuration : .unavailable, operation: operation, detail: line)
    }

    /// The five characters between two spaces and a colon.
    static func sqlState(in line: String) -> String? {
        for part in line.split(separator: ":").dropFirst() where part.hasPrefix("  ") {
            let word = part.dropFirst(2)
            if word.count == 5, word.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) }) {
                return String(word)
            }
        }
        return nil
    }

    /// libpq's own refusals that waiting doesn't mend. A TLS connection that was only cut is not among them.
    static func isMisconfigured(_ line: String) -> Bool {
        let isCut = line.contains("closed unexpectedly") || line.contains("SYSCALL")
        return !isCut
            && ["SSL", "certificate", "no password supplied", "channel binding", "invalid ", "private key"]
                .contains { line.contains($0) }
    }

    private static func firstLine(_ connection: OpaquePointer) -> String {
        let message = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        return message.split(separator: "\n").first.map(String.init) ?? "no answer"
    }

    /// A field of an error by its letter (protocol, "Error and Notice Message Fields"); libpq's macros for them are C
    /// characters that Swift doesn't import.
    static func field(_ result: OpaquePointer, _ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
    }

    /// Primary messages of these classes quote what was given: `invalid input syntax for type bigint: "…"`, and what a
    /// function raises can be anything.
    private static func mayHoldData(_ state: String) -> Bool {
        !["08", "23", "25", "26", "28", "3D", "40", "42", "53", "54", "55", "57", "58"].contains(state.prefix(2))
    }
}
