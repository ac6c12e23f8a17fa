import Crypto
import Foundation
import Reference
import TestKit

/// The reference files of the sample, read once for all tests.
enum LyonFolder {
    static let url = PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021/reference")
    static let set = Result { try ReferenceFolder.load(url) }
}

/// A copy of them in which a test spoils something.
struct SpoiledFolder {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: LyonFolder.url.path) {
            try FileManager.default.copyItem(
                at: LyonFolder.url.appendingPathComponent(name), to: folder.file(name))
        }
    }

    /// Replaces the first `old`; throws where it doesn't stand there, so that no test spoils nothing.
    func replace(_ old: String, with new: String, in name: String) throws {
        let text = try String(contentsOf: folder.file(name), encoding: .utf8)
        guard let range = text.range(of: old) else { throw KitError("« \(old) » doesn't stand in \(name)") }
        try folder.write(text.replacingCharacters(in: range, with: new), to: name)
    }

    /// Makes the index agree with a file as it is now.
    func acceptHash(of name: String) throws {
        let was = Self.hash(try Data(contentsOf: LyonFolder.url.appendingPathComponent(name)))
        try replace(was, with: Self.hash(try Data(contentsOf: folder.file(name))), in: "reference.json")
    }

    /// What loading says, a line each.
    func problems() -> [String] {
        do {
            _ = try ReferenceFolder.load(folder.url)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    static func hash(_ data: Data) -> String {
        SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
