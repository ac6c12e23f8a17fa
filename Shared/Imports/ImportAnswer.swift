package enum ImportMode: String, Codable, CaseIterable, Sendable {
    /// Says what would happen, and writes nothing.
    case preview
    case apply
}

/// What an import did, or would do.
package struct ImportAnswer: Codable, Hashable, Sendable {
    package var mode: ImportMode
    /// Lines that weren't blank.
    package var read = 0
    package var created = 0
    package var changed = 0
    package var unchanged = 0
    package var rejected: [RejectedLine] = []

    package enum Outcome: Hashable {
        case created, changed, unchanged
        case rejected([RejectedLine])
    }

    package init(mode: ImportMode, read: Int = 0, rejected: [RejectedLine] = []) {
        self.mode = mode
        self.read = read
        self.rejected = rejected
    }

    package mutating func count(_ outcome: Outcome) {
        read += 1
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        case .rejected(let lines): rejected += lines
        }
    }
}

/// Why a line wasn't taken: one for each fault.
package struct RejectedLine: Codable, Hashable, Sendable {
    /// From 1.
    package var line: Int
    /// From 1, where the file is a table and the fault stands in one cell.
    package var column: Int?
    /// The column's name, or the place in the form.
    package var field: String
    package var message: String

    package init(line: Int, column: Int? = nil, field: String, message: String) {
        self.line = line
        self.column = column
        self.field = field
        self.message = message
    }
}
