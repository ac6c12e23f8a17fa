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
    /// Whether it is one of the product's, which has something to show once a campaign and requests are there.
    var needsSample = true
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
            name: "bookings", product: .proofService, arguments: ["--role", "bookings"], needsSample: false,
            topics: PackageRoot.proofTopics.path, roles: ["pilot"]),
        FaceService(
            name: "intake", product: .intake, arguments: ["--reference", reference], roles: everyone,
            functions: functions, departements: ["01", "69"]),
        FaceService(
            name: "validation", product: .validation, arguments: ["--reference", reference], roles: everyone,
            functions: functions, departements: ["01", "69"]),
        FaceService(
            name: "scheduling", product: .scheduling, arguments: ["--reference", reference], roles: everyone,
            functions: functions, departements: ["01", "69"]),
        FaceService(
            name: "notifications", product: .notifications,
            arguments: ["--reference", reference, "--intake-url", "https://alp.example.org"], roles: everyone,
            functions: functions, departements: ["01", "69"],
            prepared: { folder in
                let key = try folder.write(String(repeating: "k", count: 32), to: "link-key")
                chmod(key.path, 0o600)
                return ["--link-key", key.path, "--spool", folder.file("spool").path]
            }),
    ]

    private static let reference = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021/reference").path
    /// One token for all of them: what one role may not see is the access tables' to test.
    private static let everyone = ["pilot", "dfie", "service", "ia-dasen", "ia-ipr", "pole", "trainer"]
    private static let functions = [
        "head:0010002X", "service:01", "service:69", "ia-dasen:69", "ia-ipr:0010002X", "trainer:F001", "dfie", "pole",
    ]

    var testDescription: String { name }

    var document: URL { PackageRoot.url.appendingPathComponent("docs/generated/openapi-\(name).json") }

    func printedDocument() async throws -> String {
        let folder = try TemporaryFolder()
        let process = try ChildProcess(
            try product.executable,
            ["openapi", "--topics", topics, "--comments-from", PackageRoot.url.path] + arguments
                + (try prepared(folder)),
            inherits: { !$0.hasPrefix("ALP_") })
        let end = try await process.exit(within: .seconds(20))
        guard end == .exit(0) else { throw KitError("\(name): \(end): \(process.errors)") }
        return process.output
    }
}
