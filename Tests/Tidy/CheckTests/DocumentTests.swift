import Testing

@Suite("Documents", .timeLimit(.minutes(1)))
struct DocumentTests {
    private let whole = "# A\n## Problem\n## Solution\n## Alternatives\n## Consequences\n"

    private func decisions(_ files: (String, String)...) -> [String] {
        decisionsHaveTheirHeadings(files.map { SourceFile("docs/decisions/\($0.0)", $0.1) }).map(\.message)
    }

    @Test func `a decision has the four headings in order`() {
        #expect(decisions(("0001-a.md", whole)) == [])
        #expect(decisions(("0001-a.md", whole.replacing("## Solution\n", with: ""))).count == 1)
        #expect(decisions(("0001-a.md", "# A\n## Solution\n## Problem\n## Alternatives\n## Consequences\n")).count == 1)
    }

    @Test func `a decision has a number of its own and fits a page`() {
        #expect(decisions(("first.md", whole)) == ["the name is NNNN-words-with-hyphens.md"])
        #expect(
            decisions(("0001-a.md", whole), ("0001-b.md", whole)) == ["0001 is taken by docs/decisions/0001-a.md"])
        #expect(decisions(("0001-a.md", whole + String(repeating: "a\n", count: 80))) == ["85 lines; one page is 80"])
    }

    @Test func `a command that a document names is there`() {
        func run(_ text: String) -> [String] {
            commandsInDocumentsExist([
                SourceFile("Package.swift", ".executable(name: \"alp-broker\", targets: [\"Broker\"])"),
                SourceFile("Scripts/test", "#!/bin/sh"), SourceFile("README.md", text),
            ]).map(\.message)
        }
        #expect(run("Run `Scripts/test`.") == [])
        #expect(run("Run `Scripts/demo`.") == ["there is no Scripts/demo"])
        #expect(run("```\nScripts/test --quick\nalp-broker --port 1\n```") == [])
        #expect(run("```\nalp-intake --port 1\n```") == ["there is no alp-intake"])
        #expect(run("alp is a word outside code") == [])
    }

    @Test func `a relative link leads somewhere`() {
        func run(_ link: String) -> Int {
            linksResolve([SourceFile("docs/a/b.md", "see [it](\(link))"), SourceFile("docs/c.md", "c")]).count
        }
        for link in [
            "../c.md", "../c.md#part", "/docs/c.md", "../a", "#here", "https://example.org/x", "mailto:a@b.c", "../..",
        ] {
            #expect(run(link) == 0)
        }
        for link in ["c.md", "../d.md", "../../c.md"] { #expect(run(link) == 1) }
    }

    @Test func `a template writes escaped`() {
        func run(_ text: String) -> Int { templatesEscape([SourceFile("Shared/Pages/a.mustache", text)]).count }
        #expect(run("<p>{{ name }}</p>") == 0)
        #expect(run("<p>{{{ name }}}</p>") == 1)
        #expect(run("<p>{{& name }}</p>") == 1)
        #expect(templatesEscape([SourceFile("Services/A/App/Page.swift", "    <p>{{{name}}}</p>")]).count == 1)
    }

    @Test func `no file names the workplace`() {
        func run(_ text: String) -> Int { noFileNamesTheWorkplace([SourceFile("docs/a.md", text)]).count }
        #expect(run("as seen in /" + "work/main") == 1)
        #expect(run("from https://py" + "pi.org/simple") == 1)
        #expect(run("the work tree, a library, PyPI") == 0)
    }
}
