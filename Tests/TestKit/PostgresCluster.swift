import Foundation

/// A private PostgreSQL: its own data, Unix socket and loopback port, in a temporary folder.
///
/// PostgreSQL refuses to run as root, so as root it runs as the user `postgres`. A watchdog process holds a pipe from
/// this one: when this process ends, however it ends, the server is stopped and the folder removed.
package final class PostgresCluster: Sendable {
    package struct Failed: Error, CustomStringConvertible {
        package var description: String
    }

    /// The one for the whole test process, started when first asked for.
    package static let shared: Result<PostgresCluster, any Error> = Result { try PostgresCluster() }

    package static let user = "alp"
    /// Asked for over TCP alone; the socket trusts.
    package static let password = "only-for-tests"

    package let folder: String
    package let port: Int
    private let binaries: String
    /// The watchdog lives as long as this end of its pipe is open.
    private let leash: Int32

    /// Makes and starts one. Takes a second or two.
    ///
    /// - Parameter settings: lines of postgresql.conf, such as "fsync = off". Durability is on unless they say
    /// otherwise.
    package init(settings: [String] = []) throws {
        binaries = try Self.findBinaries()
        port = try Self.freePort()
        let made = try Self.run(Self.asServerUser(["mktemp", "-d", "/tmp/alp-pg-XXXXXX"]))
        folder = made.trimmingCharacters(in: .whitespacesAndNewlines)
        leash = try Self.startWatchdog(folder)
        let passwordFile = "\(folder)/password"
        try Data(Self.password.utf8).write(to: URL(fileURLWithPath: passwordFile))
        try Self.run(["chmod", "644", passwordFile])
        try Self.run(
            Self.asServerUser([
                "\(binaries)/initdb", "-D", "\(folder)/data", "-U", Self.user, "-E", "UTF8", "--locale=C", "--no-sync",
                "--auth-local=trust", "--auth-host=scram-sha-256", "--pwfile=\(passwordFile)",
            ]))
        let lines =
            [
                "listen_addresses = '127.0.0.1'", "port = \(port)", "unix_socket_directories = '\(folder)'",
                "shared_buffers = 32MB", "max_connections = 100",
            ] + settings
        // The server's user owns the file; written through a copy that it reads.
        let extra = "\(folder)/extra.conf"
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: extra))
        try Self.run(["chmod", "644", extra])
        try Self.run(
            Self.asServerUser(["sh", "-c", "cat '\(extra)' >> '\(folder)/data/postgresql.conf'"]))
        try start()
    }

    deinit { close(leash) }

    package func start() throws { try control(["start", "-l", "\(folder)/log"]) }

    /// Waits for no client: their connections are ended.
    package func stop() throws { try control(["stop", "-m", "fast"]) }

    /// As a crash: the server recovers at its next start.
    package func stopImmediately() throws { try control(["stop", "-m", "immediate"]) }

    /// SIGSTOP to the server and all its backends: connections stay, nothing is answered.
    package func freeze() throws { try signalAll("STOP") }

    /// SIGCONT to what ``freeze()`` stopped.
    package func thaw() throws { try signalAll("CONT") }

    private func signalAll(_ signal: String) throws {
        let script = #"read -r pid < "$1/data/postmaster.pid"; kill -"$2" "$pid" $(pgrep -P "$pid")"#
        try Self.run(Self.asServerUser(["sh", "-c", script, "sh", folder, signal]))
    }

    /// Makes a certificate authority and a server certificate for one host name, and has the server speak TLS with it.
    /// Answers the path of the authority's certificate, for `sslrootcert`.
    package func speakTLS(as host: String) throws -> String {
        let script = """
            set -e
            cd "$1"
            new='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
            openssl req -x509 $new -days 2 -subj '/CN=authority of a test' -keyout ca.key -out ca.crt
            openssl req $new -subj '/CN=server of a test' -keyout data/server.key -out server.csr
            printf 'subjectAltName=DNS:%s\\n' "$2" >server.ext
            openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile server.ext \\
                -out data/server.crt
            chmod 600 data/server.key
            """
        try Self.run(Self.asServerUser(["sh", "-c", script, "sh", folder, host]))
        try sql("ALTER SYSTEM SET ssl = on")
        try control(["reload"])
        // The postmaster reads it a moment later, and tells new sessions.
        for _ in 0..<200 where try sql("SHOW ssl") == "on" { return "\(folder)/ca.crt" }
        throw Failed(description: "the server doesn't speak TLS: \(try sql("SHOW ssl"))")
    }

    /// Makes an empty database and answers its URL on the Unix socket.
    package func createDatabase() throws -> String {
        let name = "t" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try sql("CREATE DATABASE \(name)")
        return url(database: name)
    }

    /// On the Unix socket, where no password is asked for.
    package func url(database: String) -> String {
        "postgres://\(Self.user)@/\(database)?host=\(folder)&port=\(port)"
    }

    /// On loopback, where the password is asked for.
    package func tcpURL(database: String, parameters: String = "") -> String {
        "postgres://\(Self.user)@127.0.0.1:\(port)/\(database)" + (parameters.isEmpty ? "" : "?\(parameters)")
    }

    /// Runs SQL through psql, an independent client; answers its unaligned rows.
    @discardableResult
    package func sql(_ text: String, database: String = "postgres") throws -> String {
        try Self.run([
            "\(binaries)/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder, "-p", "\(port)", "-U",
            Self.user, "-d", database, "-c", text,
        ]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func control(_ arguments: [String]) throws {
        let command = ["\(binaries)/pg_ctl", "-D", "\(folder)/data", "-s", "-w", "-t", "180"]
        try Self.run(Self.asServerUser(command + arguments))
    }

    private static func asServerUser(_ command: [String]) -> [String] {
        getuid() == 0 ? ["runuser", "-u", "postgres", "--"] + command : command
    }

    private static func findBinaries() throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        for version in versions.sorted(by: >) where access("\(root)/\(version)/bin/initdb", X_OK) == 0 {
            return "\(root)/\(version)/bin"
        }
        if let folder = try? run(["pg_config", "--bindir"]) {
            return folder.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        throw Failed(description: "no PostgreSQL server found under \(root): install the package postgresql")
    }

    private static func startWatchdog(_ folder: String) throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failed(description: "no pipe: \(String(cString: strerror(errno)))") }
        // No other child may hold the leash.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let watchdog = Process()
        watchdog.executableURL = URL(fileURLWithPath: "/bin/sh")
        watchdog.arguments = [
            "-c",
            """
            trap '' INT TERM HUP
            read -r _
            if read -r pid < "$1/data/postmaster.pid"; then
                kill -QUIT "$pid"; kill -CONT "$pid"
                for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
            fi 2>/dev/null
            rm -rf "$1"
            """, "watchdog", folder,
        ]
        watchdog.standardInput = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        watchdog.standardOutput = FileHandle.nullDevice
        watchdog.standardError = FileHandle.nullDevice
        try watchdog.run()
        return ends[1]
    }

    private static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(socket, generic, length) == 0 && getsockname(socket, generic, &length) == 0
            }
        }
        guard bound else { throw Failed(description: "no free port: \(String(cString: strerror(errno)))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Runs a command to its end and answers its standard output.
    ///
    /// Not Foundation's Process: it takes a child for running as long as anything holds a socket that the child
    /// inherited, and the server that pg_ctl leaves behind would. Output goes to a file for the same reason.
    @discardableResult
    private static func run(_ command: [String]) throws -> String {
        let output = FileManager.default.temporaryDirectory.appendingPathComponent("alp-\(UUID().uuidString).out").path
        defer { unlink(output) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // The server must hold nothing of this process's, and its user may not be allowed into this process's folder.
        let script = """
            cd /tmp
            for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done
            exec "$@"
            """
        let arguments = (["bash", "-c", script, "bash"] + command).map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var child = pid_t()
        let code = posix_spawn(&child, "/bin/bash", &actions, nil, arguments, environ)
        guard code == 0 else {
            throw Failed(description: "can't run \(command[0]): \(String(cString: strerror(code)))")
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        guard status == 0 else {
            throw Failed(description: "\(command.joined(separator: " ")) ended with wait status \(status): \(text)")
        }
        return text
    }
}
