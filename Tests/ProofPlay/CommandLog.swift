import Synchronization
import TestKit

/// The commands that people sent, and what they were told.
package final class CommandLog: Sendable {
    /// What a cancellation is answered with.
    package struct Told: Hashable, Sendable, Decodable {
        package var booking: String
        /// Of the booking, after the command.
        package var revision: Int64
        package var phase: String

        package init(booking: String, revision: Int64, phase: String) {
            self.booking = booking
            self.revision = revision
            self.phase = phase
        }
    }

    package struct Entry: Hashable, Sendable {
        package var idempotencyKey: String
        package var booking: String
        /// Nil: no answer came; it may have happened or not.
        package var told: Told?

        package init(idempotencyKey: String, booking: String, told: Told? = nil) {
            self.idempotencyKey = idempotencyKey
            self.booking = booking
            self.told = told
        }
    }

    private let entries = Mutex<[Entry]>([])

    package var all: [Entry] { entries.withLock { $0 } }

    func begin(on booking: String) -> String {
        entries.withLock { entries in
            let key = "command-\(entries.count + 1)"
            entries.append(Entry(idempotencyKey: key, booking: booking))
            return key
        }
    }

    func told(_ key: String, _ answer: HTTPCall.Answer) throws -> Told {
        let told = try answer.decoded(Told.self)
        entries.withLock { entries in
            if let index = entries.firstIndex(where: { $0.idempotencyKey == key }) { entries[index].told = told }
        }
        return told
    }
}
