/// What was configured, every value judged good.
///
/// The accessors trap when asked for an option that is not in the table, or under another kind than its own: that is a
/// mistake in a program and not in a configuration.
package struct ConfigurationValues: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        case flag
        case variable
        case file(path: String)
        case standard
    }

    struct Entry: Equatable, Sendable {
        var value: ConfigurationValue
        /// As written; masked when it is printed.
        var text: String
        var source: Source
    }

    let table: ConfigurationTable
    /// The word that says what to do; nil when the table has none.
    package let command: String?
    let entries: [String: Entry]
    let properties: [String: String]

    package func text(_ name: String) -> String? {
        guard let value = value(name) else { return nil }
        guard case .text(let text) = value else { preconditionFailure("the option \(name) is not a text") }
        return text
    }

    /// A secret, from the file it stands in or the environment.
    package func secret(_ name: String) -> Masked<String>? { text(name).map { Masked($0) } }

    package func count(_ name: String) -> Int? {
        guard let value = value(name) else { return nil }
        guard case .count(let count) = value else { preconditionFailure("the option \(name) is not a count") }
        return count
    }

    package func duration(_ name: String) -> Duration? {
        guard let value = value(name) else { return nil }
        guard case .duration(let duration) = value else { preconditionFailure("the option \(name) is not a duration") }
        return duration
    }

    package func address(_ name: String) -> ConfigurationAddress? {
        guard let value = value(name) else { return nil }
        guard case .address(let address) = value else { preconditionFailure("the option \(name) is not an address") }
        return address
    }

    package func kafka(_ name: String) -> ConfigurationKafka? {
        guard let value = value(name) else { return nil }
        guard case .kafka(let kafka) = value else { preconditionFailure("the option \(name) is not a broker list") }
        return kafka
    }

    /// False unless given.
    package func flag(_ name: String) -> Bool {
        guard let value = value(name) else { return false }
        guard case .flag(let flag) = value else { preconditionFailure("the option \(name) is not a flag") }
        return flag
    }

    /// Where the value came from; nil when there is none.
    package func source(_ name: String) -> Source? { entries[name]?.source }

    private func value(_ name: String) -> ConfigurationValue? {
        guard let option = table.option(named: name) else { preconditionFailure("there is no option \(name)") }
        return entries[option.name]?.value
    }
}

extension ConfigurationValues: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// One line an option, in the table's order, with what is secret masked.
    package var description: String {
        table.options.compactMap { option -> String? in
            if option.kind == .properties { return properties.isEmpty ? nil : "\(option.name): \(maskedProperties)" }
            guard let entry = entries[option.name] else { return nil }
            let shown = option.isSecret ? Masking.replacement : Masking.scrub(LogText.escaped(entry.text))
            return "\(option.name): \(shown)"
        }.joined(separator: "\n")
    }

    private var maskedProperties: String {
        properties.sorted { $0.key < $1.key }.map { name, value in
            "\(name)=" + (ConfigurationProperties.isSecret(name) ? Masking.replacement : LogText.escaped(value))
        }.joined(separator: ", ")
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
