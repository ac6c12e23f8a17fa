import Foundation
import Pages

/// A plain TCP client that sends exactly the bytes it is told, so that bad requests can be sent too. Each call blocks a
/// thread of its own, never one of the cooperative pool's.
struct RawConnection: Sendable {
    private let descriptor: Int32

    struct Failure: Error { var operation: String, code: Int32 }

    init(to address: ListenAddress) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(operation: "socket", code: errno) }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = in_port_t(address.port).bigEndian
        name.sin_addr.s_addr = inet_addr("127.0.0.1")
        let descriptor = descriptor
        let status = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            let code = errno
            Glibc.close(descriptor)
            throw Failure(operation: "connect", code: code)
        }
    }

    func close() { _ = Glibc.close(descriptor) }

    func send(_ bytes: some Sequence<UInt8> & Sendable) async throws {
        let bytes = Array(bytes)
        try await onThread {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Failure(operation: "send", code: errno) }
                sent += count
            }
        }
    }

    /// One whole response by its content-length, or what came before the end.
    func receive() async throws -> RawResponse {
        try await onThread {
            var bytes: [UInt8] = []
            while true {
                if let response = RawResponse(bytes), response.isWhole { return response }
                guard let part = try read() else { break }
                bytes += part
            }
            guard let response = RawResponse(bytes) else { throw Failure(operation: "receive", code: 0) }
            return response
        }
    }

    /// Reads and drops until the server closes.
    func awaitEnd() async throws {
        try await onThread { while try read() != nil {} }
    }

    /// Nil at the end of the stream.
    private func read() throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count == 0 || (count < 0 && errno == ECONNRESET) { return nil }
        guard count > 0 else { throw Failure(operation: "recv", code: errno) }
        return Array(buffer[..<count])
    }

    private func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}

struct RawResponse: Sendable {
    var status: Int
    var headers: [String: String]
    var body: String
    var isWhole: Bool

    init?(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        guard let code = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        status = code
        headers = [:]
        for line in lines.dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1)
            headers[halves[0].lowercased()] = halves.count > 1 ? halves[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let body = String(text[end.upperBound...])
        self.body = body
        isWhole = headers["content-length"].flatMap { Int($0) }.map { body.utf8.count >= $0 } ?? (code == 204)
    }

    var problem: Problem? { try? JSONDecoder().decode(Problem.self, from: Data(body.utf8)) }
    var problemType: String? { problem?.type }
}

/// One request over a connection of its own.
func exchange(
    _ address: ListenAddress, _ method: String, _ path: String, headers: [String: String] = [:], body: String? = nil
) async throws -> RawResponse {
    let connection = try RawConnection(to: address)
    defer { connection.close() }
    try await connection.send(request(method, path, headers: headers, body: body).utf8)
    return try await connection.receive()
}

func request(_ method: String, _ path: String, headers: [String: String] = [:], body: String? = nil) -> String {
    var headers = headers
    headers["Host"] = "test"
    if let body {
        headers["Content-Length"] = headers["Content-Length"] ?? String(body.utf8.count)
        headers["Content-Type"] = headers["Content-Type"] ?? "application/json"
    }
    let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
    return "\(method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body ?? "")"
}
