import Foundation
import RequestFiles
import Rulebook
import TestKit
import Testing
import Vocabulary

/// Whoever begins with an example of docs/formats.md begins with a request that passes.
@Suite(.timeLimit(.minutes(1)))
struct DocumentedExampleTests {
    @Test(arguments: RequestFormat.allCases)
    func `the documented example passes by the sample's campaign and reference files`(format: RequestFormat) throws {
        let document = try String(
            contentsOf: PackageRoot.url.appending(path: "docs/formats.md"), encoding: .utf8)
        let fence = format == .jsonl ? "```json\n" : "```csv\n"
        let start = try #require(document.firstRange(of: fence)).upperBound
        let end = try #require(document[start...].firstRange(of: "```")).lowerBound
        var reader = RequestReader(format)
        reader.feed(Array(document[start..<end].utf8))
        reader.finish()
        let line = try #require(try reader.next())
        guard case .request(let request, _) = line else {
            Issue.record("\(line)")
            return
        }
        let verdict = try LyonSample().verdict(request)
        #expect(verdict.outcome == .passed)
        #expect(verdict.breaches.isEmpty, "\(verdict.breaches)")
    }
}
