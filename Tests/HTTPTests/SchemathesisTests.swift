import Foundation
import TestKit
import Testing

/// Each service, as a process, asked what its OpenAPI document allows and what it forbids, by a tool that this house
/// didn't write (schemathesis, Scripts/requirements.txt). Whatever is asked: never a 5xx but the 503 of the document,
/// and every answer is one that the document tells of, in status, media type, headers and shape.
@Suite(.timeLimit(.minutes(3)), .serialized)
struct SchemathesisTests {
    /// What is asked of every answer. What a request should have been answered with (positive and negative data) isn't:
    /// a document can't tell which booking there is.
    private static let checks = [
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
        "response_schema_conformance", "ignored_auth", "unsupported_method", "missing_required_header",
    ]

    /// Seconds for all phases of one service.
    private static let budget = 25

    @Test(arguments: FaceService.all)
    func `whatever schemathesis asks is answered as the document says, and never with a 500`(
        service: FaceService
    ) async throws {
        let face = try await FaceProcess(service)
        let (end, output) = try await Self.run(service.document, on: face)
        #expect(end == .exit(0), "\(output.suffix(8000))")
        #expect(output.contains("No issues found"), "\(output.suffix(2000))")
        let said = face.log.split(separator: "\n").filter { $0.contains(" ERROR ") || $0.contains(" CRITICAL ") }
        #expect(said.isEmpty, "\(said.prefix(5))")
        #expect(try await face.stop() == .exit(0))
    }

    @Test func `an answer that a document doesn't tell of is found out`() async throws {
        let service = try #require(FaceService.all.first)
        let folder = try TemporaryFolder()
        let text = try String(contentsOf: service.document, encoding: .utf8)
        let shorter = text.replacing("\"404\":", with: "\"418\":")
        #expect(shorter != text)
        let face = try await FaceProcess(service)
        let (end, output) = try await Self.run(try folder.write(shorter, to: "shorter.json"), on: face, seconds: 5)
        #expect(end == .exit(1))
        #expect(output.contains("Undocumented status code"), "\(output.suffix(2000))")
    }

    private static func run(
        _ document: URL, on face: FaceProcess, seconds: Int = budget
    ) async throws -> (end: ChildProcess.End, output: String) {
        let tools = try #require(
            ProcessInfo.processInfo.environment["ALP_TEST_TOOLS"],
            "ALP_TEST_TOOLS isn't set: Scripts/test sets it to .venv/bin, which Scripts/install makes")
        let folder = try TemporaryFolder()
        let run = try ChildProcess(
            URL(fileURLWithPath: tools).appendingPathComponent("python"),
            [
                "-W", "ignore", "-m", "schemathesis.cli", "run", document.path, "--url",
                "http://\(face.address)", "--header", "Authorization: Bearer \(face.token.text)", "--checks",
                checks.joined(separator: ","), "--max-time", "\(seconds)", "--max-examples", "60",
                "--generation-deterministic", "--no-shrink", "--rate-limit", "95/s",
                "--request-timeout", "10", "--warnings", "off", "--continue-on-failure", "--no-color",
            ], environment: ["PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"],
            workingDirectory: folder.url)
        let end = try await run.exit(within: .seconds(seconds * 2 + 40))
        return (end, run.output + run.errors)
    }
}
