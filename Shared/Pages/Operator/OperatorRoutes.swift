import Vocabulary

/// The operator listener's routes: what each takes, whom it lets in, which action it calls.
///
/// Only health and metrics are open: they show no business data and the listener is loopback's. All else wants the role
/// `operator`; what changes something, and unmasking, wants a reason (SECURITY, Who may do what).
struct OperatorRoutes: Sendable {
    let actions: any OperatorActions
    /// For health and metrics alone.
    let watchPool: BlockingPool

    private static let guarded = Access.role(Caller.operatorRole)

    func table() -> RouteTable {
        var routes = RouteTable()
        addWatching(to: &routes)
        addParked(to: &routes)
        addTopics(to: &routes)
        addClock(to: &routes)
        return routes
    }

    private func addWatching(to routes: inout RouteTable) {
        let actions = actions
        let watchPool = watchPool
        routes.get("/health/live", access: .open) { _ in
            try await Self.health(watchPool.run { actions.liveness() })
        }
        routes.get("/health/ready", access: .open) { _ in
            try await Self.health(watchPool.run { actions.readiness() })
        }
        routes.get("/metrics", access: .open) { _ in
            .text(try await watchPool.run { actions.metrics() }, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        routes.get("/status", access: Self.guarded) { request in
            try .json(await request.blocking { try actions.status() })
        }
        routes.post("/verify", access: Self.guarded) { request in
            try .json(await request.blocking { try actions.verify() })
        }
    }

    private static func health(_ report: HealthReport) throws -> PageResponse {
        try .json(report, status: report.ok ? 200 : 503)
    }

    private func addParked(to routes: inout RouteTable) {
        let actions = actions
        routes.get("/parked", access: Self.guarded) { request in
            try request.query.only("topic", "key", "limit")
            let query = ParkedQuery(
                topic: request.query["topic"], key: request.query["key"],
                limit: Int(try request.query.number("limit", in: 1...1000, default: 100)))
            return try .json(await request.blocking { try actions.parked(query) })
        }
        routes.get("/parked/{topic}/{key}/{sequence}", access: Self.guarded) { request in
            try request.query.only("unmask")
            let identity = try request.parkedIdentity()
            let order = try request.query["unmask"].map { try request.order(reason: $0, field: "unmask") }
            let content = try await request.blocking { try actions.parkedContent(identity, unmask: order) }
            guard let content else { throw Problem.notFound }
            return try .json(ParkedDetail(content, isUnmasked: order != nil))
        }
        routes.post("/parked/{topic}/{key}/retry", access: Self.guarded) { request in
            let order = try request.order(reason: await request.json(ReasonBody.self).reason)
            let (topic, key) = (request.parameter("topic"), request.parameter("key"))
            return try .json(await request.blocking { try actions.retry(topic: topic, key: key, order: order) })
        }
        routes.post("/parked/{topic}/{key}/{sequence}/skip", access: Self.guarded) { request in
            let identity = try request.parkedIdentity()
            let order = try request.order(reason: await request.json(ReasonBody.self).reason)
            return try .json(await request.blocking { try actions.skip(identity, order: order) })
        }
    }

    private func addTopics(to routes: inout RouteTable) {
        let actions = actions
        routes.post("/journal/publish-again", access: Self.guarded) { request in
            let body = try await request.json(PublishAgainBody.self)
            let order = try request.order(reason: body.reason)
            guard !body.topic.isEmpty else {
                throw Problem.invalid([FieldError(field: "topic", value: "", message: "Name the topic.")])
            }
            if let sequence = body.fromSequence, sequence < 1 {
                throw Problem.invalid([
                    FieldError(field: "fromSequence", value: "\(sequence)", message: "Sequences begin at 1.")
                ])
            }
            return try .json(
                await request.blocking {
                    try actions.publishAgain(
                        topic: body.topic, key: body.key, fromSequence: body.fromSequence, order: order)
                })
        }
        routes.post("/topics/{topic}/read-again", access: Self.guarded) { request in
            let order = try request.order(reason: await request.json(ReasonBody.self).reason)
            let topic = request.parameter("topic")
            return try .json(await request.blocking { try actions.readAgain(topic: topic, order: order) })
        }
        routes.post("/topics/{topic}/pause", access: Self.guarded) { request in
            let order = try request.order(reason: await request.json(ReasonBody.self).reason)
            let topic = request.parameter("topic")
            return try .json(await request.blocking { try actions.pause(topic: topic, order: order) })
        }
        routes.post("/topics/{topic}/resume", access: Self.guarded) { request in
            let order = try request.order(reason: await request.json(ReasonBody.self).reason)
            let topic = request.parameter("topic")
            return try .json(await request.blocking { try actions.resume(topic: topic, order: order) })
        }
    }
}

extension OperatorRoutes {
    /// The virtual clock's; a clock that is the machine's isn't there to be set.
    private func addClock(to routes: inout RouteTable) {
        let actions = actions
        @Sendable func answer(_ report: ClockReport?) throws -> PageResponse {
            guard let report else { throw Problem.notFound }
            return try .json(report)
        }
        routes.get("/clock", access: Self.guarded) { request in
            try answer(await request.blocking { try actions.clock() })
        }
        routes.post("/clock", access: Self.guarded) { request in
            let body = try await request.json(ClockBody.self)
            let order = try request.order(reason: body.reason)
            guard let instant = Instant(rfc3339: body.now) else {
                throw Problem.invalid([
                    FieldError(field: "now", value: body.now, message: "Give an instant such as 2026-09-01T08:00:00Z.")
                ])
            }
            return try answer(await request.blocking { try actions.setClock(to: instant, order: order) })
        }
    }
}

private struct ClockBody: Decodable {
    var now: String
    var reason: String
}

private struct ReasonBody: Decodable {
    var reason: String
}

private struct PublishAgainBody: Decodable {
    var topic: String
    var key: String?
    var fromSequence: Int64?
    var reason: String
}

extension PageRequest {
    /// - Throws: ``Problem`` 422 when the sequence isn't a whole number.
    fileprivate func parkedIdentity() throws -> ParkedIdentity {
        let text = parameter("sequence")
        guard let sequence = Int64(text) else {
            throw Problem.invalid([FieldError(field: "sequence", value: text, message: "Give a whole number.")])
        }
        return ParkedIdentity(topic: parameter("topic"), key: parameter("key"), sequence: sequence)
    }

    /// - Throws: ``Problem`` 422 when the reason is too short, too long, or not one line.
    fileprivate func order(reason: String, field: String = "reason") throws -> OperatorOrder {
        let words = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isPlain = words.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard (3...500).contains(words.count), isPlain, let caller else {
            throw Problem.invalid([FieldError(field: field, message: "Say why, in 3 to 500 characters.")])
        }
        return OperatorOrder(caller: caller.identifier, reason: words, at: now)
    }
}
