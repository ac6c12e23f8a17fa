package import Vocabulary

/// A value about a person: prints •••, so that no log, error or test report repeats it. Encodes as the value itself.
///
/// This mark is the one place that says it: the documents and the operator's tool read it off the type (SECURITY,
/// "Personal data"). Free text and functions that one person holds are personal by their own types.
package struct Personal<Value: Codable & Hashable & Sendable>: Hashable, Sendable {
    package var value: Value

    package init(_ value: Value) { self.value = value }
}

extension Personal: Codable {
    package init(from decoder: any Decoder) throws { value = try Value(from: decoder) }
    package func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension Personal: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Personal: SchemaDescribing {
    package static var nature: SchemaNature { .personal(Value.self) }
}

/// Types that are about a person wherever they stand: names, mails, what people write in their own words, and functions
/// that one person holds (SECURITY: "a function with a UAI is still personal data").
package protocol PersonalByNature {}

extension FreeText: PersonalByNature {}
extension PersonName: PersonalByNature {}
extension MailAddress: PersonalByNature {}
extension Function: PersonalByNature {}

/// A type of plain texts some of which may repeat what a person wrote.
package protocol HavingPersonalFields {
    static var personalFields: Set<String> { get }
}

/// A breach's message may quote the answer that it is about.
extension Breach: HavingPersonalFields {
    package static var personalFields: Set<String> { ["message"] }
}
