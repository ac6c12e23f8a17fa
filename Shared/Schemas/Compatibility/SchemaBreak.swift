/// A way in which today's messages would break somebody who reads or wrote a published version's.
package struct SchemaBreak: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case typeRemoved
        /// Written to another topic, or with another key.
        case typeMoved
        case removed
        /// Gone, while another of the same shape came.
        case renamed
        case newlyRequired
        /// Was always there, and may now be absent.
        case newlyOptional
        case otherKind
        /// Values that were written are no longer taken.
        case narrowed
        /// Values are written that former readers don't take.
        case widened
        /// What may grow no longer may, or the other way round.
        case otherOpenness
        /// No longer marked as personal: what was masked would be shown.
        case unmasked
    }

    package var kind: Kind
    package var topic: String
    package var type: String
    /// `form.theme.title`; empty for the whole message.
    package var field: String
    /// The published version that breaks.
    package var version: String
    /// What is otherwise, in words.
    package var difference: String
    package var readers: [String]

    package var description: String {
        let place = field.isEmpty ? "" : ", field \(field)"
        return "\(topic), \(type)\(place): \(difference) since \(version). \(harm)"
    }

    /// Whom it breaks, and how.
    private var harm: String {
        let who = readers.isEmpty ? "whoever reads the topic" : readers.joined(separator: ", ")
        return switch kind {
        case .typeRemoved: "What \(version) wrote would make its key wait at \(who)."
        case .typeMoved: "Order holds within a topic and key alone; \(who) would miss it."
        case .removed, .renamed, .newlyOptional:
            "A program of \(version) at \(who) can't read what is written now, and today's don't see what was written."
        case .newlyRequired: "What \(version) wrote can't be read any more by \(who): let it be optional."
        case .otherKind: "Neither can \(version) at \(who) read what is written now, nor today's what was written."
        case .narrowed: "What \(version) wrote may not be read any more by \(who)."
        case .widened: "A program of \(version) at \(who) may not read what is written now; new types make room."
        case .otherOpenness: "\(who) would stop at values that it kept, or keep what it stopped at."
        case .unmasked: "The operator's tool would show what it masked."
        }
    }
}
