/// Reads JSON into any `Decodable`.
///
/// Strict RFC 8259: UTF-8 is validated, a member named twice is refused (as is U+0000 in a string, a byte-order mark,
/// half a surrogate pair and anything after the document). An integer is read exactly or not at all: never through
/// `Double`, and `1.0` or `1e2` is no integer. Unknown members are ignored. `Date`, `Data`, `URL` and `Decimal` read as
/// in Foundation's `JSONDecoder` left at its defaults.
///
/// A value without state: use it from any thread.
package struct WireDecoder: Sendable {
    private let maximumDepth: Int

    /// - Parameter maximumDepth: How deep arrays and objects may nest; at most 512, as the scan recurses.
    package init(maximumDepth: Int = 32) {
        self.maximumDepth = min(max(maximumDepth, 0), 512)
    }

    package func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws(WireError) -> T {
        let document = try bytes.withUnsafeBufferPointer { buffer throws(WireError) in
            try Document(UnsafeRawBufferPointer(buffer), maximumDepth: maximumDepth)
        }
        return try document.root(type)
    }

    /// The bytes are copied: they need to live no longer than this call, even if the type keeps its decoder.
    package func decode<T: Decodable>(_ type: T.Type, from bytes: UnsafeRawBufferPointer) throws(WireError) -> T {
        try Document(bytes, maximumDepth: maximumDepth).root(type)
    }
}
