import Foundation
import Vocabulary

extension Problem {
    /// A decoder's error in our own words: `DecodingError`'s text quotes the body, so it goes neither to a client nor
    /// to a log (SECURITY, Logs).
    static func decoding(_ error: any Error, of data: Data) -> Problem {
        guard let error = error as? DecodingError else { return .badJSON(.notJSON) }
        switch error {
        case .keyNotFound(let key, let context):
            return .badJSON(
                .fieldMissing,
                errors: [FieldError(field: path(context.codingPath + [key]), .fieldNeeded)])
        case .valueNotFound(_, let context):
            return .badJSON(
                .fieldNull,
                errors: [FieldError(field: path(context.codingPath), .notNull)])
        case .typeMismatch(let type, let context):
            return .badJSON(
                .wrongType,
                errors: [FieldError(field: path(context.codingPath), .expected(kind(of: type)))])
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return .badJSON(
                .fieldUnreadable,
                errors: [
                    FieldError(
                        field: path(context.codingPath),
                        (context.underlyingError as? ValueError).map { .valueRefused($0) } ?? .valueUnknown)
                ])
        case .dataCorrupted:
            // The decoder gives no path for a number that doesn't fit its field.
            let isJSON = (try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) != nil
            return .badJSON(isJSON ? .numberTooLarge : .notJSON)
        @unknown default:
            return .badJSON(.notExpectedJSON)
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { key in key.intValue.map(String.init) ?? key.stringValue }.joined(separator: ".")
    }

    private static func kind(of type: any Any.Type) -> FaceText.Kind {
        switch type {
        case is String.Type: .text
        case is Bool.Type: .flag
        case is any FixedWidthInteger.Type: .whole
        case is any BinaryFloatingPoint.Type: .number
        case is [Any].Type: .list
        case is [String: Any].Type: .object
        default: .other
        }
    }
}
