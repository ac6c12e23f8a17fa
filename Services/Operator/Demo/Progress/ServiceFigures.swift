/// What a service's metrics say of its work. Pure: Prometheus' text in, sums out.
struct ServiceFigures: Equatable, Sendable {
    /// Records whose effect took place.
    var handled = 0
    /// Records read, not yet handled.
    var lag = 0
    /// Keys with a record that waits.
    var parked = 0
    /// Events not yet on their topic.
    var backlog = 0
    /// Bytes.
    var memory = 0

    init() {}

    init(metrics text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]),
                value.isFinite
            else { continue }
            let series = line[..<space]
            switch series.prefix(while: { $0 != "{" }) {
            case "alp_records_handled_total" where series.contains(#"outcome="handled""#): handled += Int(value)
            case "alp_consumer_lag_records": lag += Int(value)
            case "alp_parked_keys": parked += Int(value)
            case "alp_journal_backlog": backlog += Int(value)
            case "process_resident_memory_bytes": memory += Int(value)
            default: break
            }
        }
    }

    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.handled += right.handled
        sum.lag += right.lag
        sum.parked += right.parked
        sum.backlog += right.backlog
        sum.memory += right.memory
        return sum
    }
}
