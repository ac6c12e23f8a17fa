import Foundation
import Testing

/// The schemas and the AsyncAPI document, judged by libraries that this house didn't write (Scripts/requirements.txt).
@Suite(.timeLimit(.minutes(2)))
struct ForeignToolTests {
    private func check(_ tool: String, _ arguments: [String]) throws -> (code: Int32, output: String) {
        let folder = try #require(
            ProcessInfo.processInfo.environment["ALP_TEST_TOOLS"],
            "ALP_TEST_TOOLS isn't set: Scripts/test sets it to .venv/bin, which Scripts/install makes")
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: folder).appendingPathComponent("python")
        let script = Golden.root.appendingPathComponent("Tests/MessagesTests/Tools/\(tool)")
        process.arguments =
            ["-W", "ignore", script.path] + arguments.map { Golden.root.appendingPathComponent($0).path }
        // No compiled copies beside the sources.
        process.environment = ["PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    @Test func `jsonschema takes each golden file by its schema, and none that is broken`() throws {
        let (code, output) = try check("check_schemas.py", ["docs/generated/schemas", "Tests/MessagesTests/Golden"])
        #expect(code == 0, "\(output)")
        #expect(output.contains("\(Golden.all.count) golden files"), "\(output)")
    }

    @Test func `asyncapi3 takes the AsyncAPI document, whose references all lead somewhere`() throws {
        let (code, output) = try check("check_asyncapi.py", ["docs/generated/asyncapi.json"])
        #expect(code == 0, "\(output)")
        #expect(output.contains("11 channels"), "\(output)")
    }
}
