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

    /// A page for a person, which loads nothing from anywhere and runs nothing (``HTML`` escapes what stands in it).
    package static func html(_ page: HTML, status: Int = 200) -> PageResponse {
        html(rendered: Data(page.text.utf8), status: status)
    }

    /// A page that was rendered, escaped and stored before: a letter.
    package static func html(rendered bytes: Data, status: Int = 200) -> PageResponse {
        PageResponse(
            status: status,
            headers: ["content-type": "text/html; charset=utf-8", "content-security-policy": pagePolicy],
            body: bytes)
    }

    /// A file to keep: a browser saves it and shows nothing of it.
    /// - Parameter name: as the file is to be called; what isn't a letter, a digit, `-`, `_` or `.` becomes `-`.
    package static func file(_ body: Data, name: String, type: String) -> PageResponse {
        let plain = String(
            name.unicodeScalars.map { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains(scalar))
                    ? Character(scalar) : "-"
            })
        return PageResponse(
            headers: ["content-type": type, "content-disposition": "attachment; filename=\"\(plain)\""], body: body)
    }

    /// On to a page of this face after a POST (303).
    /// - Throws: ``Problem`` 500 for a place that isn't a path of our own: nobody is sent elsewhere by us (OWASP,
    ///   "Unvalidated Redirects"). `//host` and `/\host` are other hosts to a browser.
    package static func seeOther(_ path: String) throws -> PageResponse {
        let bytes = Array(path.utf8)
        let isOwn =
            bytes.first == UInt8(ascii: "/") && !(bytes.count > 1 && bytes[1] == UInt8(ascii: "/"))
            && bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
        guard isOwn else { throw Problem.unexpected }
        return PageResponse(status: 303, headers: ["location": path])
    }

    /// Of every answer that isn't a page.
    static let plainPolicy = "default-src 'none'; frame-ancestors 'none'"
    /// A page has its own style in it and posts to its own face.
    private static let pagePolicy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    package static let noContent = PageResponse(status: 204)

    static func problem(_ problem: Problem) -> PageResponse {
        var headers = problem.headers
        headers["content-type"] = Problem.mediaType
        return PageResponse(status: problem.status, headers: headers, body: problem.body)
    }
}
