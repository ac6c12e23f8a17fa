import Messages
package import Store
package import Vocabulary

extension Step {
    /// Timers whose moment has come, read without locks.
    package func dueTimers(at now: Instant, limit: Int) throws -> [DueTimer] {
        try database.read { try DueTimers.candidates(at: now.milliseconds, limit: limit, in: $0) }
    }

    /// Lets an aggregate decide on one of its timers. False: another instance did, or it was set to a later moment.
    ///
    /// The aggregate is locked before the timer is claimed: the other way round deadlocks with the records that set and
    /// cancel timers (HEART: tried).
    package func fire(_ timer: DueTimer, at now: Instant) throws -> Bool {
        let hasFired = try database.transaction { transaction in
            let input = try definition.input(from: timer)
            let bench = Workbench(definition, in: transaction, now: now)
            try bench.lock(Set((definition.route(input) + [timer.subject]).map(AggregateID.init)))
            guard try DueTimers.claim(timer, at: now.milliseconds, in: transaction) else { return false }
            _ = try bench.apply(
                try bench.prepare(input),
                origin: Origin(
                    cause: .timer(subject: timer.subject, kind: timer.kind, ordinal: timer.ordinal)))
            _ = try bench.flush(crash)
            try crash.at(.beforeCommit)
            return true
        }
        try crash.at(.afterCommit)
        return hasFired
    }
}
