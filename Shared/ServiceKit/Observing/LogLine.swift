package import Logging
package import Vocabulary

package enum LogFormat: String, Sendable, CaseIterable {
    /// One JSON object a line, for collectors.
    case json
    /// For people at a terminal.
    case text
}

/// One record of the log before it is a line; `rendered` is pure.
package struct LogLine: Sendable {
    package var time: Instant
    package var level: Logger.Level
    package var service: String
    package var message: String
    package var metadata: Logger.Metadata

    package init(
        time: Instant, level: Logger.Level, service: String, message: String, metadata: Logger.Metadata = [:]
    ) {
        self.time = time
        self.level = level
        self.service = service
        self.message = message
        self.metadata = metadata
    }

    /// With its newline at most so many bytes: `PIPE_BUF` on Linux, up to which a write to a pipe is all or nothing and
    /// so never interleaved with another process's line (pipe(7)).
    package static let limit = 4096
    private static let messageLimit = 1024
    private static let valueLimit = 512
    private static let depthLimit = 4

    /// The line with its newline. What does not fit is cut, or left out with `truncated` set; a JSON line stays JSON.
    package func rendered(as format: LogFormat) -> String {
        var fields = metadata.sorted { $0.key < $1.key }
        var messageLimit = Self.messageLimit
        var isCut = false
        while true {
            let message = Self.scrubbed(message, to: messageLimit)
            let line = format == .json ? json(message, fields, isCut: isCut) : text(message, fields, isCut: isCut)
            if line.utf8.count <= Self.limit { return line }
            isCut = true
            if !fields.isEmpty {
                fields.removeLast()
            } else if messageLimit > 0 {
                // Escapes take up to eight bytes for one.
                messageLimit /= 2
            } else {
                return line
            }
        }
    }

    private typealias Field = (key: String, value: Logger.MetadataValue)

    private func json(_ message: String, _ fields: [Field], isCut: Bool) -> String {
        var line = "{\"time\":\"\(LogTime.text(time))\",\"level\":\"\(level.rawValue)\",\"service\":"
        LogText.appendJSON(LogText.cut(service, to: 64), to: &line)
        line += ",\"message\":"
        LogText.appendJSON(message, to: &line)
        if !fields.isEmpty {
            line += ",\"metadata\":"
            Self.appendJSON(fields, depth: 0, to: &line)
        }
        if isCut { line += ",\"truncated\":true" }
        return line + "}\n"
    }

    private func text(_ message: String, _ fields: [Field], isCut: Bool) -> String {
        let service = LogText.escaped(LogText.cut(service, to: 64))
        var line = "\(LogTime.text(time)) \(level.rawValue.uppercased()) \(service): \(LogText.escaped(message))"
        for (key, value) in fields {
            line += " \(LogText.escaped(LogText.cut(key, to: 64)))="
            switch value {
            case .string, .stringConvertible:
                let plain = Self.plain(value, under: key)
                let needsQuotes = plain.isEmpty || plain.contains { $0 == " " || $0 == "\"" || $0 == "=" }
                if needsQuotes {
                    LogText.appendJSON(plain, to: &line)
                } else {
                    line += LogText.escaped(plain)
                }
            case .array, .dictionary: Self.appendJSON(value, under: key, depth: 0, to: &line)
            }
        }
        return line + (isCut ? " truncated=true\n" : "\n")
    }

    private static func appendJSON(
        _ fields: [(key: String, value: Logger.MetadataValue)], depth: Int, to line: inout String
    ) {
        line += "{"
        for (index, field) in fields.enumerated() {
            if index > 0 { line += "," }
            LogText.appendJSON(LogText.cut(field.key, to: 64), to: &line)
            line += ":"
            appendJSON(field.value, under: field.key, depth: depth, to: &line)
        }
        line += "}"
    }

    private static func appendJSON(
        _ value: Logger.MetadataValue, under key: String, depth: Int, to line: inout String
    ) {
        // A hidden key hides all that is under it.
        if Masking.hides(key: key) { return LogText.appendJSON(Masking.replacement, to: &line) }
        switch value {
        case .string, .stringConvertible: LogText.appendJSON(plain(value, under: key), to: &line)
        case .array where depth >= depthLimit, .dictionary where depth >= depthLimit:
            LogText.appendJSON("…", to: &line)
        case .dictionary(let fields): appendJSON(fields.sorted { $0.key < $1.key }, depth: depth + 1, to: &line)
        case .array(let values):
            line += "["
            for (index, value) in values.enumerated() {
                if index > 0 { line += "," }
                appendJSON(value, under: key, depth: depth + 1, to: &line)
            }
            line += "]"
        }
    }

    private static func plain(_ value: Logger.MetadataValue, under key: String) -> String {
        if Masking.hides(key: key) { return Masking.replacement }
        return scrubbed("\(value)", to: valueLimit)
    }

    /// Scrubbed before it is cut, so that no secret loses the marker it is known by.
    private static func scrubbed(_ text: String, to limit: Int) -> String {
        LogText.cut(Masking.scrub(text), to: limit)
    }
}
