import Foundation
import TestKit
import Testing

/// A program with a business listener, as the tests of all of them start it: a service more is a row more.
struct FaceService: Sendable, CustomTestStringConvertible {
    /// As in the document's name.
    var name: String
    var product: BuiltProduct
    /// What tells the program who it is, where its name doesn't.
    var arguments: [String] = []
    /// As `--topics` takes it.
    var topics = "product:01,42,69"
    /// Of the token with which all that is open to anybody is tried.
    var roles: [String]
    var functions: [String] = []
    var departements: [String] = []
    /// Further flags whose files are made in a folder: keys, directories.
    var prepared: @Sendable (TemporaryFolder) throws -> [String] = { _ in [] }

    static let all: [FaceService] = [
        FaceService(
            name: "bookings", product: .proofService, arguments: ["--role", "bookings"],
            topics: PackageRoot.proofTopics.path, roles: ["pilot"]),
        FaceService(
            name: "intake", product: .intake, roles: ["pilot", "dfie", "service"],
            functions: ["head:0691662G", "service:69"]),
    ]

    var testDescription: String { name }

    var document: URL { PackageRoot.url.appendingPathComponent("docs/generated/openapi-\(name).json") }

    func printedDocument() async throws -> String {
        let process = try ChildProcess(
            try product.executable,
            ["openapi", "--topics", topics, "--comments-from", PackageRoot.url.path] + arguments,
            inherits: { !$0.hasPrefix("ALP_") })
        let end = try await process.exit(within: .seconds(20))
        guard end == .exit(0) else { throw KitError("\(name): \(end): \(process.errors)") }
        return process.output
    }
}
