import Foundation

/// How a decider's state is written into its row. One place, so that every state is written and read the same way.
package enum StateCoding {
    package static func encode(_ state: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Array(try encoder.encode(state))
    }

    package static func decode<State: Decodable>(_ type: State.Type, from bytes: [UInt8]) throws -> State {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
