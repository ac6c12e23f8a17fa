/// What has been seen of the service's health.
package enum HealthEvent: Equatable, Sendable {
    case storeAnswered
    /// The store is away. Not for conflicts and busy answers: those are retried.
    case storeFailed(String)
    case brokerAnswered
    case brokerFailed(String)
    case migrated
    case migrationFailed(String)
    /// The own topics agree with the journal (HEART, "Restored from a backup").
    case comparisonAgreed
    case comparisonFailed(String)
    /// A topic was recreated or cut: its records are not those remembered.
    case topicUnsound(topic: String, reason: String)
    case topicSound(topic: String)
    /// A batch failed for good: the partition is read no further until an operator or a restart.
    case partitionStopped(topic: String, partition: Int32, reason: String)
    case partitionResumed(topic: String, partition: Int32)
    /// A loop went round, idle or not. The first time registers it.
    case loopPolled(String)
    /// The loop ended as it should and is watched no more.
    case loopEnded(String)
    case groupJoined
    /// Revoked, lost, or joining again.
    case groupLeft
    case stopping
}

/// One thing looked at.
package struct HealthCheck: Equatable, Sendable {
    package var name: String
    package var isOK: Bool
    /// For people; never data of people, never a secret.
    package var detail: String

    package init(name: String, isOK: Bool, detail: String) {
        self.name = name
        self.isOK = isOK
        self.detail = detail
    }
}

/// The answer to "live?" or "ready?".
package struct HealthVerdict: Equatable, Sendable {
    package var checks: [HealthCheck]
    package var isOK: Bool { checks.allSatisfy(\.isOK) }

    package init(checks: [HealthCheck]) { self.checks = checks }
}

/// What to tell after an event.
package enum HealthChange: Equatable, Sendable {
    case becameReady
    /// The names and details of the checks that fail now.
    case becameUnready([HealthCheck])
}

