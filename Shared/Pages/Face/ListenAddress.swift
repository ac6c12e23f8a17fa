/// Where a face listens, or where it was bound: `127.0.0.1:8080`, `localhost:0`, `[::1]:8080`. Port 0 asks for any.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// Without brackets.
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// - Throws: ``HTTPFaceError/badAddress(_:)``
    package init(_ text: String) throws {
        guard let colon = text.lastIndex(of: ":") else { throw HTTPFaceError.badAddress(text) }
        let port = text[text.index(after: colon)...]
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw HTTPFaceError.badAddress(text)
        }
        guard let number = Int(port), (0...65535).contains(number), port.allSatisfy(\.isNumber), !host.isEmpty else {
            throw HTTPFaceError.badAddress(text)
        }
        self.init(host: String(host), port: number)
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Only this machine can reach it.
    package var isLoopback: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        // All four must be numbers: 127.example.org is a name that anyone may own.
        let isIPv4 = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || (isIPv4 && parts[0] == "127")
    }
}
