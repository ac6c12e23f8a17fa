/// What is refused before a JSON decoder sees the bytes: deep nesting (a decoder recurses) and NUL (PostgreSQL can't
/// hold it in a text). It isn't a validator: broken JSON passes here and fails at the decoder.
package enum JSONGuard {
    package enum Refusal: Hashable, Sendable {
        case tooDeep(limit: Int)
        case nul
    }

    /// SECURITY, Edges: depth 32.
    package static let depthLimit = 32

    /// Nil when nothing stands against decoding.
    package static func refusal(of bytes: some Sequence<UInt8>, depthLimit: Int = depthLimit) -> Refusal? {
        var depth = 0
        var isInString = false
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case 0:
                return .nul
            case UInt8(ascii: "\""):
                isInString.toggle()
            case UInt8(ascii: "\\") where isInString:
                // The escaped character is taken whole, so that \" doesn't end the string and \\u0000 is no NUL.
                guard iterator.next() == UInt8(ascii: "u") else { continue }
                let digits = (0..<4).map { _ in iterator.next() }
                if digits.allSatisfy({ $0 == UInt8(ascii: "0") }) { return .nul }
            case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString:
                depth += 1
                if depth > depthLimit { return .tooDeep(limit: depthLimit) }
            case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString:
                depth -= 1
            default:
                break
            }
        }
        return nil
    }
}
