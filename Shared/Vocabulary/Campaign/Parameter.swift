/// A number or reading that the campaign sets, and where it comes from.
package struct Parameter<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    /// What is in force.
    package var value: Value
    /// « cahier § 3 », or « lecture » for what is ours and the Dfie may change.
    package var source: String

    package init(_ value: Value, source: String) {
        self.value = value
        self.source = source
    }
}
