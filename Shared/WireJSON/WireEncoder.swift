/// Writes any `Encodable` as JSON, without spaces.
///
/// Members come in the order the type encodes them, a dictionary's by their names' bytes, so one value always gives the
/// same bytes; but a `Set`, or a dictionary whose keys are neither strings nor integers, encodes as an array in the
/// order of its hashes, which differs from run to run: message types hold sorted arrays instead.
///
/// What it writes, `WireDecoder` reads: U+0000 in a string, a number that is not finite, a member encoded twice and
/// nesting deeper than the limit are refused. `Date`, `Data`, `URL` and `Decimal` are written as Foundation's
/// `JSONEncoder` left at its defaults does.
///
/// A value without state: use it from any thread.
package struct WireEncoder: Sendable {
    private let sortedKeys: Bool
    private let maximumDepth: Int

    /// - Parameters:
    ///   - sortedKeys: Every object's members by their names' bytes: states compare by bytes whatever wrote them.
    ///   - maximumDepth: How deep arrays and objects may nest; at most 512.
    package init(sortedKeys: Bool = false, maximumDepth: Int = 32) {
        self.sortedKeys = sortedKeys
        self.maximumDepth = min(max(maximumDepth, 0), 512)
    }

    package func encode<T: Encodable>(_ value: T) throws(WireError) -> [UInt8] {
        let writer = Writer(sortsAll: sortedKeys, maximumDepth: maximumDepth)
        do {
            try writer.root(value)
            return writer.finish()
        } catch {
            // A type may write a container after its sibling: rare, and then the whole value is written again.
            guard writer.isOutOfOrder else { throw writer.wireError(error) }
        }
        return try Node.encode(value, sortsAll: sortedKeys, maximumDepth: maximumDepth)
    }
}
