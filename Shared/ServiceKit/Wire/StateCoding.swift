import WireJSON

/// How a decider's state is written into its row. One place, so that every state is written and read the same way.
package enum StateCoding {
    package static func encode(_ state: some Encodable) throws -> [UInt8] { try WireEncoder().encode(state) }

    package static func decode<State: Decodable>(_ type: State.Type, from bytes: [UInt8]) throws -> State {
        try WireDecoder().decode(type, from: bytes)
    }
}
