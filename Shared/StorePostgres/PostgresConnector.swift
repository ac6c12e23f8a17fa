import CPQ
import Foundation
import Store

/// Makes connections: dials the hosts in turn, sets the session, and refuses a server that isn't fit to keep a store.
struct PostgresConnector: Sendable {
    let address: PostgresAddress
    let options: PostgresOptions

    private static let oldestVersion: Int32 = 130_000

    /// - Throws: `.configuration` for what waiting doesn't mend.
    init(address: PostgresAddress, options: PostgresOptions) throws(StoreError) {
        self.address = address
        self.options = options
        if !address.isLocal, !options.allowInsecure, (address["sslmode"] ?? "verify-full") != "verify-full" {
            throw refused(
                "sslmode=\(address["sslmode"] ?? "") lets a remote server be impersonated: "
                    + "write sslmode=verify-full with sslrootcert=FILE")
        }
        // libpq would dial this address, or another service, instead of the host that was just judged.
        for name in ["PGHOSTADDR", "PGSERVICE"] where ProcessInfo.processInfo.environment[name] != nil {
            throw refused("\(name) is set and would override the URL's host: unset it")
        }
    }

    /// Blocks for as long as `connectTimeout` for each host.
    func connect() throws(StoreError) -> PostgresConnection {
        var failure = refused("no host")
        for host in address.hosts {
            do throws(StoreError) {
                return try connect(to: host)
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private var operation: String { "connect to \(address)" }

    private func refused(_ detail: String) -> StoreError {
        StoreError(.configuration, operation: operation, detail: detail)
    }

    private func connect(to host: PostgresAddress.Host) throws(StoreError) -> PostgresConnection {
        guard let handle = dial(host) else { throw PostgresErrors.refused(nil, operation: operation) }
        do throws(StoreError) {
            // A notice could hold data, and libpq would print it on standard error.
            PQsetNoticeReceiver(handle, { _, _ in }, nil)
            PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
            let deadline = MonotonicCondition.now + options.connectTimeout
            try finishDialling(handle, until: deadline)
            PQsetErrorVerbosity(handle, PQERRORS_TERSE)
            try setSession(handle, until: deadline)
            guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
                throw PostgresErrors.lost(handle, operation: operation)
            }
        } catch {
            PQfinish(handle)
            throw error
        }
        return PostgresConnection(handle: handle, answerTimeout: options.statementTimeout + options.answerGrace)
    }

    private func dial(_ host: PostgresAddress.Host) -> OpaquePointer? {
        var settings = [
            ("host", host.name), ("port", "\(host.port)"), ("user", address.user), ("dbname", address.database),
            ("client_encoding", "UTF8"), ("application_name", ProcessInfo.processInfo.processName),
            ("sslmode", host.isLocal || options.allowInsecure ? "prefer" : "verify-full"),
            // A peer that vanished is noticed after 10 + 3 × 5 s, and sent bytes without an answer after 30 s.
            ("keepalives", "1"), ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"),
        ]
        for parameter in address.parameters {
            settings.removeAll { $0.0 == parameter.name }
            settings.append((parameter.name, parameter.value))
        }
        let names = settings.map { strdup($0.0) }
        let values = settings.map { strdup($0.1) }
        defer { (names + values).forEach { free($0) } }
        return PQconnectStartParams(
            names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 0)
    }

    private func finishDialling(_ handle: OpaquePointer, until deadline: Duration) throws(StoreError) {
        var status = PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while status != PGRES_POLLING_OK {
            guard status != PGRES_POLLING_FAILED else { throw PostgresErrors.refused(handle, operation: operation) }
            let events = Int16(status == PGRES_POLLING_READING ? POLLIN : POLLOUT)
            guard PostgresConnection.wait(PQsocket(handle), events, until: deadline) != nil else {
                throw silence
            }
            status = PQconnectPoll(handle)
        }
    }

    private var silence: StoreError {
        StoreError(.unavailable, operation: operation, detail: "no answer within \(options.connectTimeout)")
    }

    /// PQexec with an end: it would wait for ever for a server that is frozen.
    ///
    /// - Returns: the last statement's result.
    private func run(
        _ sql: String, on handle: OpaquePointer, until deadline: Duration
    ) throws(StoreError) -> OpaquePointer? {
        guard PQsendQuery(handle, sql) == 1 else { throw PostgresErrors.lost(handle, operation: operation) }
        var last: OpaquePointer?
        while true {
            while PQisBusy(handle) == 1 {
                let isReady = PostgresConnection.wait(PQsocket(handle), Int16(POLLIN), until: deadline) != nil
                guard isReady, PQconsumeInput(handle) == 1 else {
                    PQclear(last)
                    throw isReady ? PostgresErrors.lost(handle, operation: operation) : silence
                }
            }
            guard let result = PQgetResult(handle) else { return last }
            PQclear(last)
            last = result
        }
    }

    private func setSession(_ handle: OpaquePointer, until deadline: Duration) throws(StoreError) {
        guard PQserverVersion(handle) >= Self.oldestVersion else {
            throw refused("the server's version is \(PQserverVersion(handle)): PostgreSQL 13 or newer is needed")
        }
        // HEART "Engines". In one round trip.
        let result = try run(
            """
            SET idle_in_transaction_session_timeout = \(Self.milliseconds(options.idleInTransactionTimeout));
            SET statement_timeout = \(Self.milliseconds(options.statementTimeout));
            SET lock_timeout = \(Self.milliseconds(options.lockTimeout));
            SET default_transaction_isolation = 'read committed';
            SET client_min_messages = warning;
            SELECT current_setting('fsync'), current_setting('synchronous_commit'), pg_is_in_recovery()::text,
                pg_encoding_to_char(encoding), ('Z' < 'a' AND 'z' < U&'\\00E9' AND 'a b' < 'aa')::text
            FROM pg_database WHERE datname = current_database();
            """, on: handle, until: deadline)
        defer { PQclear(result) }
        guard let result, PQresultStatus(result) == PGRES_TUPLES_OK, PQntuples(result) == 1 else {
            if PQstatus(handle) != CONNECTION_OK { throw PostgresErrors.lost(handle, operation: operation) }
            guard let result else { throw PostgresErrors.lost(handle, operation: operation) }
            throw PostgresErrors.answered(result, operation: operation, isRead: false)
        }
        func answer(_ column: Int32) -> String { String(cString: PQgetvalue(result, 0, column)) }
        guard answer(0) == "on" else {
            throw refused("the server's fsync is \(answer(0)): acknowledged work would be lost; set it to on")
        }
        guard answer(1) != "off" else {
            throw refused("synchronous_commit is off: acknowledged work would be lost; set it to on")
        }
        guard answer(2) == "false" else {
            throw StoreError(
                .unavailable, operation: operation, detail: "the server is a standby: the primary is elsewhere")
        }
        guard answer(3) == "UTF8", answer(4) == "true" else {
            throw refused(
                "the database is \(answer(3)) or doesn't compare text by bytes: "
                    + "create it with TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
}
