extension ConfigurationTable {
    /// What every service can be told.
    ///
    /// - Parameters:
    ///   - service: lower case, as in a record's source: `validation`.
    ///   - listen: the business listener's default, since services on one machine need different ports.
    ///   - own: the service's own options.
    package static func service(
        _ service: String, listen: String = "127.0.0.1:8080", own: [ConfigurationOption] = [], commands: [Command] = []
    ) -> ConfigurationTable {
        ConfigurationTable(
            program: "alp-\(service)", options: ground(listen: listen) + own,
            commands: commands.isEmpty ? [] : [Command("serve", help: "Runs the service.")] + commands)
    }

    private static func ground(listen: String) -> [ConfigurationOption] {
        whereThingsAre(listen: listen) + howItRuns
    }

    private static func whereThingsAre(listen: String) -> [ConfigurationOption] {
        [
            ConfigurationOption(
                "environment", .label, standard: ServiceConfiguration.development,
                help: "Names the installation in the source of every record. A store keeps it, and a service with "
                    + "another does not start on that store."),
            ConfigurationOption(
                "store", .store, isRequired: true,
                help: "The service's own store. No password stands in it: it comes from ?passfile=FILE, PGPASSWORD or "
                    + "~/.pgpass."),
            ConfigurationOption(
                "kafka", .kafka, isRequired: true,
                help: "The brokers, or the file that alp-broker writes its address to; the service waits for it."),
            ConfigurationOption(
                "kafka-properties", .properties,
                help: "A librdkafka property, as often as needed; NAME=@FILE takes the value from a file. The variable "
                    + "holds one a line, or several with ; between."),
            ConfigurationOption(
                "topics", .text,
                help: "The topics: product:01,42,69 with the départements that have a feed, or a catalogue file."),
            ConfigurationOption(
                "listen", .address, standard: listen, help: "Where people and services are answered over HTTP."),
            ConfigurationOption(
                "operator-listen", .address, standard: "127.0.0.1:0",
                help: "Where operators, health checks and the collector of metrics are answered, on loopback unless "
                    + "operator-anywhere is set. A free port unless one is given; it is logged, and written to the address file."
            ),
            ConfigurationOption(
                "operator-anywhere", .flag,
                help:
                    "Lets operator-listen be an address that other machines reach. Put it behind a network of its own."),
            ConfigurationOption(
                "tokens", .file, help: "The file of tokens (mode 0600). Without it every request is refused."),
            ConfigurationOption(
                "address-file", .file, help: "Where to write, as JSON, the addresses listened on, once they are open."),
        ]
    }

    private static let howItRuns: [ConfigurationOption] = [
        ConfigurationOption(
            "batch-limit", .count(1...10_000), standard: "500", help: "The most records handled in one transaction."),
        ConfigurationOption(
            "stop-deadline", .duration(.seconds(1)...(.seconds(600))), standard: "20s",
            help: "After SIGTERM, how long the batch may take to finish and the journal to be published."),
        ConfigurationOption(
            "log-level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
            standard: "info", help: "The least important lines that are logged."),
        ConfigurationOption(
            "log-format", .choice(["json", "text"]), standard: "json",
            help: "One JSON object a line, or text for people."),
        ConfigurationOption(
            "clock", .choice(["system", "virtual"]), standard: "system",
            help: "virtual: a clock that operators set, to play a year; in environment dev alone."),
        ConfigurationOption(
            "clock-start", .text,
            help: "With a virtual clock: what time it is when the service starts, such as 2020-05-01T08:00:00.000Z; "
                + "the machine's unless given."),
    ]
}
