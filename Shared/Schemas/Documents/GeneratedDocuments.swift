package import Foundation
import Messages

/// All that is made from the code and checked in, by path from the repository's root.
package struct GeneratedDocuments: Hashable, Sendable {
    package struct Page: Hashable, Sendable {
        package var path: String
        package var text: String
    }

    /// Where what belongs to nobody else stands: a file there that isn't made any more is removed.
    package static let folders = ["docs/generated/schemas"]

    package var pages: [Page]

    /// Reads the sources under `root` for comments and the manifest. Throws where one can't be read, or a type's schema
    /// can't be told.
    package init(root: URL) throws {
        let comments = try SourceComments(under: root, folders: ["Shared/Vocabulary", "Shared/Messages"])
        func text(_ path: String) throws -> String {
            try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        }
        let modules = try ModuleDiagram(
            manifest: try text("Package.swift"), architecture: try text("docs/architecture.md"))
        let schemas = try MessageSchema.all()
        pages =
            schemas.map { schema in
                Page(
                    path: "docs/generated/schemas/\(schema.type.type).json", text: schema.document(comments).pretty)
            } + [
                Page(
                    path: "docs/generated/asyncapi.json",
                    text: AsyncAPIDocument.document(schemas, comments: comments).pretty),
                Page(path: "docs/generated/topics.svg", text: TopicDiagram.svg(schemas, comments: comments)),
                Page(path: "docs/generated/modules.svg", text: modules.svg),
                Page(path: "docs/messages.md", text: MessagesPage.text(schemas, comments: comments)),
            ]
    }

    /// Paths of the pages under `root` that differ, are missing, or should no longer be there.
    package func differing(from root: URL) -> [String] {
        let changed = pages.filter { page in
            (try? String(contentsOf: root.appendingPathComponent(page.path), encoding: .utf8)) != page.text
        }
        return changed.map(\.path) + leftOver(in: root)
    }

    /// Writes the pages that differ under `root`, removes what is left over; says which.
    package func write(to root: URL) throws -> [String] {
        let differing = differing(from: root)
        for page in pages where differing.contains(page.path) {
            let file = root.appendingPathComponent(page.path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(page.text.utf8).write(to: file)
        }
        for path in leftOver(in: root) {
            try FileManager.default.removeItem(at: root.appendingPathComponent(path))
        }
        return differing
    }

    private func leftOver(in root: URL) -> [String] {
        let made = Set(pages.map(\.path))
        return Self.folders.flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path))
            return (names ?? []).sorted().map { "\(folder)/\($0)" }.filter { !made.contains($0) }
        }
    }
}
