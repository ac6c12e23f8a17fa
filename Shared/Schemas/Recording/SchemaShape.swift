package import Messages

/// What a type's JSON is, as its `init(from:)` reads it.
package indirect enum SchemaShape: Hashable, Sendable {
    case object(name: String, fields: [SchemaField])
    case list(SchemaShape)
    /// An object with free names.
    case map(SchemaShape)
    /// `name`: the Swift type's.
    case text(name: String, pattern: String?, example: String?)
    /// One of those values, and no other.
    case choice(name: String, values: [JSONTree])
    case integer(name: String, bounds: ClosedRange<Int>?)
    case number
    case flag
    case anything
    /// Kept as it came where a reader doesn't know it.
    case open(SchemaShape)
    case personal(SchemaShape)

    /// Without what is said about it.
    package var plain: SchemaShape {
        switch self {
        case .open(let shape), .personal(let shape): shape.plain
        default: self
        }
    }

    package var isPersonal: Bool {
        switch self {
        case .personal: true
        case .open(let shape): shape.isPersonal
        default: false
        }
    }

    package var isOpen: Bool {
        switch self {
        case .open: true
        case .personal(let shape): shape.isOpen
        default: false
        }
    }
}

package struct SchemaField: Hashable, Sendable {
    package var name: String
    package var shape: SchemaShape
    package var isRequired: Bool

    package init(name: String, shape: SchemaShape, isRequired: Bool) {
        self.name = name
        self.shape = shape
        self.isRequired = isRequired
    }
}
