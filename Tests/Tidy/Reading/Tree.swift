import Foundation

/// The repository's files, those that git tracks or would track.
enum Tree {
    static let files: [SourceFile] = read()

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func read() -> [SourceFile] {
        (tracked() ?? walked()).sorted().compactMap { path in
            // What isn't UTF-8 is no text, and no check's business.
            guard let data = try? Data(contentsOf: root.appending(path: path)),
                let text = String(data: data, encoding: .utf8)
            else { return nil }
            return SourceFile(path, text)
        }
    }

    /// git's list, untracked files that aren't ignored included, so that a file is judged before its first commit.
    private static func tracked() -> [String]? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", root.path, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, !data.isEmpty else { return nil }
        return Set(data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }).sorted()
    }

    /// Without git (an unpacked archive): all but what the build and the tools leave.
    private static func walked() -> [String] {
        let left = [".git", ".build", ".swiftpm", ".venv", "__pycache__", "Package.resolved"]
        let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            !path.split(separator: "/").contains { left.contains(String($0)) || $0.hasPrefix(".build-") }
        }
    }
}
