import Foundation
import Messages
import Testing

/// The golden files: each version of each message that was ever published, as a writer of that time wrote it.
struct Golden: Sendable, CustomTestStringConvertible {
    var topic: ProductTopic
    /// `RequestSubmitted.v1`.
    var name: String
    var value: [UInt8]

    var testDescription: String { "\(topic)/\(name)" }

    /// Where the package's sources stand.
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url
    }()

    static let folder = root.appendingPathComponent("Tests/MessagesTests/Golden")

    static let all: [Golden] = ProductTopic.allCases.flatMap { topic in
        let folder = Self.folder.appendingPathComponent("\(topic)")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.sorted().filter { $0.hasSuffix(".json") }.compactMap { file in
            (try? Data(contentsOf: folder.appendingPathComponent(file))).map {
                Golden(topic: topic, name: String(file.dropLast(5)), value: Array($0))
            }
        }
    }

    /// `RequestSubmitted.v1` is a value of the type named `RequestSubmitted` whose name ends in `.v1`.
    var type: (any Message.Type)? {
        ProductMessages.messages(of: topic).first { "\($0).\($0.type.split(separator: ".").last ?? "")" == name }
    }

    static func of(_ name: String) throws -> Golden { try #require(all.first { $0.name == name }) }
}

/// Whether all that stands in one JSON stands in another too; where not, the first path that differs.
func missing(_ part: JSONTree, in whole: JSONTree, at path: String = "") -> String? {
    switch (part, whole) {
    case (.object(let part), .object(let whole)):
        for (name, value) in part.sorted(by: { $0.key < $1.key }) {
            guard let found = whole[name] else { return "\(path).\(name)" }
            if let path = missing(value, in: found, at: "\(path).\(name)") { return path }
        }
        return nil
    case (.list(let part), .list(let whole)):
        guard part.count == whole.count else { return "\(path)[]" }
        for (index, pair) in zip(part, whole).enumerated() {
            if let path = missing(pair.0, in: pair.1, at: "\(path)[\(index)]") { return path }
        }
        return nil
    default: return part == whole ? nil : path
    }
}

extension Golden {
    /// The Swift sources under a folder of the repository.
    static func sources(_ folder: String) throws -> [String] {
        let base = root.appendingPathComponent(folder)
        let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.sorted().map {
            try String(contentsOf: base.appendingPathComponent($0), encoding: .utf8)
        }
    }
}
