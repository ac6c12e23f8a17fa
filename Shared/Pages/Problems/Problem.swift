package import Foundation

/// What went wrong, as a client is told it: RFC 9457, `application/problem+json`.
///
/// Handlers throw it; whatever else they throw becomes a 500 that shows an opaque identifier and nothing more. A
/// problem holds only what its receiver may see: no error's text, no SQL, no other person's data.
package struct Problem: Error, Hashable, Sendable, Codable {
    /// `urn:alp:problem:<slug>`: stable, so that a client can switch on it.
    package var type: String
    /// The same sentence for every occurrence of the type.
    package var title: String
    /// The HTTP status, 400–599.
    package var status: Int
    /// This occurrence: field, value, what to do.
    package var detail: String?
    /// This occurrence's identifier, `urn:alp:request:<identifier>`; set by the face, and in its log line too.
    package var instance: String?
    /// Every breach at once, not the first alone.
    package var errors: [FieldError]?

    /// What response headers the problem asks for besides its body: `Retry-After`, `Allow`, `WWW-Authenticate`.
    package var headers: [String: String] = [:]
    /// What `detail` is, where the face itself says it: so it can be said in the listener's language.
    package var text: FaceText?

    private enum CodingKeys: String, CodingKey { case type, title, status, detail, instance, errors }

    package init(
        _ slug: String, title: String, status: Int, detail: String? = nil, errors: [FieldError]? = nil,
        headers: [String: String] = [:]
    ) {
        self.type = Self.typePrefix + slug
        self.title = title
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers
    }

    /// A problem whose title stands among ``FaceText``'s.
    package init(
        _ slug: String, status: Int, _ text: FaceText? = nil, errors: [FieldError]? = nil,
        headers: [String: String] = [:]
    ) {
        self.init(
            slug, title: FaceLanguage.english.title(of: slug) ?? slug, status: status,
            detail: text?.text(in: .english), errors: errors, headers: headers)
        self.text = text
    }

    package static let typePrefix = "urn:alp:problem:"
    package static let mediaType = "application/problem+json"
}

/// One field that can't be taken as it is.
package struct FieldError: Hashable, Sendable, Codable {
    /// The path inside the body or the parameter's name: `groups.2.hours`.
    package var field: String
    /// What was given, if it may be repeated to its sender.
    package var value: String?
    /// What is wrong and what to do.
    package var message: String
    /// The business rule's identifier, as in `T3`.
    package var rule: String?
    /// What `message` is, where the face itself says it.
    package var text: FaceText?

    private enum CodingKeys: String, CodingKey { case field, value, message, rule }

    package init(field: String, value: String? = nil, _ text: FaceText) {
        self.init(field: field, value: value, message: text.text(in: .english))
        self.text = text
    }

    package init(field: String, value: String? = nil, message: String, rule: String? = nil) {
        self.field = field
        self.value = value
        self.message = message
        self.rule = rule
    }
}

extension Problem {
    /// The same in a listener's language: what the face says, and titles that it knows. A service's own words stay.
    func told(in language: FaceLanguage) -> Problem {
        var told = self
        let slug = type.dropFirst(Self.typePrefix.count)
        if let title = language.title(of: slug), self.title == FaceLanguage.english.title(of: slug) {
            told.title = title
        }
        if let text { told.detail = text.text(in: language) }
        told.errors = errors?.map { error in
            var told = error
            if let text = error.text { told.message = text.text(in: language) }
            return told
        }
        return told
    }

    /// The body's bytes, keys sorted so that equal problems are equal bytes.
    package var body: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A struct of strings and a number always encodes; an empty object is still valid JSON.
        return (try? encoder.encode(self)) ?? Data("{}".utf8)
    }
}
