package import Foundation

/// What a handler answers. The face adds what every response carries.
package struct PageResponse: Hashable, Sendable {
    package var status: Int
    /// Names in lower case.
    package var headers: [String: String]
    package var body: Data

    package init(status: Int = 200, headers: [String: String] = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Keys sorted, so that equal values are equal bytes.
    /// - Throws: `EncodingError`, which the face answers as 500: a fault of the program.
    package static func json(_ value: some Encodable, status: Int = 200) throws -> PageResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return PageResponse(
            status: status, headers: ["content-type": "application/json"], body: try encoder.encode(value))
    }

    package static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> PageResponse {
        PageResponse(headers: ["content-type": type], body: Data(text.utf8))
    }

    package static let noContent = PageResponse(status: 204)

    static func problem(_ problem: Problem) -> PageResponse {
        var headers = problem.headers
        headers["content-type"] = Problem.mediaType
        return PageResponse(status: problem.status, headers: headers, body: problem.body)
    }
}
