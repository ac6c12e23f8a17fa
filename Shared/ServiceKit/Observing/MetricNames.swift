extension MetricName {
    // MARK: Records

    package static let step = MetricName(
        "alp_step_seconds", .histogram(buckets: stepBuckets), labels: ["kind"],
        meaning: "How long a step's transaction took, retries left out; kind is record (a batch), command or timer.",
        alarm: "p99 above 5 s for 10 minutes: the store is slow, or steps wait for each other's locks")
    package static let recordsHandled = MetricName(
        "alp_records_handled_total", .counter, labels: ["topic", "outcome"],
        meaning: "Records read and committed; outcome is handled, duplicate, parked, poison or foreign.",
        alarm: "outcome poison increases: a record can't be handled, see alp_parked_keys")
    package static let consumerLagRecords = MetricName(
        "alp_consumer_lag_records", .gauge, labels: ["topic", "partition"],
        meaning: "Records between this instance's position and the partition's end.",
        alarm: "grows for 15 minutes: the service reads slower than others write, or a partition stopped")
    package static let consumerLagSeconds = MetricName(
        "alp_consumer_lag_seconds", .gauge, labels: ["topic"],
        meaning: "How old the record handled last is, by the broker's time, while others wait; 0 when all is read.",
        alarm: "above 300 for 5 minutes")
    package static let parkedKeys = MetricName(
        "alp_parked_keys", .gauge, labels: ["topic"],
        meaning: "Keys with a record that waits, for a missing one or for a program that can handle it.",
        alarm: "above 0 for 10 minutes: `alp parked list`, then retry after the repair, or skip with a reason")
    package static let parkedAge = MetricName(
        "alp_parked_age_seconds", .gauge,
        meaning: "Age of the record that has waited longest.", alarm: "above 3600")
    package static let gapAge = MetricName(
        "alp_gap_age_seconds", .gauge,
        meaning: "How long the oldest missing sequence has been missing; 0 without a gap.",
        alarm: "above 300: its writer has not published it; publish that key again, or skip with a reason")
    package static let foreignRecords = MetricName(
        "alp_foreign_records_total", .counter,
        meaning:
            "Records without our headers, of another environment, or not by the topic's writer; kept, not handled.",
        alarm: "any increase: somebody else writes to our topics")
    package static let retries = MetricName(
        "alp_retries_total", .counter, labels: ["kind"],
        meaning: "Transactions run again; kind is conflict (serialisation, deadlock, unique, busy) or unavailable.",
        alarm: "above 1 a second for 10 minutes")

    // MARK: Journal

    package static let journalBacklog = MetricName(
        "alp_journal_backlog", .gauge, meaning: "Journalled events not yet on their topic.",
        alarm: "above 10000, or grows for 15 minutes")
    package static let journalBacklogAge = MetricName(
        "alp_journal_backlog_age_seconds", .gauge, meaning: "Age of the oldest event not yet on its topic.",
        alarm: "above 60 for 5 minutes: the broker is away, or a key's first record is refused")
    package static let relayPublished = MetricName(
        "alp_relay_published_total", .counter, meaning: "Events published and acknowledged by the broker.",
        alarm: "no increase for 10 minutes while alp_journal_backlog is above 0")
    package static let relayFailures = MetricName(
        "alp_relay_failures_total", .counter, meaning: "Events the broker did not take; each is tried again.",
        alarm: "increases for 10 minutes")

    // MARK: Commands and timers

    package static let commands = MetricName(
        "alp_commands_total", .counter, labels: ["outcome"],
        meaning: "Commands over HTTP; outcome is accepted, refused, repeated (the kept answer), conflict or failed.",
        alarm: "outcome failed above 1 % for 10 minutes")
    package static let timers = MetricName(
        "alp_timers_total", .counter, labels: ["outcome"],
        meaning: "Due timers; outcome is handled, taken (another instance was first) or failed.",
        alarm: "outcome failed increases")
    package static let timersOverdue = MetricName(
        "alp_timers_overdue_seconds", .gauge, meaning: "How late the oldest timer that has not run is.",
        alarm: "above 300")

    // MARK: The process

    package static let ready = MetricName(
        "alp_ready", .gauge, labels: ["check"],
        meaning: "1 while the readiness check is ok, else 0.",
        alarm: "0 for 2 minutes: the log and GET /health/ready say why, docs/operations.md what to do")
    package static let rebalances = MetricName(
        "alp_rebalances_total", .counter, labels: ["kind"],
        meaning: "Changes of this instance's partitions; kind is assigned, revoked or lost.",
        alarm: "kind lost increases: the instance was silent longer than its session timeout")
    package static let buildInfo = MetricName(
        "alp_build_info", .gauge, labels: ["service", "environment", "version"],
        meaning: "Always 1: names what runs.")
    package static let metricsDropped = MetricName(
        "alp_metrics_dropped_total", .counter,
        meaning: "Series refused: too many of one name, or one name used for two kinds.", alarm: "any increase")
    package static let logLinesDropped = MetricName(
        "alp_log_lines_dropped_total", .counter,
        meaning: "Log lines dropped because nobody read standard error.", alarm: "any increase")
    package static let residentMemory = MetricName(
        "process_resident_memory_bytes", .gauge, meaning: "Resident memory.", alarm: "above the machine's share")
    package static let startTime = MetricName(
        "process_start_time_seconds", .gauge, meaning: "When the process started, since 1970 in UTC.",
        alarm: "changes more than twice in 10 minutes: it crashes and is started again")
    package static let cpuSeconds = MetricName(
        "process_cpu_seconds_total", .counter, meaning: "Processor time used, user and system.")
    package static let openFiles = MetricName(
        "process_open_fds", .gauge, meaning: "Open file descriptors.", alarm: "above 80 % of process_max_fds")
    package static let maxFiles = MetricName(
        "process_max_fds", .gauge, meaning: "The limit of open file descriptors.")

    /// The table of contents; a test holds it against the declarations above.
    package static let all = [
        step, recordsHandled, consumerLagRecords, consumerLagSeconds, parkedKeys, parkedAge, gapAge, foreignRecords,
        retries, journalBacklog, journalBacklogAge, relayPublished, relayFailures, commands, timers, timersOverdue,
        ready, rebalances, buildInfo, metricsDropped, logLinesDropped, residentMemory, startTime, cpuSeconds,
        openFiles, maxFiles,
    ]

    /// The table for the documentation, with its alarms.
    package static var markdown: String {
        let rows = all.map { metric in
            let labels = metric.labels.isEmpty ? "" : "{\(metric.labels.joined(separator: ","))}"
            let cells = ["`\(metric.name)\(labels)`", metric.kind.word, metric.meaning, metric.alarm ?? "–"]
            return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        let head = ["| metric | kind | what it means | alarm |", "| --- | --- | --- | --- |"]
        return (head + rows).joined(separator: "\n") + "\n"
    }
}
