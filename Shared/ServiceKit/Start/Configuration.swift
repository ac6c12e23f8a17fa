package import Logging
package import Messages
package import Vocabulary

/// What a service was told, read once in `main` and handed on as a value.
package struct ServiceConfiguration: Sendable {
    /// The one environment in which a virtual clock, and certificate checks turned off, are allowed.
    package static let development = "dev"

    /// Lower case, as in a record's source.
    package var service: String
    package var environment: String
    /// `sqlite:PATH` or `postgres://…`; may hold a password.
    package var store: Masked<String>
    package var kafka: ConfigurationKafka
    /// Passed to librdkafka as they are; some are secret, see `description` for a form that can be printed.
    package var kafkaProperties: [String: String]
    package var topicsFile: String?
    package var listen: ConfigurationAddress
    package var operatorListen: ConfigurationAddress
    package var tokensFile: String?
    package var addressFile: String?
    package var batchLimit: Int
    package var stopDeadline: Duration
    package var logLevel: Logger.Level
    package var logFormat: LogFormat
    package var isClockVirtual: Bool
    /// Where a virtual clock begins; the machine's time unless given.
    package var clockStart: Instant?
    /// All values, the service's own options among them.
    package var values: ConfigurationValues

    /// The topics, as `--topics` names them.
    ///
    /// - Throws: `RuntimeFailure` of usage, which stops the start in one line.
    package func catalogue() throws -> TopicCatalogue {
        guard let topicsFile else {
            throw RuntimeFailure(.usage, "--topics is needed: a file, or product:01,42,69 with the départements")
        }
        do {
            return try TopicCatalogue(named: topicsFile)
        } catch {
            throw RuntimeFailure(.usage, "\(error)")
        }
    }

    /// `urn:alp:<environment>:<service>`, the source of every record.
    package var source: String { "urn:alp:\(environment):\(service)" }

    /// From values read with `ConfigurationTable.service`.
    ///
    /// - Throws: what no option can judge alone: a virtual clock outside `dev`, a refused librdkafka property.
    package init(service: String, values: ConfigurationValues) throws(ConfigurationError) {
        guard let environment = values.text("environment"), let store = values.secret("store"),
            let kafka = values.kafka("kafka"), let listen = values.address("listen"),
            let operatorListen = values.address("operator-listen"), let batchLimit = values.count("batch-limit"),
            let stopDeadline = values.duration("stop-deadline"),
            let logLevel = values.text("log-level").flatMap({ Logger.Level(rawValue: $0) }),
            let logFormat = values.text("log-format").flatMap({ LogFormat(rawValue: $0) })
        else { throw ConfigurationError("the table of options lacks one that every service needs") }
        self.service = service
        self.environment = environment
        self.store = store
        self.kafka = kafka
        kafkaProperties = values.properties
        topicsFile = values.text("topics")
        self.listen = listen
        self.operatorListen = operatorListen
        tokensFile = values.text("tokens")
        addressFile = values.text("address-file")
        self.batchLimit = batchLimit
        self.stopDeadline = stopDeadline
        self.logLevel = logLevel
        self.logFormat = logFormat
        isClockVirtual = values.text("clock") == "virtual"
        clockStart = values.text("clock-start").flatMap { Instant(rfc3339: $0) }
        self.values = values
        let problems = self.problems
        guard problems.isEmpty else { throw ConfigurationError(problems) }
    }

    private var problems: [String] {
        var problems: [String] = []
        if isClockVirtual, environment != Self.development {
            problems.append(
                "--clock is \"virtual\": allowed in environment \(Self.development) alone, and this is \(environment)")
        }
        if let text = values.text("clock-start") {
            if clockStart == nil {
                problems.append("--clock-start is \"\(text)\": write an instant such as 2020-05-01T08:00:00.000Z")
            } else if !isClockVirtual {
                problems.append("--clock-start is of use with --clock virtual alone")
            }
        }
        for (name, value) in kafkaProperties.sorted(by: { $0.key < $1.key }) {
            if let refusal = ConfigurationProperties.refusal(name, value, environment: environment) {
                problems.append("-X \(name) \(refusal)")
            }
        }
        return problems
    }
}

extension ServiceConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// One line an option with what is secret masked: fit for the log.
    package var description: String { values.description }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
