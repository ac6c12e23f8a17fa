/// A free-form JSON value: what a service tells of itself.
package indirect enum StatusDocument: Hashable, Sendable, Encodable {
    case text(String)
    case number(Int64)
    case decimal(Double)
    case flag(Bool)
    case list([StatusDocument])
    case object([String: StatusDocument])
    case null

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        // JSON has no infinity and no NaN.
        case .decimal(let value): if value.isFinite { try container.encode(value) } else { try container.encodeNil() }
        case .flag(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        case .null: try container.encodeNil()
        }
    }
}
