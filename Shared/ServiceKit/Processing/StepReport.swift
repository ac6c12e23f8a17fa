package import Store

/// What a step did, for metrics and logs. Holds no data of records.
package struct StepReport: Hashable, Sendable {
    package struct Poison: Hashable, Sendable {
        package var key: KeyOfTopic
        package var sequence: Int64
        package var error: String

        package init(key: KeyOfTopic, sequence: Int64, error: String) {
            self.key = key
            self.sequence = sequence
            self.error = error
        }
    }

    package var handled = 0
    package var duplicates = 0
    package var waiting = 0
    package var drained = 0
    package var foreign = 0
    package var journalled = 0
    package var poisoned: [Poison] = []

    package init() {}
}

/// Why a step's transaction was rolled back, beyond the store's own errors.
package enum StepError: Error, Hashable, Sendable {
    /// The position isn't there, or stands before where this batch's reading began: records between were never handled.
    /// Everything that is buffered must be dropped and the partitions assigned anew from the store (HEART).
    case positionMoved([KeyOfPartition])
    /// The person decided on an older revision than the one that stands.
    case staleRevision(seen: Int64, current: Int64)
    /// An event's publication breaks the service's own declaration: a fault of the program.
    case wrongDestination(String)
}

/// This program can't handle an input: it couldn't be decoded, its type is unknown, or the decider threw.
package struct CannotHandle: Error, Sendable, CustomStringConvertible {
    /// A sentence without data of the record.
    package var reason: String

    package init(_ reason: String) { self.reason = reason }

    package var description: String { reason }

    /// The error as it may be kept and shown: ours speaks for itself, of any other only its type is named, since its
    /// text may quote the record (SECURITY: logs).
    package static func describe(_ error: any Error) -> String {
        if let error = error as? CannotHandle { return error.reason }
        if let error = error as? StepError { return "\(error)" }
        return "\(type(of: error))"
    }
}
