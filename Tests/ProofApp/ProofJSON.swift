import Foundation
import ServiceKit

/// JSON of the proof's messages. An error names no content.
package enum ProofJSON {
    package static func encode(_ value: some Encodable) throws -> [UInt8] { Array(try JSONEncoder().encode(value)) }

    package static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw CannotHandle("its value isn't \(type) in JSON")
        }
    }
}
