import Foundation

/// Speaks to the broker's control socket: one line there, one line back.
struct ControlClient: Sendable {
    let path: String

    /// Off the cooperative pool, because the answer is waited for. Throws ``KitError`` with the broker's own words
    /// when it answers anything but `ok`.
    func send(_ line: String) async throws {
        let answer = try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<String, any Error>) in
            DispatchQueue.global().async { waiting.resume(with: Result { try ask(line) }) }
        }
        guard answer == "ok" else { throw KitError("alp-broker answered \(line.debugDescription): \(answer)") }
    }

    private func ask(_ line: String) throws -> String {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw KitError("\(path) is too long for a Unix socket")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, streamSocket, 0)
        defer { close(descriptor) }
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { throw KitError("\(path): \(String(cString: strerror(errno)))") }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))

        let request = Array((line + "\n").utf8)
        guard Foundation.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw KitError("\(path) took no command: \(String(cString: strerror(errno)))")
        }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1024)
        while answer.last != UInt8(ascii: "\n") {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { throw KitError("\(path) gave no answer to \(line.debugDescription)") }
            answer += chunk.prefix(count)
        }
        return String(decoding: answer.dropLast(), as: UTF8.self)
    }
}
