import Foundation

/// One HTTP/1.1 request over a connection of its own, by hand: a client that shares no line with the server's library.
package struct HTTPCall: Sendable {
    package struct Answer: Sendable {
        package var status: Int
        package var body: String
        /// Names in lower case.
        package var headers: [String: String] = [:]

        /// The body as JSON.
        package func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try JSONDecoder().decode(type, from: Data(body.utf8))
        }
    }

    /// `127.0.0.1:PORT`.
    package var address: String
    package var token: String?

    package init(address: String, token: String? = nil) {
        self.address = address
        self.token = token
    }

    /// Off the cooperative pool, because the answer is waited for. Throws ``KitError`` where nothing answers in time.
    package func send(
        _ method: String, _ path: String, body: String? = nil, headers: [String: String] = [:],
        within limit: Duration = .seconds(10)
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Answer, any Error>) in
            DispatchQueue.global().async {
                waiting.resume(with: Result { try ask(method, path, body, headers, limit) })
            }
        }
    }

    private func ask(
        _ method: String, _ path: String, _ body: String?, _ headers: [String: String], _ limit: Duration
    ) throws -> Answer {
        guard let port = address.split(separator: ":").last.flatMap({ Int($0) }) else {
            throw KitError("\(address) is no address")
        }
        let descriptor = try connected(port: port, seconds: Int(limit.components.seconds))
        defer { close(descriptor) }
        var lines = ["\(method) \(path) HTTP/1.1", "Host: \(address)", "Connection: close"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        if let body {
            lines.append("Content-Length: \(body.utf8.count)")
            if !headers.keys.contains(where: { $0.lowercased() == "content-type" }) {
                lines.append("Content-Type: application/json")
            }
        }
        lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8)
        // An answer may come before the whole of a body that is too large was taken.
        var rest = request[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { break }
            rest = rest.dropFirst(sent)
        }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count >= 0 else { throw KitError("\(method) \(path) on \(address): no answer in \(limit)") }
            if count == 0 { break }
            answer += chunk.prefix(count)
        }
        return try parsed(answer, "\(method) \(path) on \(address)")
    }

    private func parsed(_ bytes: [UInt8], _ what: String) throws -> Answer {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n"),
            let status = text.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap({ Int($0) })
        else { throw KitError("\(what): cut off") }
        let head = text[..<end.lowerBound].lowercased()
        guard !head.contains("transfer-encoding") else { throw KitError("\(what): came in pieces") }
        let body = String(text[end.upperBound...])
        if let line = head.components(separatedBy: "\r\n").first(where: { $0.hasPrefix("content-length:") }),
            let length = Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)), body.utf8.count < length
        {
            throw KitError("\(what): cut off in the body")
        }
        return Answer(status: status, body: body, headers: headers(String(text[..<end.lowerBound])))
    }

    private func headers(_ head: String) -> [String: String] {
        var headers: [String: String] = [:]
        for line in head.components(separatedBy: "\r\n").dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1)
            headers[halves[0].lowercased()] = halves.count > 1 ? halves[1].trimmingCharacters(in: .whitespaces) : ""
        }
        return headers
    }

    private func connected(port: Int, seconds: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, streamSocket, 0)
        guard descriptor >= 0 else { throw KitError("no socket: \(String(cString: strerror(errno)))") }
        var limit = timeval(tv_sec: max(seconds, 1), tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = loopback(port: port)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            throw KitError("\(self.address) takes no connection")
        }
        return descriptor
    }
}
