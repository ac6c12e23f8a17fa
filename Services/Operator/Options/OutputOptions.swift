import ArgumentParser

/// The flag of every command that shows something.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Write JSON for programs: the names of its fields are kept from version to version.")
    var json = false
}
