import Foundation
import GRDB
import GRDBSQLite
import Store

/// From SQLite's result codes to the store's kinds. SQLite's messages name tables, columns and constraints, never
/// values: every value is bound.
enum SQLiteErrors {
    /// SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE and _ROWID, macros that Swift doesn't import.
    private static let alreadyThere = [6, 8, 10].map { SQLITE_CONSTRAINT | ($0 << 8) }

    static func kind(extendedCode: Int32, systemError: Int32) -> StoreError.Kind {
        if alreadyThere.contains(extendedCode) { return .alreadyThere }
        switch extendedCode & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: return .conflict
        case SQLITE_FULL: return .full
        // A file size limit gives EFBIG, and a file that can't be lengthened gives an I/O error: both mean no room.
        case SQLITE_IOERR: return isFull(systemError) ? .full : .unavailable
        case SQLITE_CANTOPEN: return isFull(systemError) ? .full : .configuration
        case SQLITE_PERM, SQLITE_AUTH, SQLITE_READONLY: return .configuration
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt
        case SQLITE_CONSTRAINT: return .constraint
        case SQLITE_NOMEM, SQLITE_INTERRUPT, SQLITE_PROTOCOL: return .unavailable
        default: return .unexpectedAnswer
        }
    }

    /// - Parameter connection: where it failed; asked for the operating system's error beside SQLite's.
    static func error(_ error: DatabaseError, connection: OpaquePointer?, operation: String) -> StoreError {
        let extended = error.extendedResultCode.rawValue
        // GRDB answers SQLITE_MISUSE for a connection that was closed, and opens nothing for it.
        if extended == SQLITE_MISUSE {
            return StoreError(.unavailable, operation: operation, code: "\(extended)", detail: "the store is closed")
        }
        let system = connection.map { sqlite3_system_errno($0) } ?? errno
        return make(extended, system, error.message ?? "", operation)
    }

    /// The error that the connection's last call left.
    static func last(_ connection: OpaquePointer?, operation: String) -> StoreError {
        let extended = sqlite3_extended_errcode(connection)
        return make(extended, sqlite3_system_errno(connection), String(cString: sqlite3_errmsg(connection)), operation)
    }

    private static func make(_ code: Int32, _ system: Int32, _ message: String, _ operation: String) -> StoreError {
        let kind = kind(extendedCode: code, systemError: system)
        let detail: String
        switch kind {
        case .full: detail = "the disk, quota or file size limit is full: make room"
        case .corrupt: detail = "\(message): not an SQLite database, or a damaged one; restore a backup"
        case .configuration, .unavailable:
            if system != 0 {
                detail = "\(message), \(String(cString: strerror(system)))"
            } else {
                // SQLITE_IOERR_WRITE: a commit that failed is rolled back before it can be asked why.
                detail =
                    code == SQLITE_IOERR | (3 << 8)
                    ? "\(message): is the disk, quota or file size limit full?" : message
            }
        default: detail = message
        }
        return StoreError(kind, operation: operation, code: "\(code)", detail: detail)
    }

    private static func isFull(_ systemError: Int32) -> Bool {
        systemError == ENOSPC || systemError == EFBIG || systemError == EDQUOT
    }
}
