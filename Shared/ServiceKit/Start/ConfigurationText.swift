extension ConfigurationTable {
    /// What `--help` prints.
    package var help: String {
        var lines = ["USAGE: \(program)\(commands.isEmpty ? "" : " [COMMAND]") [OPTIONS]", ""]
        if !commands.isEmpty {
            lines.append("COMMANDS")
            let width = commands.map(\.name.count).max() ?? 0
            for (index, command) in commands.enumerated() {
                let name = command.name.padded(to: width)
                lines.append("  \(name)  \(command.help)\(index == 0 ? " The default." : "")")
            }
            lines.append("")
        }
        lines.append("OPTIONS (a flag wins over its variable, that over the file, that over the default)")
        for option in options {
            lines.append("  \(option.usage)")
            for line in option.help.wrapped(to: 92) { lines.append("      \(line)") }
            lines.append("      \(option.variable); \(remarks(option))")
        }
        lines.append("  --config FILE")
        lines.append("      A JSON object with the options' names as keys, \"kafka-properties\" an object of its own.")
        lines.append("      \(Self.variablePrefix)CONFIG; no default")
        lines.append("  --help, -h")
        lines.append("      Prints this.")
        return lines.joined(separator: "\n")
    }

    private func remarks(_ option: ConfigurationOption) -> String {
        var parts: [String] = []
        if option.isRequired {
            parts.append("required")
        } else if option.kind == .properties {
            parts.append("none by default")
        } else if let standard = option.standard {
            parts.append("default \(standard)")
        } else {
            parts.append(option.kind == .flag ? "default false" : "no default")
        }
        if option.isSecret { parts.append("secret: from a file (@FILE) or the environment alone") }
        switch option.kind {
        case .choice, .flag, .text, .file, .properties: break
        default: parts.append(option.kind.expected)
        }
        return parts.joined(separator: "; ")
    }

    /// `docs/configuration.md`: the same table for readers of the documentation.
    package var markdown: String {
        var lines = [
            "# Configuration", "",
            "Made from the table in `Shared/ServiceKit/Start/ConfigurationGround.swift`, as `--help` is: change it there.",
            "",
            "A flag wins over its environment variable, that over the JSON file of `--config`, that over the default. An",
            "unknown or malformed one stops the start with exit code \(ConfigurationError.exitCode) and one line that names"
                + " it. Secrets",
            "come from files (`@FILE`, mode 0600) or the environment, never from a command line; none has a default.",
            "",
            "| flag | variable, key in the file | default | form | what it is |", "| --- | --- | --- | --- | --- |",
        ]
        for option in options {
            let standard = option.standard.map { "`\($0)`" } ?? (option.isRequired ? "required" : "–")
            let form = option.kind.expected + (option.isSecret ? "; secret" : "")
            let cells = [
                "`\(option.usage)`", "`\(option.variable)`, `\(option.name)`", standard, form, option.help,
            ]
            lines.append("| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |")
        }
        lines.append("| `--config FILE` | `ALP_CONFIG` | – | the path of a file | A JSON object with the keys above. |")
        lines.append("| `--help` | | | | Prints the options and their defaults. |")
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// Broken at spaces; a longer word stands on a line of its own.
    func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
