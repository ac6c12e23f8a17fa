/// One row of the table: what can be configured, and all that is said about it anywhere.
package struct ConfigurationOption: Equatable, Sendable {
    /// Lower case with hyphens, as after `--` and in the file: `stop-deadline`.
    package let name: String
    package let kind: ConfigurationKind
    /// Written as a person would; nil when there is none.
    package let standard: String?
    /// Without it and without a default, the start stops.
    package let isRequired: Bool
    /// Never printed, and never taken from a command line, which every user of the machine can read.
    package let isSecret: Bool
    /// One sentence, for `--help` and the documentation.
    package let help: String

    package init(
        _ name: String, _ kind: ConfigurationKind, standard: String? = nil, isRequired: Bool = false,
        isSecret: Bool = false, help: String
    ) {
        self.name = name
        self.kind = kind
        self.standard = standard
        self.isRequired = isRequired
        self.isSecret = isSecret
        self.help = help
    }

    /// `stop-deadline` → `ALP_STOP_DEADLINE`.
    package var variable: String {
        ConfigurationTable.variablePrefix + name.uppercased().replacing("-", with: "_")
    }

    /// How the flag is written: `--stop-deadline DURATION`.
    var usage: String {
        switch kind {
        case .properties: "-X NAME=VALUE"
        case .flag: "--\(name)"
        default: "--\(name) \(kind.placeholder)"
        }
    }

    /// Whether this text, of this option, must not be printed or stand on a command line.
    func hides(_ text: String) -> Bool {
        if text.hasPrefix("@") { return false }
        return kind == .store ? Masking.scrub(text) != text : isSecret
    }

    /// Whether `@FILE` stands for the file's contents.
    var isReadFromFiles: Bool { isSecret || kind == .store }
}
