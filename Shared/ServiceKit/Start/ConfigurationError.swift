/// Why a service does not start: each problem is one line that names the option, where its value came from, the value
/// unless it is secret, and what to write instead.
package struct ConfigurationError: Error, Equatable, Sendable {
    package let problems: [String]

    /// `EX_USAGE` of sysexits.h: a restart without a change of configuration does not help.
    package static let exitCode: Int32 = 64

    package init(_ problems: [String]) { self.problems = problems }
    package init(_ problem: String) { problems = [problem] }
}

extension ConfigurationError: CustomStringConvertible {
    /// One line a problem. Values are quoted, cut and freed of control characters, so that none can fake a line.
    package var description: String { problems.joined(separator: "\n") }
}

enum ConfigurationQuote {
    /// A value as it stands in an error line.
    static func quoted(_ text: String) -> String {
        let safe = LogText.escaped(text)
        return "\"" + (safe.count > 80 ? safe.prefix(80) + "…" : safe) + "\""
    }
}
