import Foundation
package import Vocabulary

/// `reference.json`: which version this is, and of each file what it must be and where it comes from.
package struct ReferenceIndex: Codable, Hashable, Sendable {
    package static let fileName = "reference.json"

    package struct File: Codable, Hashable, Sendable {
        package var name: String
        /// In small hexadecimal letters.
        package var sha256: String
        package var sources: [Source]
        /// What in it is taken from the sources as it stands, in French.
        package var real: String?
        /// What in it is computed, and by which rule.
        package var derived: String?
        /// What in it is made up, and by which rule.
        package var invented: String?
    }

    package struct Source: Codable, Hashable, Sendable {
        package var publisher: String
        package var title: String
        package var date: String
        package var licence: String
    }

    package var version: String
    package var academie: String
    package var schoolYear: SchoolYear
    /// Of the school holidays.
    package var zone: String
    package var files: [File]

    /// Reads it; nil with a problem where it can't be.
    static func read(_ data: Data, problems: inout ReferenceError) -> ReferenceIndex? {
        do {
            return try JSONDecoder().decode(ReferenceIndex.self, from: data)
        } catch {
            problems.add(ReferenceProblem(file: fileName, message: reason(error)))
            return nil
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "illisible." }
        func path(_ context: DecodingError.Context, _ more: (any CodingKey)? = nil) -> String {
            let keys = context.codingPath + (more.map { [$0] } ?? [])
            return keys.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }.joined(separator: ".")
        }
        return switch error {
        case .keyNotFound(let key, let context): "il manque \(path(context, key))."
        case .typeMismatch(let type, let context): "\(path(context)) n'est pas du type attendu (\(type))."
        case .valueNotFound(_, let context): "\(path(context)) est vide."
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "ce n'est pas du JSON." : "\(path(context)) a une valeur qui n'est pas acceptée."
        @unknown default: "illisible."
        }
    }
}
