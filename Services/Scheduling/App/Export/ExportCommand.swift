import Foundation
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// `alp-scheduling export --into DIR`: writes `instance.json` and `plan.json`. Needs the store for itself where it is
/// an SQLite file; a running service gives the same over `/export/…`.
enum ExportCommand {
    static let name = "export"

    private static let into = ConfigurationOption(
        "into", .file, isRequired: true, help: "For export: the folder to write instance.json and plan.json into.")

    static func run(_ arguments: [String]) -> Int32 {
        let table = ConfigurationTable(
            program: "alp-scheduling export",
            options: [
                ConfigurationOption("store", .store, isRequired: true, help: "The service's own store."),
                Main.reference, into,
            ])
        do {
            switch try table.read(arguments: arguments, variables: ProcessInfo.processInfo.environment) {
            case .help(let text): print(text)
            case .run(let values): try write(values)
            }
            return 0
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            return error is ConfigurationError ? ConfigurationError.exitCode : 70
        }
    }

    private static func write(_ values: ConfigurationValues) throws {
        guard let store = values.secret("store"), let folder = values.text("into") else { return }
        let database = try OpenDatabase.open(try StoreURL(store.revealed))
        defer { database.close() }
        let decider = SchedulingDecider(reference: try Main.referenceSet(values.text("reference")))
        let export = try Export.read(database, decider, Instant(milliseconds: 0))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let url = URL(fileURLWithPath: folder)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try encoder.encode(export.instance).write(to: url.appending(path: "instance.json"))
        try encoder.encode(export.plan).write(to: url.appending(path: "plan.json"))
        print("\(export.instance.actions.count) actions, \(export.plan.actions.count) of them placed")
    }
}
