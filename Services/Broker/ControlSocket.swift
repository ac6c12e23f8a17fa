import Foundation

/// A Unix socket that takes one command a line and answers each with one line, `ok` or `error: …`.
///
/// Only its owner may connect (mode 0600); nothing of it is reachable from another machine.
struct ControlSocket {
    let path: String
    private let listener: Int32

    /// Listens. A socket file left over from a broker that is gone is replaced.
    init(path: String) throws(BrokerFailure) {
        self.path = path
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .cannotCreate("control socket \(path): the path is longer than 107 bytes; choose a shorter one")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        Self.removeSocket(path)
        let mask = umask(0o177)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        umask(mask)
        guard listener >= 0, bound == 0, listen(listener, 16) == 0 else {
            throw .cannotCreate(
                "control socket \(path) cannot be made (\(String(cString: strerror(errno)))): "
                    + "name a file in a folder that exists and is writable")
        }
    }

    /// Answers on threads of its own until the process ends.
    func serve(_ answer: @escaping @Sendable (String) -> String) {
        let listener = listener
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 {
                    guard errno == EINTR || errno == ECONNABORTED else { return }
                    continue
                }
                Thread.detachNewThread { Self.converse(on: connection, answer) }
            }
        }
    }

    func remove() {
        Self.removeSocket(path)
    }

    /// Never a file of another kind, which a mistyped path might name.
    private static func removeSocket(_ path: String) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    }

    private static func converse(on connection: Int32, _ answer: (String) -> String) {
        defer { close(connection) }
        var pending: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1024)
        while true {
            let count = read(connection, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            // A line is short; a peer that sends none is let go.
            guard count > 0, pending.count < 64 * 1024 else { return }
            pending += chunk.prefix(count)
            while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeSubrange(...end)
                let reply = Array((answer(line) + "\n").utf8)
                guard send(connection, reply, reply.count, Int32(MSG_NOSIGNAL)) == reply.count else { return }
            }
        }
    }
}
