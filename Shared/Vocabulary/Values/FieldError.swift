/// A value of a form or file that can't be read, and where.
package struct FieldError: Error, Hashable, Sendable, Codable {
    /// Where, as the form's path: `groups[0].establishments[2]`.
    package let place: String
    /// One French sentence: the value, and what is expected.
    package let message: String

    package init(place: String, message: String) {
        self.place = place
        self.message = message
    }

    package init(place: String, _ error: ValueError) { self.init(place: place, message: error.sentence) }
}
