import ServiceKit
import WireJSON

/// JSON of the proof's messages. An error names no content.
package enum ProofJSON {
    package static func encode(_ value: some Encodable) throws -> [UInt8] { try WireEncoder().encode(value) }

    package static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        do throws(WireError) {
            return try WireDecoder().decode(type, from: bytes)
        } catch {
            throw CannotHandle("its value isn't \(type): \(error)")
        }
    }
}
