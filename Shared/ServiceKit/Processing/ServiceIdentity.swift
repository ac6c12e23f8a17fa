package import Messages

/// Who this process is, and whose records it takes.
package struct ServiceIdentity: Sendable {
    package var source: EventSource
    /// The program's version: a record that failed under another one is tried again.
    package var program: String
    /// Tells this process apart from the other instances.
    package var instance: String
    /// The one service that writes a topic, from the catalogue. A topic that isn't named has no writer, so that every
    /// record on it is foreign.
    package var writers: [String: String]

    package init(source: EventSource, program: String, instance: String, writers: [String: String]) {
        self.source = source
        self.program = program
        self.instance = instance
        self.writers = writers
    }

    /// What `ce_source` must be on a topic.
    package func expectedSource(on topic: String) -> String? {
        writers[topic].map { EventSource(environment: source.environment, service: $0).description }
    }
}
