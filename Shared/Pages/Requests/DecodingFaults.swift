import Foundation

extension Problem {
    /// A decoder's error in our own words: `DecodingError`'s text quotes the body, so it goes neither to a client nor
    /// to a log (SECURITY, Logs).
    static func decoding(_ error: any Error, of data: Data) -> Problem {
        guard let error = error as? DecodingError else { return .badJSON("The body isn't JSON.") }
        switch error {
        case .keyNotFound(let key, let context):
            return .badJSON(
                "A field is missing.",
                errors: [FieldError(field: path(context.codingPath + [key]), message: "This field is needed.")])
        case .valueNotFound(_, let context):
            return .badJSON(
                "A field is null.",
                errors: [FieldError(field: path(context.codingPath), message: "This field can't be null.")])
        case .typeMismatch(let type, let context):
            return .badJSON(
                "A field has the wrong type.",
                errors: [FieldError(field: path(context.codingPath), message: "Expected \(name(of: type)).")])
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return .badJSON(
                "A field can't be read.",
                errors: [FieldError(field: path(context.codingPath), message: "This value isn't one that is known.")])
        case .dataCorrupted:
            // The decoder gives no path for a number that doesn't fit its field.
            let isJSON = (try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) != nil
            return .badJSON(isJSON ? "A number doesn't fit its field." : "The body isn't JSON.")
        @unknown default:
            return .badJSON("The body isn't the expected JSON.")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { key in key.intValue.map(String.init) ?? key.stringValue }.joined(separator: ".")
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is any FixedWidthInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type: "a list"
        default: "another type"
        }
    }
}
