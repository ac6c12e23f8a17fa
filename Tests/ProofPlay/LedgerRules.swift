import Foundation

/// The ledger has one line for each of the bookings' records, in order, and its sums are right.
enum LedgerRules {
    private struct Line: Decodable {
        var room: String
        var request: String
        var line: Int64
        var seats: Int
    }

    static func judge(
        _ events: [String: [BookingEvent]], _ lines: [String: [OutputTopic.Record]], capacity: Int
    ) -> Checker.Findings {
        var findings = Checker.Findings()
        var byCause: [String: BookingEvent] = [:]
        for event in events.values.joined() { byCause["record:\(ProofTopics.bookings)/\(event.id)"] = event }
        var seen: Set<String> = []
        for (room, records) in lines {
            findings.add(judge(room, records, byCause, &seen, capacity))
        }
        for (cause, event) in byCause where !seen.contains(cause) {
            findings.missing.append("\(ProofTopics.bookings)/\(event.id): no line in the ledger")
        }
        return findings
    }

    private static func judge(
        _ room: String, _ records: [OutputTopic.Record], _ byCause: [String: BookingEvent], _ seen: inout Set<String>,
        _ capacity: Int
    ) -> Checker.Findings {
        var findings = Checker.Findings()
        var seats = 0
        var highest = 0
        var hasCancellations = false
        var last: [String: Int64] = [:]
        for (expected, record) in zip(1..., records) {
            let id = "\(ProofTopics.ledger)/\(room)/\(record.sequence)"
            guard record.sequence == Int64(expected) else { return findings }
            guard let event = byCause[record.cause] else {
                // A broker that forgot gets the ledger's journal before the bookings'.
                findings.missing.append("\(id) comes from nowhere: \(record.cause)")
                continue
            }
            if !seen.insert(record.cause).inserted { findings.wrong.append("\(id): \(record.cause) has two lines") }
            if event.kind == "booked" { seats += event.seats }
            if event.kind == "cancelled" {
                seats -= event.freed
                hasCancellations = hasCancellations || event.freed > 0
            }
            highest = max(highest, seats)
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(record.value.utf8)) else {
                findings.wrong.append("\(id) can't be read")
                continue
            }
            if line.room != room || line.room != event.room ?? "no-room" || line.request != event.key
                || line.line != record.sequence || line.seats != seats
            {
                findings.wrong.append(
                    "\(id) says \(record.value) of \(event.id) \(event.kind), with \(seats) seats taken")
            }
            if let before = last[event.key], before > event.sequence {
                findings.wrong.append("\(id): \(event.id) comes after \(event.key)/\(before)")
            }
            last[event.key] = event.sequence
        }
        // Between keys there is no order: a seat that was freed and taken again may be counted twice for a while.
        // Without a cancellation it may not.
        if highest > capacity, !hasCancellations {
            findings.wrong.append("\(room) had \(highest) seats taken of \(capacity)")
        }
        return findings
    }
}
