import Foundation

/// Where the broker is now. The embedded broker gets a new port and a new run at each start, and tells both in its
/// address file; a cluster stays where it is.
package struct KafkaAddress: Hashable, Sendable {
    package var bootstrap: String
    /// The embedded broker's run: another one means that its log was forgotten. Nil for a cluster.
    package var run: String?

    package init(bootstrap: String, run: String? = nil) {
        self.bootstrap = bootstrap
        self.run = run
    }

    /// Nil: the address file isn't there yet, or isn't whole.
    package init?(_ kafka: ConfigurationKafka) {
        switch kafka {
        case .servers(let servers):
            self.init(bootstrap: servers)
        case .embedded(let file):
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
            let lines = text.split(separator: "\n").map(String.init)
            guard lines.count >= 2 else { return nil }
            self.init(bootstrap: lines[0], run: lines[1])
        }
    }
}
