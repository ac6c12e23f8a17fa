import Foundation

/// Where the brokers are: `HOST:PORT[,HOST:PORT…]`, or `embedded:FILE` with the file that alp-broker writes.
enum BrokerAddress: Equatable {
    case servers(String)
    case embedded(addressFile: String)

    /// Throws a failure of usage. `origin` is the flag or variable that the text came from.
    init(_ text: String, origin: String) throws(OperatorFailure) {
        let form = "write HOST:PORT[,HOST:PORT…] or embedded:ADDRESS-FILE"
        if text.hasPrefix("embedded:") {
            let path = String(text.dropFirst("embedded:".count))
            guard !path.isEmpty else { throw OperatorFailure(.usage, "\(origin) \(text): names no file; \(form)") }
            self = .embedded(addressFile: path)
            return
        }
        let servers = text.split(separator: ",", omittingEmptySubsequences: false)
        for server in servers where !Self.isHostAndPort(server) {
            throw OperatorFailure(.usage, "\(origin) \(text): isn't a broker's address; \(form)")
        }
        self = .servers(text)
    }

    /// What librdkafka is to be told. Reads the address file, and so throws `.unavailable` when no broker wrote one.
    func bootstrap() throws(OperatorFailure) -> String {
        switch self {
        case .servers(let text): return text
        case .embedded(let path):
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw OperatorFailure(
                    .unavailable,
                    "no alp-broker runs: its address file \(path) isn't there; start it with "
                        + "--address-file \(path)")
            }
            guard let line = text.split(separator: "\n").first, Self.isHostAndPort(line) else {
                throw OperatorFailure(
                    .usage, "the file \(path) isn't an address file of alp-broker; give the one of its --address-file")
            }
            return String(line)
        }
    }

    private static func isHostAndPort(_ text: Substring) -> Bool {
        guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
            let port = Int(text[text.index(after: colon)...]), (1...65535).contains(port)
        else { return false }
        let host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        return isBracketed || !host.contains { $0 == ":" || $0.isWhitespace || $0 == "/" }
    }
}
