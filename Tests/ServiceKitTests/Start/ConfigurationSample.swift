import Foundation
import Testing

@testable import ServiceKit

/// The ground's table with the two options that every start needs, and a way to read it without a disk.
enum ConfigurationSample {
    static let table = ConfigurationTable.service("validation")
    static let needed = ["--store", "sqlite:a.sqlite", "--kafka", "localhost:9092"]

    static func files(_ contents: [String: String], mode: UInt16 = 0o600) -> ConfigurationFiles {
        ConfigurationFiles { path in
            guard let text = contents[path] else { throw ConfigurationFiles.Refusal("No such file or directory") }
            return ConfigurationFiles.File(bytes: Data(text.utf8), mode: mode)
        }
    }

    static func values(
        _ arguments: [String], variables: [String: String] = [:], table: ConfigurationTable = table,
        files: ConfigurationFiles = files([:])
    ) throws -> ConfigurationValues {
        let request = try table.read(arguments: arguments, variables: variables, files: files)
        guard case .run(let values) = request else { throw ConfigurationError("help was asked for") }
        return values
    }

    /// The lines that stop the start; empty when it is not stopped.
    static func problems(
        _ arguments: [String], variables: [String: String] = [:], table: ConfigurationTable = table,
        files: ConfigurationFiles = files([:])
    ) -> [String] {
        do {
            _ = try table.read(arguments: arguments, variables: variables, files: files)
            return []
        } catch {
            return error.problems
        }
    }

    static func configuration(_ arguments: [String], variables: [String: String] = [:]) throws -> ServiceConfiguration {
        try ServiceConfiguration(service: "validation", values: values(arguments, variables: variables))
    }
}