/// Events in, verdicts out; no clock, no lock.
///
/// *Live* means: a restart would not help. A broker or store that is away leaves the service live, or an outage would
/// restart every instance over and over; a loop that no longer goes round, and a group not joined though the broker
/// answers, do not. *Ready* means: a command sent here now would be answered.
///
/// Times are what has passed since a fixed moment (`MonotonicTime`).
package struct HealthState: Equatable, Sendable {
    /// Can transition to: unknown → good or bad; good ⇄ bad. Never back to unknown.
    private enum Standing: Equatable {
        case unknown
        case good
        case bad(String)

        func check(_ name: String, unknown: String) -> HealthCheck {
            switch self {
            case .unknown: HealthCheck(name: name, isOK: false, detail: unknown)
            case .good: HealthCheck(name: name, isOK: true, detail: "ok")
            case .bad(let reason): HealthCheck(name: name, isOK: false, detail: reason)
            }
        }
    }

    /// Can transition to: unwatched → outside (the broker first answers); outside ⇄ member; any → unwatched (the broker
    /// fails), from where a member is found again by its next join.
    private enum Membership: Equatable {
        case unwatched
        case outside(since: Duration)
        case member
    }

    private struct Partition: Hashable {
        var topic: String
        var number: Int32
    }

    private let stuckAfter: Duration
    private let groupStuckAfter: Duration
    private var store = Standing.unknown
    private var broker = Standing.unknown
    private var migrations = Standing.unknown
    private var comparison = Standing.unknown
    private var unsoundTopics: [String: String] = [:]
    private var stoppedPartitions: [Partition: String] = [:]
    private var loops: [String: Duration] = [:]
    private var membership = Membership.unwatched
    private let joinsGroup: Bool
    private var isStopping = false

    /// - Parameters:
    ///   - stuckAfter: a loop that has not polled for longer is stuck; above the longest step with its retries.
    ///   - groupStuckAfter: how long joining may take while the broker answers; above several session timeouts.
    ///   - joinsGroup: false for a service that reads no topic.
    package init(
        stuckAfter: Duration = .seconds(60), groupStuckAfter: Duration = .seconds(180), joinsGroup: Bool = true
    ) {
        self.stuckAfter = stuckAfter
        self.groupStuckAfter = groupStuckAfter
        self.joinsGroup = joinsGroup
    }

    /// Nil unless readiness changed.
    package mutating func apply(_ event: HealthEvent, at now: Duration) -> HealthChange? {
        let wasReady = readiness.isOK
        take(event, at: now)
        let readiness = readiness
        guard readiness.isOK != wasReady else { return nil }
        return readiness.isOK ? .becameReady : .becameUnready(readiness.checks.filter { !$0.isOK })
    }

    private mutating func take(_ event: HealthEvent, at now: Duration) {
        switch event {
        case .storeAnswered: store = .good
        case .storeFailed(let reason): store = .bad(reason)
        case .brokerAnswered:
            broker = .good
            if membership == .unwatched { membership = .outside(since: now) }
        case .brokerFailed(let reason):
            broker = .bad(reason)
            membership = .unwatched
        case .migrated: migrations = .good
        case .migrationFailed(let reason): migrations = .bad(reason)
        case .comparisonAgreed: comparison = .good
        case .comparisonFailed(let reason): comparison = .bad(reason)
        case .topicUnsound(let topic, let reason): unsoundTopics[topic] = reason
        case .topicSound(let topic): unsoundTopics[topic] = nil
        case .partitionStopped(let topic, let number, let reason):
            stoppedPartitions[Partition(topic: topic, number: number)] = reason
        case .partitionResumed(let topic, let number):
            stoppedPartitions[Partition(topic: topic, number: number)] = nil
        // A clock that stepped back does not make a poll older.
        case .loopPolled(let loop): loops[loop] = max(now, loops[loop] ?? now)
        case .loopEnded(let loop): loops[loop] = nil
        case .groupJoined: membership = .member
        case .groupLeft: if membership == .member { membership = .outside(since: now) }
        case .stopping: isStopping = true
        }
    }

    /// Independent of time.
    package var readiness: HealthVerdict {
        var checks = [
            store.check("store", unknown: "not opened yet"),
            broker.check("broker", unknown: "not reached yet"),
            migrations.check("migrations", unknown: "not run yet"),
            comparison.check("comparison", unknown: "own topics not compared yet"),
            listed("topics", unsoundTopics.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }),
            listed(
                "partitions",
                stoppedPartitions.sorted { ($0.key.topic, $0.key.number) < ($1.key.topic, $1.key.number) }
                    .map { "\($0.key.topic)/\($0.key.number) stopped: \($0.value)" }),
        ]
        if isStopping { checks.append(HealthCheck(name: "stopping", isOK: false, detail: "stopping")) }
        return HealthVerdict(checks: checks)
    }

    private func listed(_ name: String, _ troubles: [String]) -> HealthCheck {
        HealthCheck(
            name: name, isOK: troubles.isEmpty, detail: troubles.isEmpty ? "ok" : troubles.joined(separator: "; "))
    }

    /// While stopping it is live: the stop has a deadline of its own.
    package func liveness(at now: Duration) -> HealthVerdict {
        if isStopping { return HealthVerdict(checks: [HealthCheck(name: "stopping", isOK: true, detail: "stopping")]) }
        var checks = loops.sorted { $0.key < $1.key }.map { loop, polled in
            let silent = now - polled
            return HealthCheck(
                name: "loop \(loop)", isOK: silent <= stuckAfter,
                detail: silent <= stuckAfter ? "ok" : "not polled for \(silent.components.seconds) s")
        }
        if joinsGroup { checks.append(group(at: now)) }
        return HealthVerdict(checks: checks)
    }

    private func group(at now: Duration) -> HealthCheck {
        switch membership {
        case .member: return HealthCheck(name: "group", isOK: true, detail: "ok")
        case .unwatched: return HealthCheck(name: "group", isOK: true, detail: "waits for the broker")
        case .outside(let since):
            let outside = now - since
            let isOK = outside <= groupStuckAfter
            return HealthCheck(
                name: "group", isOK: isOK,
                detail: isOK ? "joining" : "not joined for \(outside.components.seconds) s though the broker answers")
        }
    }
}
