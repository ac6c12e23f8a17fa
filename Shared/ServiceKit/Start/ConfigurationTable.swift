/// The one table of what a service can be told. Reading, `--help` and the documentation are all made from it.
///
/// By hand, after judging two libraries. swift-configuration 1.4 layers flags, environment and files well, but is asked
/// key by key and does not list what a source holds, so an unknown name can't be noticed; its command-line provider
/// skips what it does not know and cuts every value at its commas (a broker list, a PostgreSQL URL). swift-argument-
/// parser 1.8 refuses the unknown and names the nearest, but declares options as properties of a type at compile time,
/// so a service can't add rows to a shared table, and it has no notion of the environment or a file: an option that may
/// come from elsewhere has to be optional there, and so loses its default in the help.
package struct ConfigurationTable: Equatable, Sendable {
    package static let variablePrefix = "ALP_"

    /// Variables that `alp` and the test scripts read: they may stand in an environment that a service is started from.
    package static let variablesOfTools: Set<String> = [
        "ALP_SERVICE_URL", "ALP_OPERATOR_TOKEN", "ALP_TEST_TOOLS", "ALP_SIMULATION_SEEDS", "ALP_WRITE_DOCS",
    ]

    /// A word before or after the flags that says what to do instead of serving: `alp-validation verify`.
    package struct Command: Equatable, Sendable {
        package var name: String
        /// One sentence.
        package var help: String
        /// By option: what stands for one that nobody gave, since this command doesn't use it.
        package var assumes: [String: String]

        package init(_ name: String, help: String, assumes: [String: String] = [:]) {
            self.name = name
            self.help = help
            self.assumes = assumes
        }
    }

    /// The program's name, for the help.
    package let program: String
    package let options: [ConfigurationOption]
    /// The first is what happens without a word.
    package let commands: [Command]

    /// Traps on two options of one name, on a name that can't become a variable and on a default that its own option
    /// refuses: those are mistakes in a program, seen at its first start.
    package init(program: String, options: [ConfigurationOption], commands: [Command] = []) {
        var names = Set(Self.reserved)
        for option in options {
            precondition(names.insert(option.name).inserted, "two options are called \(option.name)")
            precondition(
                option.name.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "-") },
                "the option name \(option.name) has other letters than a-z and -")
            precondition(
                option.standard.map { option.kind.judge($0) != nil } ?? true,
                "the default of \(option.name) is not \(option.kind.expected)")
            precondition(!option.isSecret || option.standard == nil, "\(option.name) is secret and has a default")
        }
        self.program = program
        self.options = options
        self.commands = commands
    }

    /// The table with a service's own options after these.
    package func adding(_ own: [ConfigurationOption]) -> ConfigurationTable {
        ConfigurationTable(program: program, options: options + own, commands: commands)
    }

    static let reserved = ["help", "config"]

    func option(named name: String) -> ConfigurationOption? { options.first { $0.name == name } }

    /// The names a flag can have, for "did you mean".
    var flagNames: [String] { options.filter { $0.kind != .properties }.map(\.name) + Self.reserved }
    var variableNames: [String] { options.map(\.variable) + [Self.variablePrefix + "CONFIG"] }
}
