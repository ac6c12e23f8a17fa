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

    private func drawing(_ name: String) throws -> String {
        try String(contentsOf: Golden.root.appendingPathComponent("docs/generated/\(name)"), encoding: .utf8)
    }

    private func numbers(_ text: Substring) -> [Int] { text.matches(of: #/\d+/#).compactMap { Int($0.0) } }

    @Test(arguments: ["modules.svg", "topics.svg"])
    func `a drawing is well-formed`(name: String) throws {
        let text = try drawing(name)
        #expect(text.matches(of: #/<title>/#).count == text.matches(of: #/<\/title>/#).count)
        #expect(text.matches(of: #/<g>/#).count == text.matches(of: #/<\/g>/#).count)
    }

    @Test func `every arrow between topics and services goes right`() throws {
        let lines = try drawing("topics.svg").matches(of: #/<line x1="(\d+)" y1="\d+" x2="(\d+)"/#)
        #expect(lines.count > 20)
        for line in lines { #expect((Int(line.1) ?? 0) < (Int(line.2) ?? 0), "\(line.0)") }
    }

    @Test func `every arrow of the house goes down, and none runs behind a box`() throws {
        let text = try drawing("modules.svg")
        let boxes = text.matches(of: #/<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/#).map { match in
            (x: Int(match.1) ?? 0, y: Int(match.2) ?? 0, width: Int(match.3) ?? 0, height: Int(match.4) ?? 0)
        }
        let arrows = text.matches(of: #/<polyline points="([^"]*)"/#).map { numbers($0.1) }
        #expect(arrows.count > 20 && boxes.count > 15)
        for arrow in arrows {
            let points = stride(from: 0, to: arrow.count - 1, by: 2).map { (x: arrow[$0], y: arrow[$0 + 1]) }
            for (start, end) in zip(points, points.dropFirst()) {
                #expect(start.y < end.y, "\(arrow)")
                // Between two floors there is no box; on a floor an arrow is vertical.
                for box in boxes where box.y < end.y && box.y + box.height > start.y {
                    #expect(start.x == end.x && (start.x < box.x || start.x > box.x + box.width), "\(arrow)")
                }
            }
        }
    }

    @Test func `a floor is ordered so that arrows cross less`() throws {
        let crossed = """
            module("A"),
            module("B"),
            module("C", ["B"]),
            module("D", ["A"]),
            module("E", ["C", "D", "A"]),
            """
        let rows = ["A", "B", "C", "D", "E"].map { "| `Shared/\($0)` | it |" }.joined(separator: "\n")
        let layout = FloorLayout(try ModuleDiagram(manifest: crossed, architecture: rows))
        #expect(layout.crossings == 0)
        #expect(layout.floors.map(\.count) == [2, 2, 1])
    }

    @Test func `an arrow over several floors bends on each between`() throws {
        let manifest = """
            module("A"),
            module("B"),
            module("C", ["B"]),
            module("D", ["C", "A"]),
            """
        let rows = ["A", "B", "C", "D"].map { "| `Shared/\($0)` | it |" }.joined(separator: "\n")
        let layout = FloorLayout(try ModuleDiagram(manifest: manifest, architecture: rows))
        #expect(layout.ways.contains([.box("D"), .bend(from: "D", to: "A", floor: 1), .box("A")]))
    }
}
