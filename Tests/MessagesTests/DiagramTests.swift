import Foundation
import Messages
import Testing

@testable import Schemas

@Suite(.timeLimit(.minutes(1)))
struct DiagramTests {
    private static let manifest = """
        .systemLibrary(name: "C", path: "Shared/C", pkgConfig: "c", providers: [.apt(["libc"])]),
        module("Words"),
        module("Talk", ["Words", log]),
        module(
            "Kit", ["C", "Words", "Talk"]),
        program("Tool", in: "Services", ["Kit", "Words"]),
        module("Play", in: "Tests", ["Kit"]),
        tests("WordsTests", ["Words"]),
        """

    private static let architecture = """
        | module | what stands there |
        | --- | --- |
        | `Shared/C` | a library |
        | `Shared/Words` | words ([0001](decisions/0001.md)) |
        | `Shared/Talk`, `Shared/Kit` | what is < said |
        | `Services/Tool` | a tool |
        """

    private func diagram() throws -> ModuleDiagram {
        try ModuleDiagram(manifest: Self.manifest, architecture: Self.architecture)
    }

    @Test func `modules stand above all that they see, tests aside`() throws {
        let diagram = try diagram()
        #expect(diagram.modules.map(\.name) == ["C", "Words", "Talk", "Kit", "Tool"])
        #expect(diagram.modules.map { diagram.floor(of: $0.name) } == [0, 0, 1, 2, 3])
        #expect(diagram.modules[3].sees == ["C", "Words", "Talk"])
    }

    @Test func `what a longer way says isn't drawn twice`() throws {
        let diagram = try diagram()
        #expect(diagram.arrows(from: diagram.modules[3]) == ["C", "Talk"])
        #expect(diagram.arrows(from: diagram.modules[4]) == ["Kit"])
    }

    @Test func `each module says in a sentence what stands there, and one without is named`() throws {
        let diagram = try diagram()
        #expect(
            diagram.modules.map(\.sentence) == ["a library", "words", "what is < said", "what is < said", "a tool"])
        #expect(diagram.svg.contains("<title>Shared/Kit: what is &lt; said</title>"))
        #expect(throws: MissingSentence(module: "Services/Tool")) {
            try ModuleDiagram(
                manifest: Self.manifest, architecture: Self.architecture.replacing("`Services/Tool`", with: "Tool"))
        }
    }

    @Test(arguments: ["modules.svg", "topics.svg"])
    func `a drawing is well-formed, and every arrow of the house goes down`(name: String) throws {
        let file = Golden.root.appendingPathComponent("docs/generated/\(name)")
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.matches(of: #/<line x1="(\d+)" y1="(\d+)" x2="(\d+)" y2="(\d+)"/#)
        #expect(lines.count > 20)
        for line in lines {
            let (x, y, right, below) = (Int(line.1) ?? 0, Int(line.2) ?? 0, Int(line.3) ?? 0, Int(line.4) ?? 0)
            #expect(name == "modules.svg" ? y < below : x < right, "\(line.0)")
        }
        #expect(text.matches(of: #/<title>/#).count == text.matches(of: #/<\/title>/#).count)
        #expect(text.matches(of: #/<g>/#).count == text.matches(of: #/<\/g>/#).count)
    }
}
