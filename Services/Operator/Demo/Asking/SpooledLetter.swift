import Foundation

/// A letter's file as a person's mail program reads it: only what has to be found in it. Pure.
struct SpooledLetter: Equatable, Sendable {
    let subject: String
    /// The first part of plain text, decoded.
    let text: String
    /// A calendar is attached.
    let hasCalendar: Bool

    init(_ data: Data) {
        let (heads, body) = Self.split(String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n"))
        subject = heads["subject"] ?? ""
        let parts = Self.parts(heads, body)
        text = parts.first { $0.type.hasPrefix("text/plain") }?.text ?? ""
        hasCalendar = parts.contains { $0.type.hasPrefix("text/calendar") }
    }

    /// The secret at the end of the link to Intake's page of agreement; nil where there is none.
    var consentToken: String? {
        guard let range = text.range(of: "/accord/") else { return nil }
        let token = text[range.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        return token.isEmpty ? nil : String(token)
    }

    /// The six digits that stand alone; nil where there are none.
    var code: String? {
        text.split { !($0.isASCII && ($0.isNumber || $0.isLetter)) }.map(String.init)
            .first { $0.count == 6 && $0.allSatisfy(\.isNumber) }
    }

    private typealias Part = (type: String, text: String)

    /// RFC 2045 and 2046, as far as our own letters go.
    private static func parts(_ heads: [String: String], _ body: String) -> [Part] {
        let type = heads["content-type"] ?? "text/plain"
        if type.hasPrefix("multipart/"), let boundary = parameter("boundary", of: type) {
            let marks = ("\n" + body).components(separatedBy: "\n--\(boundary)")
            return marks.dropFirst().filter { !$0.hasPrefix("--") }.flatMap { piece in
                let (heads, body) = split(String(piece.drop { $0 == "\n" || $0 == " " }))
                return parts(heads, body)
            }
        }
        switch heads["content-transfer-encoding"]?.lowercased() {
        case "base64":
            let bytes = Data(base64Encoded: body.filter { !$0.isWhitespace }) ?? Data()
            return [(type, String(decoding: bytes, as: UTF8.self))]
        case "quoted-printable": return [(type, quotedPrintable(body))]
        default: return [(type, body)]
        }
    }

    /// Headers by their lower-case names, unfolded; and what follows the empty line.
    private static func split(_ text: String) -> ([String: String], String) {
        let (head, body) =
            text.range(of: "\n\n").map {
                (String(text[..<$0.lowerBound]), String(text[$0.upperBound...]))
            } ?? (text, "")
        var heads: [String: String] = [:]
        for line in head.replacing("\n ", with: " ").replacing("\n\t", with: " ").split(separator: "\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 {
                heads[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces)
            }
        }
        return (heads, body)
    }

    private static func parameter(_ name: String, of type: String) -> String? {
        guard let range = type.range(of: "\(name)=") else { return nil }
        let rest = type[range.upperBound...]
        return rest.hasPrefix("\"")
            ? rest.dropFirst().split(separator: "\"").first.map(String.init)
            : rest.split { $0 == ";" || $0 == " " }.first.map(String.init)
    }

    /// RFC 2045, 6.7.
    private static func quotedPrintable(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.replacing("=\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="), rest.count >= 2,
                let decoded = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
