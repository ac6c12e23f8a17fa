package import Foundation
package import Messages

/// Compares today's schemas with those of every version that was ever published: full transitive compatibility, since a
/// reader may start at a topic's first record, and an instance of any age may read the newest.
package enum CompatibilityGate {
    /// The schemas of a published version, by message type.
    package struct Version: Sendable {
        package var name: String
        package var schemas: [String: JSONTree]

        package init(name: String, schemas: [String: JSONTree]) {
            self.name = name
            self.schemas = schemas
        }
    }

    /// All breaks, by version, then by type. A type that no published version has is new, and free.
    package static func breaks(current: [String: JSONTree], published: [Version]) -> [SchemaBreak] {
        published.flatMap { version in
            version.schemas.sorted { $0.key < $1.key }.flatMap { type, old -> [SchemaBreak] in
                guard let new = current[type] else {
                    let readers = (old["x-readers"]?.list ?? []).compactMap(\.text)
                    return [
                        SchemaBreak(
                            kind: .typeRemoved, topic: old["x-topic"]?.text ?? "", type: type, field: "",
                            version: version.name, difference: "it is gone", readers: readers)
                    ]
                }
                return SchemaComparison(type: type, version: version.name, old: old, new: new).breaks
            }
        }
    }

    /// The versions under `docs/generated/published`, in the order in which they were published. Throws where a file
    /// can't be read, or a folder's name is no version: it would else be passed over unseen.
    package static func published(root: URL) throws -> [Version] {
        let folder = root.appendingPathComponent("docs/generated/published")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let versions = try names.filter { $0 != "README.md" }.map { name -> (numbers: [Int], name: String) in
            let parts = name.dropFirst().split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
            guard name.hasPrefix("v"), parts.count == 3, !parts.contains(nil) else {
                throw PublishedVersionFailure(path: "docs/generated/published/\(name)", reason: "no version's name")
            }
            return (parts.compactMap { $0 }, name)
        }
        return try versions.sorted { $0.numbers.lexicographicallyPrecedes($1.numbers) }.map { _, name in
            try Version(name: name, schemas: schemas(in: folder.appendingPathComponent(name)))
        }
    }

    /// Schemas by type, from a folder of files named for it.
    package static func schemas(in folder: URL) throws -> [String: JSONTree] {
        var schemas: [String: JSONTree] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".json") {
            let url = folder.appendingPathComponent(file)
            do {
                schemas[String(file.dropLast(5))] = try MessageJSON.decode(
                    JSONTree.self, from: Array(try Data(contentsOf: url)))
            } catch {
                throw PublishedVersionFailure(path: url.path, reason: "not readable as JSON")
            }
        }
        return schemas
    }
}

package struct PublishedVersionFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "\(path): \(reason)" }
}
