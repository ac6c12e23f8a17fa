import Foundation

/// What a demonstration came to, for programs: `--report FILE`.
struct DemoReport: Codable, Sendable {
    struct Service: Codable, Sendable {
        var handled: Int
        var parked: Int
        var kills: Int
        var residentBytes: Int
    }

    var seed: UInt64
    var store: String
    var broker: String
    var kills: Int
    var seconds: Double
    var services: [String: Service]
    var requests: [DemoEnding]
    var differences: [String]
    /// Where the letters lie.
    var spool: String
    /// Where logs, stores and tokens lie.
    var folder: String

    /// Throws ``OperatorFailure``.
    func write(to path: String) throws(OperatorFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        guard let data = try? encoder.encode(self),
            (try? data.write(to: URL(fileURLWithPath: path), options: .atomic)) != nil
        else { throw OperatorFailure(.usage, "--report \(path) can't be written; name a file in a folder that exists") }
    }
}
