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
    private static let budget = 20

    @Test(arguments: FaceService.all)
    func `whatever schemathesis asks is answered as the document says, and never with a 500`(
        service: FaceService
    ) async throws {
        let system = try await FaceSystem(around: service)
        let (end, output) = try await Self.run(service.document, on: system)
        #expect(end == .exit(0), "\(output.suffix(8000))")
        #expect(output.contains("No issues found"), "\(output.suffix(2000))")
        // A 503 is a business answer too: no campaign yet.
        let said = system.face.log.split(separator: "\n").filter { line in
            (line.contains(" ERROR ") || line.contains(" CRITICAL ")) && !line.contains("status=503")
        }
        #expect(said.isEmpty, "\(said.prefix(5))")
        // That more was tried than the door: half of the routes at least came to an answer of business.
        let answered = try await system.face.answered()
        let deep = answered.filter { !$0.value.isDisjoint(with: ["200", "201", "204", "409", "422"]) }
        #expect(deep.count * 2 >= answered.count, "\(answered.sorted { $0.key < $1.key })")
        let ends = try await system.stop()
        #expect(ends.allSatisfy { $0 == .exit(0) })
    }

    @Test func `an answer that a document doesn't tell of is found out`() async throws {
        let service = try #require(FaceService.all.first)
        let folder = try TemporaryFolder()
        let text = try String(contentsOf: service.document, encoding: .utf8)
        let shorter = text.replacing("\"404\":", with: "\"418\":")
        #expect(shorter != text)
        let system = try await FaceSystem(around: service)
        let (end, output) = try await Self.run(try folder.write(shorter, to: "shorter.json"), on: system, seconds: 5)
        #expect(end == .exit(1))
        #expect(output.contains("Undocumented status code"), "\(output.suffix(2000))")
    }

    /// Half of what is asked is asked of objects that are there.
    private static func settings(_ known: [String: [String]]) -> String {
        var dictionaries = ""
        var parameters = "[parameters]\n"
        for (place, values) in known.sorted(by: { $0.key < $1.key }) {
            let name = place.replacing(".", with: "-")
            let list = values.map { Int64($0).map(String.init) != $0 ? "\"\($0)\"" : $0 }.joined(separator: ", ")
            dictionaries += "[dictionaries.\(name)]\nvalues = [\(list)]\n"
            parameters += "\"\(place)\" = { dictionary = \"\(name)\", probability = 0.5 }\n"
        }
        return dictionaries + parameters
    }

    private static func run(
        _ document: URL, on system: FaceSystem, seconds: Int = budget
    ) async throws -> (end: ChildProcess.End, output: String) {
        let tools = try #require(
            ProcessInfo.processInfo.environment["ALP_TEST_TOOLS"],
            "ALP_TEST_TOOLS isn't set: Scripts/test sets it to .venv/bin, which Scripts/install makes")
        let folder = try TemporaryFolder()
        try folder.write(settings(system.known), to: "schemathesis.toml")
        let run = try ChildProcess(
            URL(fileURLWithPath: tools).appendingPathComponent("python"),
            [
                "-W", "ignore", "-m", "schemathesis.cli", "run", document.path, "--url",
                "http://\(system.face.address)", "--header", "Authorization: Bearer \(system.face.token.text)",
                "--checks",
                checks.joined(separator: ","), "--max-time", "\(seconds)", "--max-examples", "60",
                "--generation-deterministic", "--no-shrink", "--rate-limit", "95/s",
                "--request-timeout", "10", "--warnings", "off", "--continue-on-failure", "--no-color",
            ], environment: ["PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"],
            workingDirectory: folder.url)
        let end = try await run.exit(within: .seconds(seconds * 2 + 40))
        return (end, run.output + run.errors)
    }
}
