import Foundation
import Kafka
import Messages

/// Why a command didn't do what was asked: one line that says what to do, in English (of `alp requests`, in French),
/// and the exit code.
struct OperatorFailure: Error, Equatable {
    /// The numbers are sysexits.h's, but for 1 and 2.
    enum Code: Int32 {
        /// Something differs, is missing, or was refused for what it is.
        case differs = 1
        /// Of `alp requests`: what was given can't be read, the output can't be written, or a flag is wrong.
        case unreadable = 2
        case usage = 64
        case unavailable = 69
        case unexpected = 70
        case permission = 77
    }

    var code: Code
    var line: String

    init(_ code: Code, _ line: String) {
        self.code = code
        self.line = line
    }

    init(_ error: TopicCatalogueError) {
        self.init(.usage, "--topics \(error)")
    }

    /// - Parameters:
    ///   - bootstrap: the brokers that were asked.
    ///   - timeout: how long an answer was awaited.
    init(_ error: KafkaError, bootstrap: String, timeout: Duration) {
        switch error.kind {
        case .brokersUnavailable, .timedOut:
            self.init(
                .unavailable,
                "no answer from the brokers at \(bootstrap) within \(timeout.seconds) s (\(error)); "
                    + "start them, give another --kafka, or a longer --timeout")
        case .authentication, .authorization:
            self.init(.permission, "\(error); give credentials that may do this with -X")
        case .configuration:
            self.init(.usage, "\(error)")
        case .unknownTopic:
            self.init(.differs, "\(error); look at alp topics list")
        case .offsetOutOfRange:
            self.init(.differs, "\(error); the topic was cut or made anew meanwhile: run the command again")
        case .queueFull, .closed, .messageTooLarge, .topicExists, .unsupported, .fatal, .other:
            self.init(error.kind == .unsupported || error.kind == .topicExists ? .differs : .unexpected, "\(error)")
        }
    }
}

/// One line on the standard error, whatever stands in it.
func complain(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data("alp: \(SafeText.line(line))\n".utf8))
}

extension Duration {
    /// "10", "0.5": for people.
    var seconds: String {
        let value = self / .seconds(1)
        return value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
}
