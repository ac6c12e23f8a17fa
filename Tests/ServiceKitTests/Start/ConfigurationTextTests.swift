import Foundation
import Testing

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct ConfigurationTextTests {
    private let table = ConfigurationTable.service("validation", commands: [.init("verify", help: "Compares.")])

    @Test func `the help names every option with its variable and its default`() {
        let help = table.help
        for option in table.options {
            #expect(help.contains("  \(option.usage)\n"))
            #expect(help.contains("      \(option.variable); "))
            if let standard = option.standard { #expect(help.contains("default \(standard)")) }
        }
        #expect(help.hasPrefix("USAGE: alp-validation [COMMAND] [OPTIONS]\n"))
        #expect(help.contains("  serve   Runs the service. The default.\n  verify  Compares.\n"))
        #expect(help.contains("ALP_STORE; required; sqlite:PATH"))
        #expect(help.split(separator: "\n").allSatisfy { $0.count <= 140 })
    }

    @Test func `the documentation has a row for every option and no bar that breaks it`() {
        let rows = table.markdown.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count == table.options.count + 2)
        for row in rows { #expect(row.replacing("\\|", with: "").filter { $0 == "|" }.count == 6) }
        for option in table.options { #expect(rows.contains { $0.contains("`\(option.variable)`, `\(option.name)`") }) }
    }

    @Test func `a secret is called one and has no default`() {
        let table = self.table.adding([
            ConfigurationOption("link-key", .text, isSecret: true, help: "Signs links.")
        ])
        #expect(table.help.contains("ALP_LINK_KEY; no default; secret: from a file (@FILE) or the environment alone"))
        #expect(table.markdown.contains("| – | a text of one line; secret | Signs links. |"))
    }

    @Test(arguments: [
        ("20s", Duration.seconds(20)), ("500ms", .milliseconds(500)), ("1.5s", .milliseconds(1500)),
        ("5m", .seconds(300)), ("2h", .seconds(7200)), ("0s", .zero),
    ])
    func `a duration is a number and its unit`(text: String, duration: Duration) {
        #expect(ConfigurationDuration.parse(text) == duration)
    }

    @Test(arguments: ["", "s", "20", "20 s", "-1s", "1e3s", "1.2.3s", ".5s", "1.s", "99999h", "²s", "1S"])
    func `anything else is not a duration`(text: String) {
        #expect(ConfigurationDuration.parse(text) == nil)
    }

    @Test(arguments: [
        (Duration.seconds(20), "20s"), (.milliseconds(1500), "1500ms"), (.seconds(120), "2m"), (.seconds(7200), "2h"),
        (.zero, "0ms"),
    ])
    func `a duration is written in its largest exact unit`(duration: Duration, text: String) {
        #expect(ConfigurationDuration.text(duration) == text)
    }

    @Test(
        arguments: [
            ("stroe", "store"), ("STORE", "store"), ("kafka-server", nil), ("lisen", "listen"), ("x", nil), ("", nil),
            ("tokn", "tokens"),
        ] as [(String, String?)])
    func `the nearest name is offered when it is near`(typed: String, nearest: String?) {
        #expect(ConfigurationNearestName.find(typed, among: ["store", "kafka", "listen", "tokens"]) == nearest)
    }

    @Test func `two neighbours swapped are one mistake`() {
        #expect(ConfigurationNearestName.distance(Array("ab".unicodeScalars), Array("ba".unicodeScalars)) == 1)
        #expect(ConfigurationNearestName.distance([], Array("abc".unicodeScalars)) == 3)
        #expect(ConfigurationNearestName.distance(Array("kitten".unicodeScalars), Array("sitting".unicodeScalars)) == 3)
    }

    @Test func `the disk gives bytes and mode, and says why it can't`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "alp-configuration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.json").path
        try Data("{}".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
        let file = try ConfigurationFiles.disk.read(path)
        #expect(file.bytes == Data("{}".utf8))
        #expect(file.mode == 0o604)
        #expect(!file.isClosedToOthers)
        #expect(throws: ConfigurationFiles.Refusal("No such file or directory")) {
            try ConfigurationFiles.disk.read(path + ".none")
        }
        #expect(throws: ConfigurationFiles.Refusal("Is a directory")) { try ConfigurationFiles.disk.read(folder.path) }
        try Data(count: 1 << 20 + 1).write(to: URL(filePath: path))
        #expect(throws: ConfigurationFiles.Refusal("Larger than 1 MiB")) { try ConfigurationFiles.disk.read(path) }
    }

    @Test func `files made after the start are their owner's alone`() {
        let before = ConfigurationProcess.makeFilesPrivate()
        #expect(ConfigurationProcess.makeFilesPrivate() == 0o077)
        // Process-wide: other tests share it.
        umask(mode_t(before))
    }
}
