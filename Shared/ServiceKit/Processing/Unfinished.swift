import Messages
import Store

/// What finishers refused. A finisher sees the head row only under that row's lock, when the transaction has written
/// already: so the transaction is rolled back and run again, knowing these records as poison from the start.
struct Unfinished: Error {
    /// Why, by record. A command or a timer has no key to park: it is refused as a whole.
    typealias Records = [KeyOfTopic: [Int64: CannotHandle]]

    private(set) var records: Records = [:]
    private(set) var first: CannotHandle?

    mutating func add(_ cause: Cause, _ failure: CannotHandle) {
        first = first ?? failure
        guard case .record(let topic, let key, let sequence) = cause else { return }
        records[KeyOfTopic(topic: topic, key: key), default: [:]][sequence] = failure
    }

    /// Throws what was refused: itself where records are, which the step takes up; else the reason.
    func throwIfAny() throws {
        guard let first else { return }
        if records.isEmpty { throw first }
        throw self
    }
}

extension Step {
    /// Runs a transaction, and again for as long as a finisher refuses a record that it didn't before. A refused record
    /// is out of the next run, so it ends with the last of them.
    func finishing(_ transaction: (Unfinished.Records) throws -> StepReport) throws -> StepReport {
        var refused: Unfinished.Records = [:]
        while true {
            do {
                return try transaction(refused)
            } catch let error as Unfinished {
                for (key, records) in error.records { refused[key, default: [:]].merge(records) { $1 } }
            }
        }
    }
}
