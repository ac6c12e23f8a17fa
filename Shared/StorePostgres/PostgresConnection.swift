import CPQ
import Foundation
import Store

/// One connection to the server, in libpq's pipeline mode and non-blocking from its birth to its end.
///
/// `@unchecked Sendable`: libpq allows a connection to one thread at a time. The pool lends it to one thread, and its
/// lock, taken at each lending and return, orders what one thread did before what the next does.
final class PostgresConnection: @unchecked Sendable {
    let handle: OpaquePointer
    let answerTimeout: Duration
    var statements = PreparedStatements()
    var parameters = ParameterBuffer()

    /// Takes the handle over. It is ready for use: see `PostgresConnector`.
    init(handle: OpaquePointer, answerTimeout: Duration) {
        self.handle = handle
        self.answerTimeout = answerTimeout
    }

    deinit { PQfinish(handle) }

    /// Lost, or left in the middle of an exchange: of no use any more.
    var isBroken: Bool { isSpoiled || PQstatus(handle) != CONNECTION_OK }
    private var isSpoiled = false

    /// Nothing should have come while it lay idle. What has is the server's farewell or its end; a changed setting,
    /// which could come too, costs no more than a new connection.
    var isAlive: Bool {
        var waiting = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) == 0 && !isBroken
    }

    /// The next result, nil where a command ends. What is still to be sent goes out meanwhile, so that neither side
    /// waits for the other with both buffers full.
    ///
    /// - Throws: `.unavailable`; the connection is of no use any more.
    func nextResult(until deadline: Duration, operation: String) throws(StoreError) -> OpaquePointer? {
        do throws(StoreError) {
            return try awaitResult(until: deadline, operation: operation)
        } catch {
            isSpoiled = true
            throw error
        }
    }

    /// Says that an exchange was left before its end.
    func spoil() { isSpoiled = true }

    private func awaitResult(until deadline: Duration, operation: String) throws(StoreError) -> OpaquePointer? {
        while true {
            let unsent = PQflush(handle)
            if PQisBusy(handle) == 0 { return PQgetResult(handle) }
            guard unsent >= 0 else { throw PostgresErrors.lost(handle, operation: operation) }
            let events = Int16(POLLIN) | (unsent > 0 ? Int16(POLLOUT) : 0)
            guard let seen = Self.wait(PQsocket(handle), events, until: deadline) else {
                throw StoreError(
                    .unavailable, operation: operation,
                    detail: "no answer within \(answerTimeout): the server is frozen or cut off")
            }
            if seen & ~Int16(POLLOUT) != 0, PQconsumeInput(handle) == 0 {
                // The server's last words may stand in the buffer: libpq gives them out as a result.
                if PQisBusy(handle) == 0, let result = PQgetResult(handle) { return result }
                throw PostgresErrors.lost(handle, operation: operation)
            }
        }
    }

    /// - Returns: what the socket is ready for, nil when the time is up.
    static func wait(_ socket: Int32, _ events: Int16, until deadline: Duration) -> Int16? {
        while true {
            let left = deadline - MonotonicCondition.now
            guard left > .zero else { return nil }
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
            var waiting = pollfd(fd: socket, events: events, revents: 0)
            if poll(&waiting, 1, Int32(clamping: milliseconds)) > 0 { return waiting.revents }
        }
    }
}
