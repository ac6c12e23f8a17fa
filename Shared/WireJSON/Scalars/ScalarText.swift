import Foundation

/// How the types that JSON has a form of its own for are written.
enum ScalarText {
    case quoted(String)
    case number(String)

    @inline(__always)
    static func isWritten<T>(_ type: T.Type) -> Bool {
        type == String.self || type == Data.self || type == URL.self || type == Decimal.self
    }

    /// Nil for a number that is not finite.
    init?<T: Encodable>(_ value: T) {
        if let value = value as? String {
            self = .quoted(value)
        } else if let value = value as? Data {
            self = .quoted(value.base64EncodedString())
        } else if let value = value as? URL {
            self = .quoted(value.absoluteString)
        } else if let value = value as? Decimal, value.isFinite {
            self = .number(value.description)
        } else {
            return nil
        }
    }
}
