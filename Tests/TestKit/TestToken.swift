import Crypto
package import Foundation

/// A fresh token for one test, and the file that makes a service accept it.
package struct TestToken: Sendable {
    package let text: String
    private let digest: String

    package init() {
        var random = SystemRandomNumberGenerator()
        let raw = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        text = Data(raw).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
        digest = SHA256.hash(data: raw).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Writes the token file, valid from an hour ago for two days, readable by its owner alone.
    ///
    /// - Parameter identifier: a person's where people's routes are asked: `p-7f3a`.
    package func write(
        to file: URL, roles: [String], identifier: String = "test", functions: [String] = [],
        departements: [String] = []
    ) throws {
        let now = Date()
        let (from, until) = (now.addingTimeInterval(-3600), now.addingTimeInterval(2 * 86_400))
        func list(_ texts: [String]) -> String { "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
        let text = """
            {"tokens": [{"identifier": "\(identifier)", "sha256": "\(digest)", "roles": \(list(roles)), \
            "functions": \(list(functions)), "departements": \(list(departements)), "from": "\(from.formatted(.iso8601))", "until": "\(until.formatted(.iso8601))"}]}
            """
        try Data(text.utf8).write(to: file)
        chmod(file.path, 0o600)
    }
}
