/// A value whose type may grow: what this version doesn't know is kept as it came, and encoded again as it came.
///
/// Only a decider that needs it asks for ``required()``, and then its key waits for the upgrade; all other readers go
/// on.
package enum Open<Value: Codable & Hashable & Sendable>: Hashable, Sendable {
    case known(Value)
    case unknown(JSONTree)

    package init(_ value: Value) { self = .known(value) }

    /// nil where this version doesn't know it.
    package var value: Value? { if case .known(let value) = self { value } else { nil } }

    /// Throws ``UnknownValue``: the record can't be handled by this version.
    package func required() throws(UnknownValue) -> Value {
        switch self {
        case .known(let value): return value
        case .unknown: throw UnknownValue(type: "\(Value.self)")
        }
    }
}

/// A value that a newer program wrote and this one needs. Says the type alone: the value may be personal.
package struct UnknownValue: Error, Hashable, Sendable, CustomStringConvertible {
    package let type: String

    package init(type: String) { self.type = type }

    package var description: String { "a value of \(type) is unknown to this version" }
}

extension Open: Codable {
    package init(from decoder: any Decoder) throws {
        if let value = try? Value(from: decoder) {
            self = .known(value)
        } else {
            self = .unknown(try JSONTree(from: decoder))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .known(let value): try value.encode(to: encoder)
        case .unknown(let tree): try tree.encode(to: encoder)
        }
    }
}

extension Open: SchemaDescribing {
    package static var nature: SchemaNature { .open(Value.self) }
}
