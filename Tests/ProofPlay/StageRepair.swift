package import TestKit

extension Stage {
    /// Starts what has ended, and answers how many that were.
    @discardableResult
    package func revive(once flags: [String] = []) throws -> Int {
        let ended = services.filter { !$0.child.isRunning }
        for service in ended { try service.start(once: flags) }
        return ended.count
    }
}

extension Stage {
    /// As `complete`, while instances that still die of a fault are started again.
    @discardableResult
    package func settled(within limit: Duration = .seconds(120)) async throws -> Checker.Findings {
        let clock = ContinuousClock()
        var isStuckAt = clock.now + .seconds(15)
        return try await complete(within: limit) {
            try self.revive()
            guard clock.now > isStuckAt else { return }
            isStuckAt = clock.now + .seconds(30)
            try await self.regroup()
        }
    }

    /// What an operator does when a broker forgot what it had acknowledged: the writers publish again, and the readers
    /// read again, each from the beginning.
    package func repairLostLog() async throws {
        try await writeAllAgain()
        let body = #""reason":"the broker lost its log"}"#
        for (service, topics) in [
            (bookings[0], [ProofTopics.bookings]), (ledger[0], [ProofTopics.ledger]),
        ] {
            for topic in topics {
                try await order(service, "/journal/publish-again", #"{"topic":"\#(topic)","# + body)
            }
        }
        for (service, topics) in [
            (bookings[0], [ProofTopics.requests, ProofTopics.approvals]), (ledger[0], [ProofTopics.bookings]),
        ] {
            for topic in topics { try await order(service, "/topics/\(topic)/read-again", "{" + body) }
        }
    }

    /// An operator's order, given again where the instance isn't there for the moment.
    package func order(_ service: ServiceProcess, _ path: String, _ body: String) async throws {
        try await eventually(within: .seconds(60), every: .milliseconds(300), path) {
            try self.revive()
            let answer = try await service.operate("POST", path, body: body)
            guard answer.status == 200 else { throw KitError("\(answer.status) \(answer.body)") }
            return true
        }
    }

    /// As `reading`, after instances were killed.
    package func readingAgain() async throws {
        // Who is told to crash may do so in the second broker's next rebalance too, and it waits without end once more.
        for _ in 0..<(broker == .second ? 4 : 0) {
            do { return try await reading(within: .seconds(12)) { try self.revive() } } catch { try await regroup() }
        }
        do {
            try await reading { try self.revive() }
        } catch {
            throw KitError("\(error)\n\(logs())")
        }
    }

    /// The second broker (noida-db 0.2.3) was seen, with kcat -G too, to wait without end for members that were killed
    /// while their group was rebalancing. It forgets its groups when it is stopped.
    private func regroup() async throws { try await restartSecond() }

    /// Stops the second broker by SIGTERM and starts it again. Records that it acknowledged after the dump that it
    /// makes on its way out are gone (seen with librdkafka alone: some hundreds at each stop under three writers), so
    /// what follows is what an operator does after a broker that forgot.
    package func restartSecond() async throws {
        guard let second else { return }
        try await second.stop()
        try await second.start()
        try await repairLostLog()
    }
}

/// Lets time pass where the fault itself is that time passes.
package func outlast(_ duration: Duration) async throws {
    let end = ContinuousClock.now + duration
    try await eventually(within: duration + .seconds(5), every: .milliseconds(100), "\(duration) later") {
        ContinuousClock.now >= end ? true : nil
    }
}
