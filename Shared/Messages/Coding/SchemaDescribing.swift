/// A type whose JSON can't be told by watching its `init(from:)`: it says itself what it is.
package protocol SchemaDescribing {
    static var nature: SchemaNature { get }
}

package enum SchemaNature {
    /// Written as that type is, or as a newer version of it will be.
    case open(any Decodable.Type)
    /// Written as that type is; about a person.
    case personal(any Decodable.Type)
    /// A string of that pattern (ECMA 262).
    case text(pattern: String, example: String)
    /// A whole number within those bounds.
    case integer(ClosedRange<Int>)
}
