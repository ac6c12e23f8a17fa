import Foundation
import Messages
import Pages

/// Requests of the bench, made from the sample's. Pure.
enum RoadRequests {
    /// Submissions before the measured ones.
    static let warmUp = 50

    struct Draft: Sendable {
        var request: String
        var revision: Int64
        /// Of the pilot who wrote it.
        var token: Token
    }

    /// A request of the sample under a number of the bench's own: `ALP-69-B00042`.
    static func line(_ request: DemoSample.Request, number: Int) -> String {
        let digits = String(number)
        let id = request.id.prefix(7) + "B" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        return request.line.replacing("\"\(request.id)\"", with: "\"\(id)\"", maxReplacements: 1)
    }

    static func id(_ line: String) -> String? {
        (try? JSONDecoder().decode(JSONTree.self, from: Data(line.utf8)))?["id"]?.text
    }
}
