/// librdkafka's properties as the configuration sees them: pairs, some of them secret, a few refused. Whether a
/// property exists and takes the value is librdkafka's to judge, at the start too.
enum ConfigurationProperties {
    /// Refused everywhere (SECURITY, "Secrets"): both run code of the configuration's choosing.
    static let refused = ["plugin.library.paths", "sasl.kerberos.kinit.cmd"]

    /// Whether the value never stands on a command line or in a log.
    static func isSecret(_ name: String) -> Bool {
        name.contains("password") || name.contains("secret")
            || ["ssl.key.pem", "sasl.oauthbearer.config", "sasl.jaas.config"].contains(name)
    }

    /// `NAME=VALUE`; nil without a name or an equals sign. The value may be empty: librdkafka knows what that means.
    static func pair(_ text: some StringProtocol) -> (name: String, value: String)? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        let name = text[..<equals]
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return (String(name), String(text[text.index(after: equals)...]))
    }

    /// The pairs of an environment variable: one a line, or several on a line with `;` between.
    static func split(_ text: String) -> [String] {
        text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == ";" })
            .map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
    }

    /// Nil when the property may be set in this environment; else why not.
    static func refusal(_ name: String, _ value: String, environment: String) -> String? {
        if refused.contains(name) { return "is refused: it would run code of the configuration's choosing" }
        let turnsChecksOff =
            name == "enable.ssl.certificate.verification" && value == "false"
            || name == "ssl.endpoint.identification.algorithm" && value == "none"
        if turnsChecksOff, environment != ServiceConfiguration.development {
            return "would turn certificate checks off, which is allowed in environment "
                + "\(ServiceConfiguration.development) alone and this is \(environment)"
        }
        return nil
    }
}

extension String {
    func trimmingSpaces() -> String {
        let start = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
        let end = start.lastIndex { $0 != " " && $0 != "\t" && $0 != "\r" }
        return end.map { String(start[...$0]) } ?? ""
    }
}
