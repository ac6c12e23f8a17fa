import Foundation
package import Pages
import Vocabulary

/// A token for each of some callers, valid now, and the file that makes a face accept them.
package struct FaceTokens: Sendable {
    package let file: TokenFile
    private var texts: [String: String] = [:]

    /// - Parameter callers: with identifiers that differ.
    package init(_ callers: [Caller]) throws {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970) * 1000)
        var entries: [TokenEntry] = []
        for caller in callers {
            let (token, entry) = try TokenEntry.mint(
                for: caller, from: now + .seconds(-3600), until: now + .seconds(24 * 3600))
            entries.append(entry)
            texts[caller.identifier] = token.text
        }
        file = TokenFile(try TokenSet(entries: entries))
    }

    /// The token of a caller; "" for one that has none, which no face takes.
    package subscript(_ identifier: String) -> String { texts[identifier] ?? "" }
}
