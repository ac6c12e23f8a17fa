/// One kind of record: its value is this struct as JSON, its header `ce_type` is `type`.
///
/// Types evolve by addition only (DESIGN, "Messages"): a field that is added is optional; a field that nobody knows is
/// passed over by `Decodable`; a choice that may grow is an ``Open`` one. The comment above a type or field is its
/// description in the generated documents, its French word first, between « and ».
package protocol Message: Codable, Hashable, Sendable {
    /// `topic noun.what happened.version`: `request.submitted.v1`.
    static var type: String { get }
}

/// All that can stand on one topic: what a reader switches over.
package protocol TopicMessage: Hashable, Sendable {
    static var topic: ProductTopic { get }
    static var members: [Member<Self>] { get }
    var message: any Message { get }
}

/// A message type of a topic, and how its value becomes a case.
package struct Member<Topic: TopicMessage>: Sendable {
    package let message: any Message.Type
    let read: @Sendable ([UInt8]) throws -> Topic

    init<M: Message>(_ message: M.Type, _ wrap: @escaping @Sendable (M) -> Topic) {
        self.message = message
        read = { wrap(try MessageJSON.decode(M.self, from: $0)) }
    }
}

extension TopicMessage {
    /// Reads a record's value. Throws ``UnknownMessageType`` where this version doesn't know the type, and the
    /// decoder's error where the value isn't one: either way the record's key has to wait for a program that can
    /// (HEART).
    package init(type: String, value: [UInt8]) throws {
        guard let member = Self.members.first(where: { $0.message.type == type }) else {
            throw UnknownMessageType(type: type, topic: Self.topic)
        }
        self = try member.read(value)
    }

    package var type: String { Swift.type(of: message).type }

    /// The value to publish: members in the order of the fields.
    package func value() throws -> [UInt8] { try MessageJSON.encode(message) }
}

/// A record of a type that a newer program wrote.
package struct UnknownMessageType: Error, Hashable, Sendable, CustomStringConvertible {
    package let type: String
    package let topic: ProductTopic

    package init(type: String, topic: ProductTopic) {
        self.type = type
        self.topic = topic
    }

    package var description: String { "the type \(type.debugDescription) is unknown on \(topic.rawValue)" }
}
