/// The answer to a health question: 200 when all is well, else 503, with every check by its name.
package struct HealthReport: Hashable, Sendable, Codable {
    package struct Check: Hashable, Sendable, Codable {
        package var ok: Bool
        /// One clear line, without data.
        package var detail: String

        package init(ok: Bool, detail: String) {
            self.ok = ok
            self.detail = detail
        }
    }

    package var ok: Bool
    package var checks: [String: Check]

    /// Well when every check is.
    package init(checks: [String: Check]) {
        self.checks = checks
        ok = checks.values.allSatisfy(\.ok)
    }
}
