/// Package.swift against the table and the folders.
func targetsFollowTheTable(_ files: [SourceFile]) -> [Finding] {
    guard let file = files.first(where: { $0.path == "Package.swift" }) else {
        return [Finding(path: "Package.swift", line: 0, rule: "targets", message: "the file is missing")]
    }
    let manifest = Manifest(file)
    let testModules = Set(manifest.targets.filter { $0.folder.hasPrefix("Tests/") }.map(\.name))
    var findings: [Finding] = []
    for target in manifest.targets {
        func find(_ message: String) { findings.append(file.finding("targets", line: target.line, message)) }
        if !files.contains(where: { $0.path.hasPrefix(target.folder + "/") }) {
            find("target \(target.name) has no file under \(target.folder)/")
        }
        if target.kind == .tests, !target.name.hasSuffix("Tests"), !["Tidy", "EndToEnd"].contains(target.name) {
            find("a test target is named for what it tests, with Tests behind: \(target.name)Tests")
        }
        if target.folder.split(separator: "/").last.map(String.init) != target.name, !isPartOfAService(target) {
            find("target \(target.name) stands in \(target.folder): folder and module bear one name")
        }
        guard !testModules.contains(target.name), !isPartOfAService(target) else { continue }
        guard let row = ImportTable.rule(for: target.name) else {
            find("target \(target.name) has no row in the import table (Tests/Tidy/Checks/ImportTable.swift)")
            continue
        }
        for name in target.ours where !row.ours.contains(name) { find("\(target.name) may not see \(name)") }
        for name in target.outside where !row.outside.contains(name) { find("\(target.name) may not see \(name)") }
    }
    let claimed = manifest.targets.map(\.folder)
    let folders = Set(files.filter { $0.isSwift }.compactMap(\.targetFolder))
    for folder in folders.sorted() where !claimed.contains(where: { $0 == folder || $0.hasPrefix(folder + "/") }) {
        guard ["Services/", "Shared/", "Tests/"].contains(where: folder.hasPrefix) else { continue }
        findings.append(file.finding("targets", "folder \(folder) belongs to no target"))
    }
    return findings
}

/// Services/NAME/Domain and Services/NAME/App are modules NAMEDomain and NAME.
private func isPartOfAService(_ target: Manifest.Target) -> Bool {
    ["Domain", "App"].contains(target.folder.split(separator: "/").last) && target.folder.hasPrefix("Services/")
}

/// Each import line against what its target declares, and each declared dependency against the import lines.
func importsAreDeclared(_ files: [SourceFile]) -> [Finding] {
    guard let file = files.first(where: { $0.path == "Package.swift" }) else { return [] }
    let manifest = Manifest(file)
    var findings: [Finding] = []
    var used: [String: Set<String>] = [:]
    for source in files where source.isSwift {
        guard let target = manifest.target(holding: source) else { continue }
        var allowed = Set(target.ours + target.outside + ImportTable.toolchain)
        for product in target.outside { allowed.formUnion(ImportTable.comesWith[product] ?? []) }
        if target.kind == .tests || target.name == "TestKit" { allowed.insert("Testing") }
        for (number, line) in source.code.enumerated() {
            guard let module = importedModule(line) else { continue }
            used[target.name, default: []].insert(module)
            for (product, modules) in ImportTable.comesWith where modules.contains(module) {
                used[target.name, default: []].insert(product)
            }
            if !allowed.contains(module) {
                findings.append(
                    source.finding(
                        "imports", line: number + 1, "\(target.name) doesn't declare \(module) in Package.swift"))
            }
        }
    }
    for target in manifest.targets {
        for name in target.ours + target.outside where !(used[target.name]?.contains(name) ?? false) {
            // A test target may need a program built without seeing its code.
            if manifest.targets.contains(where: { $0.name == name && $0.kind == .program }) { continue }
            let message = "\(target.name) declares \(name) and no file imports it"
            findings.append(file.finding("imports", line: target.line, message))
        }
    }
    return findings
}

/// "Foundation" for `package import Foundation` and for `import struct Foundation.Date`.
func importedModule(_ line: String) -> String? {
    guard line.has("import ") else { return nil }
    let attributes = #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*/#
    let before = Set(["public", "package", "internal", "fileprivate", "private"])
    let kinds = Set(["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"])
    var words = line.trimmingPrefix(attributes).split(separator: " ").map(String.init)[...]
    if let first = words.first, before.contains(first) { words.removeFirst() }
    guard words.popFirst() == "import" else { return nil }
    if let first = words.first, kinds.contains(first) { words.removeFirst() }
    return words.first.map { String($0.prefix { $0 != "." }) }
}

/// C is seen from one folder a library, so that all else is Swift values; Glibc from named files.
func cStaysInItsFolder(_ files: [SourceFile]) -> [Finding] {
    let places: [String: [String]] = [
        "CRDKafka": ["Shared/Kafka/Handle/", "Services/Broker/", "Tests/KafkaBrokerTests/"],
        "CPQ": ["Shared/StorePostgres/"],
        "Glibc": glibcFiles,
        "Darwin": glibcFiles,
    ]
    return files.filter(\.isSwift).flatMap { file in
        file.findings("c-folder", in: file.code) { line in
            guard let module = importedModule(line), let allowed = places[module] else { return nil }
            if allowed.contains(where: file.path.hasPrefix) { return nil }
            return "\(module) is imported only in \(allowed.joined(separator: ", "))"
        }
    }
}

/// The files that call the system library by themselves, with what for.
let glibcFiles: [String] = [
    "Services/Broker/",  // ends with its parent: prctl
    "Shared/ServiceKit/Start/",  // signals, umask
    "Shared/WireJSON/Decoding/",  // strtod
    "Shared/StoreSQLite/",  // the lock of one process a file, statfs
    "Tests/TestKit/",  // kill, SIGSTOP, SIGCONT
]
