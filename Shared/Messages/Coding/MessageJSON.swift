import WireJSON

/// The one coder of messages. Errors never repeat what stands in a value.
package enum MessageJSON {
    package static func decode<M: Decodable>(_ type: M.Type, from bytes: [UInt8]) throws -> M {
        try WireDecoder().decode(type, from: bytes)
    }

    package static func encode(_ message: some Encodable) throws -> [UInt8] {
        try WireEncoder().encode(message)
    }
}
