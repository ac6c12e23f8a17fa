import Foundation
import ServiceKit
import TestKit
import Testing

/// Two pages of the documentation are made by the code they describe, and checked in so that they can be read and
/// reviewed without building anything. `ALP_WRITE_DOCS=1` writes them anew instead of comparing.
@Suite(.timeLimit(.minutes(1))) struct DocsTests {
    struct Page: Sendable, CustomTestStringConvertible {
        var path: String
        var text: String

        var testDescription: String { path }
    }

    static let pages = [
        Page(path: "docs/configuration.md", text: ConfigurationTable.service("SERVICE").markdown),
        Page(
            path: "docs/metrics.md",
            text: """
                # Metrics

                Made from `Shared/ServiceKit/Observing/MetricNames.swift`: change it there. Every service answers
                `GET /metrics` on its operator listener in Prometheus' text format. [operations.md](operations.md) says
                what to do about each alarm.


                """ + MetricName.markdown),
    ]

    @Test(arguments: pages)
    func `a page that is made from the code says what the code says`(page: Page) throws {
        let file = PackageRoot.url.appendingPathComponent(page.path)
        if ProcessInfo.processInfo.environment["ALP_WRITE_DOCS"] == "1" {
            try Data(page.text.utf8).write(to: file)
        }
        let found = try String(contentsOf: file, encoding: .utf8)
        let (old, new) = (found.split(separator: "\n"), page.text.split(separator: "\n"))
        let changed = new.first { !old.contains($0) } ?? old.first { !new.contains($0) } ?? ""
        #expect(
            found == page.text,
            """
            \(page.path) is out of date, first at: \(changed)
            Write it anew: ALP_WRITE_DOCS=1 swift test --filter DocsTests
            """)
    }
}
