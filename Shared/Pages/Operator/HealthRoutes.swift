extension RouteTable {
    /// `/health/live` and `/health/ready` on a business listener, where a load balancer asks before it sends people
    /// there: the operator listener is loopback's.
    ///
    /// Yes or no and nothing else: what each check found names hosts and causes, which are the operator's to see.
    package mutating func addHealth(
        isLive: @escaping @Sendable () -> Bool, isReady: @escaping @Sendable () -> Bool
    ) {
        add("/health/live", "Whether the process is alive; 503: it should be restarted.", isLive)
        add("/health/ready", "Whether it takes requests; 503: send none here for now.", isReady)
    }

    private mutating func add(_ pattern: String, _ summary: String, _ isWell: @escaping @Sendable () -> Bool) {
        let note = RouteNote(
            summary: summary, answers: [.json(200, "It is well.", Health.self), .json(503, "It isn't.", Health.self)])
        get(pattern, access: .open, describing: note) { _ in
            let ok = isWell()
            return try .json(Health(ok: ok), status: ok ? 200 : 503)
        }
    }
}

private struct Health: Codable {
    var ok: Bool
}
