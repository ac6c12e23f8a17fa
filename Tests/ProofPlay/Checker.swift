import Foundation
package import TestKit

/// Knows only what was written and told, and reads only what stands on the output topics.
///
/// C1: each input's effect once, in sequence order of its key. C2: each input has one. C3: what a person was told
/// happened is there. And the scarce resource was never given twice.
package struct Checker {
    /// What is *missing* may still come; what is *wrong* never heals.
    package struct Findings: Sendable, CustomStringConvertible {
        package var missing: [String] = []
        package var wrong: [String] = []
        package var records = 0
        /// Records that stand more than once, as a relay that slept may write them.
        package var copies = 0

        mutating func add(_ other: Findings) {
            missing += other.missing
            wrong += other.wrong
            records += other.records
            copies += other.copies
        }

        package var description: String {
            func list(_ what: String, _ lines: [String]) -> String {
                lines.isEmpty
                    ? "" : "\(lines.count) \(what):\n  " + lines.sorted().prefix(20).joined(separator: "\n  ") + "\n"
            }
            return list("wrong", wrong) + list("missing", missing) + "\(records) records, \(copies) of them copies"
        }
    }

    let inputs: [ProofInput]
    /// Inputs that nothing may have come of: poison, and what waits behind it.
    let unhandled: Set<ProofInput.Identity>
    let commands: [CommandLog.Entry]
    let capacity: Int

    package init(
        inputs: [ProofInput], unhandled: Set<ProofInput.Identity> = [], commands: [CommandLog.Entry] = [], capacity: Int
    ) {
        self.inputs = inputs
        self.unhandled = unhandled
        self.commands = commands
        self.capacity = capacity
    }

    package func judge(bookings: [Kcat.Record], ledger: [Kcat.Record]) -> Findings {
        let booked = OutputTopic(ProofTopics.bookings, writer: "bookings", bookings)
        let lines = OutputTopic(ProofTopics.ledger, writer: "ledger", ledger)
        var findings = booked.findings
        findings.add(lines.findings)
        let events = booked.byKey.mapValues { $0.map(BookingEvent.init) }
        findings.add(judgeCauses(events))
        findings.add(BookingRules.judge(events, capacity: capacity))
        findings.add(LedgerRules.judge(events, lines.byKey, capacity: capacity))
        return findings
    }

    /// Every input and every told command has its events, once, in order; and no event comes from nowhere.
    private func judgeCauses(_ events: [String: [BookingEvent]]) -> Findings {
        var findings = Findings()
        var byCause: [String: [BookingEvent]] = [:]
        for list in events.values {
            for event in list { byCause[event.cause, default: []].append(event) }
        }
        let known = Dictionary(inputs.map { ($0.identity.cause, $0) }, uniquingKeysWith: { first, _ in first })
        let sent = Dictionary(
            commands.map { ("command:\($0.idempotencyKey)", $0) }, uniquingKeysWith: { first, _ in first })
        for (cause, list) in byCause {
            findings.wrong += Self.judgeGroup(cause, list)
            if let input = known[cause] {
                if unhandled.contains(input.identity) {
                    findings.wrong.append("\(input.identity) can't be handled yet and has events")
                }
                findings.wrong += Self.judge(input, list)
            } else if let command = sent[cause] {
                if list.count != 1 || list[0].key != command.booking {
                    findings.wrong.append("\(cause) on \(command.booking) has \(list.count) events")
                }
            } else if !cause.hasPrefix("timer:lapse/1/") {
                findings.wrong.append("\(list[0].id) comes from nowhere: \(cause)")
            }
        }
        findings.add(judgeOrder(byCause))
        for command in commands {
            guard let told = command.told else { continue }
            let event = byCause["command:\(command.idempotencyKey)"]?.first
            if event == nil {
                findings.missing.append("\(command.booking): told of \(command.idempotencyKey), and no event of it")
            } else if event?.sequence != told.revision {
                findings.wrong.append(
                    "\(command.booking): told revision \(told.revision) of \(command.idempotencyKey), the event has "
                        + "\(event?.sequence ?? 0)")
            }
        }
        return findings
    }

    private func judgeOrder(_ byCause: [String: [BookingEvent]]) -> Findings {
        var findings = Findings()
        var last: [String: (input: Int64, event: Int64)] = [:]
        for input in inputs.map(\.identity).sorted() where !unhandled.contains(input) {
            guard let event = byCause[input.cause]?.first else {
                findings.missing.append("\(input): no event")
                continue
            }
            let line = "\(input.topic)/\(input.key)"
            if let before = last[line], before.event > event.sequence {
                findings.wrong.append(
                    "\(input) was handled before \(before.input): events \(event.sequence) and \(before.event)")
            }
            last[line] = (input.sequence, event.sequence)
        }
        return findings
    }

    /// The events of one cause stand together, on one key.
    private static func judgeGroup(_ cause: String, _ list: [BookingEvent]) -> [String] {
        let sorted = list.map(\.sequence).sorted()
        guard Set(list.map(\.key)).count == 1, let first = sorted.first, let last = sorted.last,
            last - first == Int64(sorted.count - 1)
        else { return ["\(cause) had its effect more than once: \(list.map(\.id).sorted())"] }
        return []
    }

    /// What an input of that kind may give.
    private static func judge(_ input: ProofInput, _ list: [BookingEvent]) -> [String] {
        let kinds = list.map(\.kind)
        let isRight: Bool
        switch input.fact {
        case .made:
            isRight = [["requested"], ["requested", "booked"], ["requested", "refused"], ["passedOver"]].contains(kinds)
        case .noted(let note), .newerNote(let note):
            isRight = kinds == ["noted"] && list[0].note == note
        case .approved:
            isRight = [["approved"], ["approved", "booked"], ["approved", "refused"], ["passedOver"]].contains(kinds)
        }
        let isHere = list.allSatisfy { $0.key == input.identity.key }
        return isRight && isHere ? [] : ["\(input.identity) gave \(list.map { "\($0.id) \($0.kind)" })"]
    }
}
