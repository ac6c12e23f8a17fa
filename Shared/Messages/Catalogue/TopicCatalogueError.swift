/// Why a catalogue cannot be used, in one line: file, topic, field, value and what to write instead.
package struct TopicCatalogueError: Error, Hashable, Sendable, CustomStringConvertible {
    package var file: String
    /// The topic's name, or "number N" where it has none; nil when the whole file is at fault.
    package var topic: String?
    package var field: String?
    /// The value found, where it can be shown.
    package var value: String?
    /// What is wrong and what to do.
    package var fix: String

    init(file: String, topic: String, field: String, value: String?, fix: String) {
        self.file = file
        self.topic = topic
        self.field = field
        self.value = value
        self.fix = fix
    }

    init(file: String, reason: String) {
        self.file = file
        fix = reason
    }

    package var description: String {
        guard let topic, let field else { return "\(file): \(fix)" }
        let found = value.map { " " + $0.debugDescription } ?? ""
        return "\(file): topic \(topic): field \(field)\(found): \(fix)"
    }
}
