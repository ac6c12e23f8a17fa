import Deciding
import Store
import Vocabulary

/// "Fold the journal, compare with the tables": what tests and an operator can run at any time.
package struct VerificationReport: Hashable, Sendable, Codable {
    package struct Difference: Hashable, Sendable, Codable {
        /// Or topic/key, where a key's sequences have holes.
        package var aggregate: String
        package var what: String
    }

    package var aggregates = 0
    package var journalRows = 0
    /// Rows whose payload was erased: folded past.
    package var erasedRows = 0
    package var differences: [Difference] = []
}

extension Step {
    /// Folds every aggregate's journal and compares state, version and sequences with the tables.
    ///
    /// Each aggregate is read in a transaction of its own with its row locked, so it can run beside live traffic.
    ///
    /// - Parameter differencesAtMost: stops there; a store that has come apart shows in the first.
    package func verify(differencesAtMost: Int = 100) throws -> VerificationReport {
        var report = VerificationReport()
        var last = ""
        while report.differences.count < differencesAtMost {
            let page = try database.read { try Aggregates.page(after: last, limit: 200, in: $0) }
            guard let end = page.last else { break }
            for row in page {
                try database.transaction { try verify(row.id, into: &report, in: $0) }
            }
            last = end.id
        }
        let left = max(0, differencesAtMost - report.differences.count)
        for (place, what) in try database.read({ try Journal.holes(limit: left, in: $0) }) {
            report.differences.append(.init(aggregate: place, what: what))
        }
        return report
    }

    private func verify(
        _ id: String, into report: inout VerificationReport, in transaction: any Transaction
    ) throws {
        guard let row = try Aggregates.lock([id], in: transaction).first else { return }
        report.aggregates += 1
        func differs(_ what: String) { report.differences.append(.init(aggregate: id, what: what)) }
        var state = definition.decider.initial
        var version: Int64 = 0
        var heads: [String: Int64] = [:]
        var hasErasures = false
        while true {
            let entries = try Journal.entries(ofAggregate: id, after: version, limit: 500, in: transaction)
            guard !entries.isEmpty else { break }
            for entry in entries {
                report.journalRows += 1
                if entry.version != version + 1 { differs("version \(version + 1) isn't in the journal") }
                version = entry.version
                if !definition.sharedTopics.contains(entry.topic) {
                    if entry.sequence != (heads[entry.topic] ?? 0) + 1 {
                        differs("\(entry.topic) goes from \(heads[entry.topic] ?? 0) to \(entry.sequence)")
                    }
                    heads[entry.topic] = entry.sequence
                }
                if let payload = entry.payload, sha256(payload) != entry.sha256 {
                    differs("\(entry.topic)/\(entry.sequence): the payload isn't what was hashed")
                }
                guard let bytes = entry.folded else {
                    report.erasedRows += 1
                    hasErasures = true
                    continue
                }
                do {
                    state = definition.decider.evolve(
                        state, by: try definition.event(type: entry.type, payload: bytes))
                } catch {
                    differs("version \(entry.version): \(CannotHandle.describe(error))")
                }
            }
        }
        if version != row.version { differs("the journal ends at version \(version), the table at \(row.version)") }
        if heads != row.heads { differs("the sequences in the table aren't the journal's") }
        let saved: Definition.Logic.State
        if let bytes = row.state {
            guard let decoded = try? StateCoding.decode(Definition.Logic.State.self, from: bytes) else {
                differs("the saved state can't be read")
                return
            }
            saved = decoded
        } else {
            saved = definition.decider.initial
        }
        if saved != state, !hasErasures { differs("the saved state isn't the journal's fold") }
    }
}
