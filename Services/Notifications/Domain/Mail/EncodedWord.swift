import Foundation

/// Header values of a mail that aren't ASCII (RFC 2047), and those that are.
package enum EncodedWord {
    /// A free-text header's value (`Subject`): as it is where it is plain ASCII, else encoded words.
    package static func text(_ text: String) -> String {
        let line = Clean.line(text)
        let isPlain = line.utf8.allSatisfy { (32..<127).contains($0) } && !line.contains("=?") && line.utf8.count <= 60
        return isPlain ? line : words(of: line)
    }

    /// A display name before an address (RFC 5322, `phrase`): quoted where it is plain ASCII, else encoded words.
    package static func phrase(_ text: String) -> String {
        let line = Clean.line(text)
        let plain = line.utf8.allSatisfy { (32..<127).contains($0) && $0 != 34 && $0 != 92 }
        return plain && line.utf8.count <= 60 && !line.contains("=?") ? "\"\(line)\"" : words(of: line)
    }

    /// RFC 2047, 2: an encoded word has at most 75 characters, so 45 bytes in base64; 5 (3): never half a character.
    private static func words(of line: String) -> String {
        var words: [String] = []
        var chunk: [UInt8] = []
        func flush(_ chunk: [UInt8]) -> String { "=?UTF-8?B?\(Data(chunk).base64EncodedString())?=" }
        for scalar in line.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if chunk.count + bytes.count > 42 {
                words.append(flush(chunk))
                chunk = []
            }
            chunk += bytes
        }
        if !chunk.isEmpty || words.isEmpty { words.append(flush(chunk)) }
        return words.joined(separator: "\r\n ")
    }
}
