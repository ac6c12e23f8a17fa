import Foundation

/// One record of the bookings, read without the service's types.
struct BookingEvent {
    private struct Body: Decodable {
        var room: String?
        var seats: Int?
        var freed: Int?
        var _0: Int?
    }

    let key: String
    let sequence: Int64
    let cause: String
    let kind: String
    let room: String?
    let seats: Int
    let freed: Int
    let note: Int?

    var id: String { "\(key)/\(sequence)" }

    init(_ record: OutputTopic.Record) {
        key = record.key
        sequence = record.sequence
        cause = record.cause
        let found = try? JSONDecoder().decode([String: Body].self, from: Data(record.value.utf8)).first
        kind = found?.key ?? "unreadable"
        room = found?.value.room
        seats = found?.value.seats ?? 0
        freed = found?.value.freed ?? 0
        note = found?.value._0
    }
}

/// The life of a booking and the seats of a room, told again from the events alone.
enum BookingRules {
    static func judge(_ events: [String: [BookingEvent]], capacity: Int) -> Checker.Findings {
        var findings = Checker.Findings()
        var taken: [String: Int] = [:]
        var everTaken: [String: Int] = [:]
        for list in events.values {
            findings.wrong += life(list)
            for event in list {
                guard let room = event.room else { continue }
                taken[room, default: 0] += event.kind == "booked" ? event.seats : 0
                taken[room, default: 0] -= event.kind == "cancelled" ? event.freed : 0
                everTaken[room, default: 0] += event.kind == "booked" ? event.seats : 0
            }
        }
        for (room, seats) in taken where seats > capacity || seats < 0 {
            findings.wrong.append("\(room) has \(seats) seats taken of \(capacity)")
        }
        for event in events.values.joined() where event.kind == "refused" {
            if let room = event.room, everTaken[room, default: 0] + event.seats <= capacity {
                findings.wrong.append("\(event.id): \(event.seats) seats in \(room) were refused though they were free")
            }
        }
        return findings
    }

    /// Every event must be one that can follow on those before it. A hole ends the judgement: it is told elsewhere.
    private static func life(_ events: [BookingEvent]) -> [String] {
        var room: String?
        var isApproved = false
        var booked: Int?
        var isOver = false
        for (expected, event) in zip(1..., events) {
            guard event.sequence == Int64(expected) else { return [] }
            let canFollow: Bool
            switch event.kind {
            case "requested":
                canFollow = room == nil && !isOver
                room = event.room
            case "approved":
                canFollow = !isApproved && !isOver && booked == nil
                isApproved = true
            case "booked", "refused":
                canFollow = room != nil && event.room == room && isApproved && booked == nil && !isOver
                if event.kind == "booked" { booked = event.seats } else { isOver = true }
            case "cancelled":
                canFollow = !isOver && event.freed == booked ?? 0
                isOver = true
            case "lapsed":
                canFollow = !isOver && booked == nil && event.cause == "timer:lapse/1/\(event.key)"
                isOver = true
            case "noted": canFollow = true
            case "passedOver": canFollow = isOver || booked != nil || room != nil || isApproved
            default: canFollow = false
            }
            guard canFollow else { return ["\(event.id): \(event.kind) can't follow on what was before it"] }
        }
        return []
    }
}
