/// A type that bears a module's name makes that module's other types unsayable: `Store.Transaction` doesn't compile.
func noTypeBearsAModulesName(_ files: [SourceFile]) -> [Finding] {
    guard let manifest = files.first(where: { $0.path == "Package.swift" }).map(Manifest.init) else { return [] }
    let tests = manifest.targets.filter { $0.kind == .tests }.map(\.name)
    let modules = Set(manifest.targets.map(\.name) + ImportTable.rows.map(\.module)).subtracting(tests)
    let pattern = #/^(?:@\w+\s+)*(?:\w+\s+)*(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/#
    return files.filter(\.isSwift).flatMap { file in
        file.findings("module-name", in: file.code) { line in
            // At the margin: a type inside another one hides no module.
            guard let first = line.utf8.first, first != UInt8(ascii: " "), first != UInt8(ascii: "}"),
                let name = line.prefixMatch(of: pattern)?.1,
                modules.contains(String(name))
            else { return nil }
            return "\(name) is a module's name: name the type for what it holds"
        }
    }
}

/// Files and folders are named for their content: not for being useful, nor for their age.
func filesAreNamedForTheirContent(_ files: [SourceFile]) -> [Finding] {
    let vague = ["utils", "util", "utilities", "helpers", "helper", "misc", "common", "extensions", "stuff", "base"]
    let aged = ["new", "old", "legacy", "deprecated", "v2"]
    return files.filter(\.isSwift).compactMap { file in
        let folders = file.path.split(separator: "/").dropLast().map { $0.lowercased() }
        let stem = file.stem.lowercased()
        if let bad = folders.first(where: { (vague + aged).contains($0) }) {
            return file.finding("file-name", "the folder \(bad) doesn't say what is in it")
        }
        if (vague + aged).contains(stem) || ["utils", "utilities", "helpers", "helper"].contains(where: stem.hasSuffix)
        {
            return file.finding("file-name", "\(file.stem) doesn't say what is in it")
        }
        return nil
    }
}

/// A file that holds a place and nothing else.
func noFileIsEmpty(_ files: [SourceFile]) -> [Finding] {
    files.compactMap { file in
        let lines = file.isSwift ? file.code : file.lines
        let content = lines.filter { line in
            !line.allSatisfy(\.isWhitespace) && (!file.isSwift || importedModule(line) == nil)
        }
        let isPlaceholder = content.isEmpty || file.stem == "Placeholder" || content.allSatisfy { $0 == "print(\"\")" }
        return isPlaceholder ? file.finding("empty", "nothing stands in it: write it or delete it") : nil
    }
}
