/// `docs/generated/modules.svg`: the house by floors, as Package.swift declares it: a module stands above all that it
/// sees, so arrows go down. What a longer way down says already isn't drawn twice.
package struct ModuleDiagram: Hashable, Sendable {
    package struct Module: Hashable, Sendable {
        package var name: String
        /// Modules of the house that it sees, in the manifest's order.
        package var sees: [String]
        package var folder: String
        /// `Shared/Messages`, `Services/Notifications/Domain`.
        package var place: String
        /// What stands there, in a sentence: the row of docs/architecture.md.
        package var sentence: String
    }

    package private(set) var modules: [Module]

    /// - Parameters:
    ///   - manifest: Package.swift.
    ///   - architecture: docs/architecture.md, whose table says what stands in each module.
    /// Throws ``MissingSentence`` where the table has no row for a module.
    package init(manifest: String, architecture: String) throws {
        let found = Self.calls(in: manifest)
        let names = Set(found.map(\.name))
        modules = try found.map { name, place, rest in
            guard let sentence = Self.sentence(about: place, in: architecture) else {
                throw MissingSentence(module: place)
            }
            let folder = String(place.prefix { $0 != "/" })
            let sees = Self.quoted(rest).filter { names.contains($0) && $0 != name }
            return Module(name: name, sees: sees, folder: folder, place: place, sentence: sentence)
        }
    }

    /// 0 for a module that sees none of the others, else one above the highest that it sees.
    package func floor(of name: String) -> Int {
        guard let module = modules.first(where: { $0.name == name }) else { return 0 }
        return module.sees.map { floor(of: $0) + 1 }.max() ?? 0
    }

    /// What it sees and no module between them does.
    package func arrows(from module: Module) -> [String] {
        module.sees.filter { target in !module.sees.contains { $0 != target && reaches($0, target) } }
    }

    private func reaches(_ from: String, _ target: String) -> Bool {
        guard let module = modules.first(where: { $0.name == from }) else { return false }
        return module.sees.contains { $0 == target || reaches($0, target) }
    }

    package var svg: String {
        let layout = FloorLayout(self)
        let middles = layout.middles
        let height = (layout.floors.count - 1) * 80
        var tops: [FloorLayout.Node: Int] = [:]
        for (floor, nodes) in layout.floors.enumerated() {
            for node in nodes { tops[node] = 20 + height - floor * 80 }
        }
        let arrows = layout.ways.map { way -> String in
            var points: [(x: Int, y: Int)] = []
            for (index, node) in way.enumerated() {
                guard let x = middles[node], let top = tops[node] else { continue }
                if index > 0 { points.append((x, top)) }
                if index < way.count - 1 { points.append((x, top + FloorLayout.boxHeight)) }
            }
            let ends = [way.first, way.last].map { if case .box(let name) = $0 { name } else { "" } }
            return SVGText.arrow(through: points, title: "\(ends[0]) sees \(ends[1])")
        }
        let boxes = modules.compactMap { module -> String? in
            guard let x = middles[.box(module.name)], let top = tops[.box(module.name)] else { return nil }
            return SVGText.box(
                x: x - FloorLayout.boxWidth / 2, y: top, width: FloorLayout.boxWidth, height: FloorLayout.boxHeight,
                module.name, fill: module.folder == "Services" ? "#e6eefb" : "#f4f4ee",
                title: "\(module.place): \(module.sentence)")
        }
        let notes = [
            "An arrow leads from a module to one that it sees. One that follows from others is left out: where A sees B "
                + "and B sees C, A may see C too.",
            "Blue: programs. Packages from outside and tests are left out; docs/architecture.md has the whole table.",
        ].enumerated().map { SVGText.label(x: 20, y: height + 80 + $0 * 20, $1) }
        return SVGText.document(
            width: max(layout.width, 860), height: height + 116, title: "Modules by floor: arrows go down",
            arrows + boxes + notes)
    }
}

/// A module that docs/architecture.md doesn't tell of.
package struct MissingSentence: Error, Hashable, Sendable, CustomStringConvertible {
    package let module: String

    package var description: String {
        "docs/architecture.md has no row for \(module) in its table of modules: write one"
    }
}

extension ModuleDiagram {
    /// Each target of Shared/ and Services/: `module(…)`, `program(…)`, `.systemLibrary(…)`.
    private static func calls(in manifest: String) -> [(name: String, place: String, rest: String)] {
        let pattern = #/(?:^|\n)\s*(module|program|\.systemLibrary)\(/#
        return manifest.matches(of: pattern).compactMap { match in
            guard let inside = balanced(manifest[match.range.upperBound...]), let name = quoted(inside).first else {
                return nil
            }
            if match.1 == ".systemLibrary" { return (name, "Shared/\(name)", "") }
            let folder = inside.firstMatch(of: #/in:\s*"([^"]+)"/#).map { String($0.1) } ?? "Shared"
            guard !folder.hasPrefix("Tests") else { return nil }
            let path = inside.firstMatch(of: #/path:\s*"([^"]+)"/#).map { String($0.1) }
            let list = inside.firstIndex(of: "[").map { String(inside[$0...]) } ?? ""
            return (name, path ?? "\(folder)/\(name)", list)
        }
    }

    /// Up to the parenthesis that closes what was open before.
    private static func balanced(_ text: Substring) -> String? {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return String(text[..<index]) }
        }
        return nil
    }

    private static func quoted(_ text: String) -> [String] {
        text.matches(of: #/"([^"]*)"/#).map { String($0.1) }
    }

    /// The second cell of the row whose first cell names the module.
    private static func sentence(about path: String, in architecture: String) -> String? {
        for line in architecture.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingPrefix(" ") }
            guard cells.count >= 2, cells[0].contains("`\(path)`") else { continue }
            let text = cells[1].replacing(#/\s*\(\[[^\]]*\]\([^)]*\)\)/#, with: "")
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
        return nil
    }
}
