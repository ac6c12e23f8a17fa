import Foundation
import Pages

/// An operator listener's address, and the way from a route to a URL.
struct ServiceURL: Equatable, CustomStringConvertible {
    /// Without a slash at its end.
    let description: String
    /// The token would cross a network in clear.
    let isClearOverNetwork: Bool

    /// Throws a failure of usage.
    init(_ text: String) throws(OperatorFailure) {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let parts = URLComponents(string: trimmed), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme, ["http", "https"].contains(scheme), parts.user == nil, parts.password == nil,
            parts.query == nil, parts.fragment == nil
        else {
            throw OperatorFailure(.usage, "--service-url isn't http://HOST:PORT or https://HOST:PORT; write it so")
        }
        description = trimmed
        let isLoopback = host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]"
        isClearOverNetwork = scheme == "http" && !isLoopback
    }

    /// Each segment and value escaped, so that a key with any letter reaches the service as it is.
    func url(_ path: [String], query: [(name: String, value: String)] = []) -> String {
        let pairs = query.map { "\($0.name)=\(PercentEncoding.encode($0.value))" }
        return description + Self.path(path) + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    /// "/a/b", each segment escaped.
    static func path(_ segments: [String]) -> String { segments.map { "/" + segment($0) }.joined() }

    private static func segment(_ text: String) -> String {
        // RFC 3986, 5.2.4: these two would be taken for steps in the path.
        text == "." || text == ".." ? text.replacing(".", with: "%2E") : PercentEncoding.encode(text)
    }
}
