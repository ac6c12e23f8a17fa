package import Logging
package import Vocabulary

/// swift-log's end of the line: renders each record as one line and hands it to a sink.
///
///     LoggingSystem.bootstrap { label in
///         LineLogHandler(service: "validation", label: label, level: .info, format: .json, sink: sink, now: clock)
///     }
package struct LineLogHandler: LogHandler {
    private let service: String
    private let label: String
    private let format: LogFormat
    private let sink: any LogSink
    private let now: @Sendable () -> Instant

    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    /// - Parameters:
    ///   - label: the logger's; printed as `logger` unless it is the service's name.
    ///   - now: the time of a line. The system's even where the product's clock is virtual: logs of several programs
    ///     are read side by side.
    package init(
        service: String, label: String, level: Logger.Level, format: LogFormat, sink: any LogSink,
        now: @escaping @Sendable () -> Instant
    ) {
        self.service = service
        self.label = label
        self.format = format
        self.sink = sink
        self.now = now
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// The record's metadata wins over the handler's, that over the provider's.
    package func log(event: LogEvent) {
        var all = metadataProvider?.get() ?? [:]
        all.merge(metadata) { $1 }
        if label != service { all["logger"] = .string(label) }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error, all["error"] == nil { all["error"] = .string(Self.text(of: error)) }
        let line = LogLine(
            time: now(), level: event.level, service: service, message: event.message.description, metadata: all)
        sink.write(line.rendered(as: format))
    }

    /// A coder's error quotes the data it failed on, which may be a person's (SECURITY, "Logs"): its kind alone.
    private static func text(of error: any Error) -> String {
        error is DecodingError || error is EncodingError ? "\(type(of: error))" : "\(error)"
    }
}
