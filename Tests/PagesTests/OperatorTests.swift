import Foundation
import Pages
import Synchronization
import Testing
import Vocabulary

/// Remembers what it was asked, one line each.
private final class RecordingActions: OperatorActions {
    private let kept = Mutex<[String]>([])
    let isWell = Mutex(true)

    var calls: [String] { kept.withLock { $0 } }
    private func note(_ line: String) { kept.withLock { $0.append(line) } }
    private func note(_ name: String, _ order: OperatorOrder) { note("\(name) by \(order.caller): \(order.reason)") }

    private var report: HealthReport {
        HealthReport(checks: ["store": .init(ok: isWell.withLock { $0 }, detail: "the store answers")])
    }
    func liveness() -> HealthReport { report }
    func readiness() -> HealthReport { report }
    func metrics() -> String { "alp_parked_keys 1\n" }
    func status() throws -> StatusDocument {
        .object(["version": .text("1"), "topics": .list([.number(2), .flag(true)])])
    }

    private let summary = ParkedSummary(
        ParkedIdentity(topic: "t", key: "k", sequence: 7), partition: 1, offset: 42, error: "unknown type",
        program: "1.0", attempts: 3, parkedAt: today, waiting: false)

    func parked(_ query: ParkedQuery) throws -> [ParkedSummary] {
        note("parked \(query.topic ?? "-") \(query.key ?? "-") \(query.limit)")
        return [summary]
    }
    func parkedContent(_ identity: ParkedIdentity, unmask: OperatorOrder?) throws -> ParkedContent? {
        if let unmask { note("unmask \(identity.key)", unmask) } else { note("show \(identity.key)") }
        guard identity.sequence == 7 else { return nil }
        return ParkedContent(
            summary: summary, headers: [.init(name: "ce_type", value: "x")], value: Data("Mme Dupont".utf8), size: 10,
            sha256: "ab")
    }
    func retry(topic: String, key: String, order: OperatorOrder) throws -> OrderReport {
        note("retry \(topic) \(key)", order)
        return OrderReport(count: 2, detail: "two handled")
    }
    func skip(_ identity: ParkedIdentity, order: OperatorOrder) throws -> OrderReport {
        note("skip \(identity.topic) \(identity.key) \(identity.sequence)", order)
        if identity.topic.hasPrefix("alp.feed") { throw Problem.conflict("A feed is never skipped.") }
        return OrderReport(count: 1, detail: "skipped")
    }
    func publishAgain(topic: String, key: String?, fromSequence: Int64?, order: OperatorOrder) throws -> OrderReport {
        note("publish \(topic) \(key ?? "-") \(fromSequence ?? 0)", order)
        return OrderReport(count: 5, detail: "five")
    }
    func readAgain(topic: String, order: OperatorOrder) throws -> OrderReport {
        note("read again \(topic)", order)
        return OrderReport(count: 1, detail: "from its beginning")
    }
    func pause(topic: String, order: OperatorOrder) throws -> OrderReport {
        note("pause \(topic)", order)
        return OrderReport(count: 1, detail: "paused")
    }
    func resume(topic: String, order: OperatorOrder) throws -> OrderReport {
        note("resume \(topic)", order)
        return OrderReport(count: 1, detail: "resumed")
    }
    let standingClock = Mutex<Instant?>(nil)
    func clock() throws -> ClockReport? { standingClock.withLock { $0 }.map { ClockReport(now: $0) } }
    func setClock(to instant: Instant, order: OperatorOrder) throws -> ClockReport? {
        note("clock \(instant.rfc3339)", order)
        return standingClock.withLock { clock in
            guard clock != nil else { return nil }
            clock = instant
            return ClockReport(now: instant)
        }
    }
    func verify() throws -> VerifyReport { VerifyReport(aggregates: 3, journalRows: 9, differences: []) }
}

private let reason = #"{"reason": "repaired in 1.1"}"#
private let publishing = #"{"topic": "t", "reason": "broker lost it"}"#

/// Method, path, body of every guarded route.
private let guardedRoutes: [(String, String, String?)] = [
    ("GET", "/status", nil), ("POST", "/verify", nil), ("GET", "/parked", nil), ("GET", "/parked/t/k/7", nil),
    ("GET", "/parked/t/k/7?unmask=because", nil), ("POST", "/parked/t/k/retry", reason),
    ("POST", "/parked/t/k/7/skip", reason), ("POST", "/journal/publish-again", publishing),
    ("POST", "/topics/t/pause", reason), ("POST", "/topics/t/resume", reason), ("POST", "/topics/t/read-again", reason),
    ("GET", "/clock", nil), ("POST", "/clock", #"{"now": "2026-09-01T08:00:00Z", "reason": "a demonstration"}"#),
]

@Suite(.timeLimit(.minutes(1)))
struct OperatorTests {
    private func withOperator(
        _ actions: RecordingActions = RecordingActions(), clock: HandClock = HandClock(),
        _ test: @Sendable @escaping (RunningFace, TestTokens) async throws -> Void
    ) async throws {
        let tokens = try TestTokens()
        try await withService(
            { logger, onBound in
                try OperatorFace(
                    HTTPFaceConfiguration(name: "operator", address: ListenAddress(host: "127.0.0.1", port: 0)),
                    actions: actions, tokens: tokens.file, logger: logger, now: { clock.now }, onBound: onBound)
            }, { face in try await test(face, tokens) })
    }

    @Test func `every guarded route wants the operator role, and no bad token is told from another`() async throws {
        let actions = RecordingActions()
        try await withOperator(actions) { face, tokens async throws in
            for (method, path, body) in guardedRoutes {
                var texts: Set<String> = []
                let bad = [
                    Token.random().text, tokens.expiredToken, tokens.laterToken, "x", tokens.operatorToken + "A",
                ]
                for token in bad {
                    let response = try await exchange(face.address, method, path, headers: bearer(token), body: body)
                    #expect(response.status == 401, "\(method) \(path)")
                    #expect(response.headers["www-authenticate"] == #"Bearer realm="alp", error="invalid_token""#)
                    var problem = try #require(response.problem)
                    problem.instance = nil
                    texts.insert(String(decoding: problem.body, as: UTF8.self))
                }
                #expect(texts.count == 1)
                let without = try await exchange(face.address, method, path, body: body)
                #expect((without.status, without.headers["www-authenticate"]) == (401, #"Bearer realm="alp""#))
                let basic = try await exchange(
                    face.address, method, path, headers: ["Authorization": "Basic b3BzOm9wcw=="], body: body)
                #expect(basic.status == 401)
                let pilot = try await exchange(
                    face.address, method, path, headers: bearer(tokens.pilotToken), body: body)
                #expect(pilot.status == 403, "\(method) \(path)")
                #expect(pilot.headers["www-authenticate"]?.contains("insufficient_scope") == true)
                #expect(actions.calls.isEmpty, "nobody refused reached an action")
            }
        }
    }

    @Test func `an operator may use every route`() async throws {
        let actions = RecordingActions()
        actions.standingClock.withLock { $0 = today }
        try await withOperator(actions) { face, tokens async throws in
            for (method, path, body) in guardedRoutes {
                let response = try await exchange(
                    face.address, method, path, headers: bearer(tokens.operatorToken), body: body)
                #expect(response.status == 200, "\(method) \(path)")
            }
        }
    }

    @Test func `a token's time is judged by the clock at each request`() async throws {
        let clock = HandClock()
        try await withOperator(clock: clock) { face, tokens async throws in
            func status(_ token: String) async throws -> Int {
                try await exchange(face.address, "GET", "/status", headers: bearer(token)).status
            }
            #expect(try await status(tokens.operatorToken) == 200)
            clock.now = today + .seconds(24 * 3600)
            #expect(try await status(tokens.operatorToken) == 401)
            #expect(try await status(tokens.laterToken) == 200)
        }
    }

    @Test func `a virtual clock is shown and set, and one that is the machine's isn't there`() async throws {
        let actions = RecordingActions()
        try await withOperator(actions) { face, tokens async throws in
            let operatorToken = bearer(tokens.operatorToken)
            let body = #"{"now": "2027-06-30T22:00:00Z", "reason": "the end of the year"}"#
            #expect(try await exchange(face.address, "GET", "/clock", headers: operatorToken).status == 404)
            #expect(try await exchange(face.address, "POST", "/clock", headers: operatorToken, body: body).status == 404)
            actions.standingClock.withLock { $0 = today }
            let set = try await exchange(face.address, "POST", "/clock", headers: operatorToken, body: body)
            #expect(set.status == 200)
            let shown = try await exchange(face.address, "GET", "/clock", headers: operatorToken)
            #expect(shown.body.contains("2027-06-30T22:00:00.000Z"))
            let wrong = try await exchange(
                face.address, "POST", "/clock", headers: operatorToken, body: #"{"now": "June", "reason": "why"}"#)
            #expect(wrong.status == 422)
            #expect(wrong.body.contains("2026-09-01T08:00:00Z"), "it says what to write")
        }
    }

    @Test func `health and metrics are open, and 503 when a check fails`() async throws {
        let actions = RecordingActions()
        try await withOperator(actions) { face, _ async throws in
            for path in ["/health/live", "/health/ready"] {
                let well = try await exchange(face.address, "GET", path)
                #expect(well.status == 200)
                #expect(well.body == #"{"checks":{"store":{"detail":"the store answers","ok":true}},"ok":true}"#)
            }
            actions.isWell.withLock { $0 = false }
            let ill = try await exchange(face.address, "GET", "/health/ready", headers: bearer("x"))
            #expect(ill.status == 503)
            #expect(ill.body.contains(#""ok":false"#))
            let metrics = try await exchange(face.address, "GET", "/metrics")
            #expect((metrics.status, metrics.body) == (200, "alp_parked_keys 1\n"))
            #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    @Test(arguments: ["2026/69", "a:b", "é/日本", "a b+c", "%2F", "retry", "k?x#y"])
    func `a key reaches the action as it was, whatever it holds`(key: String) async throws {
        let actions = RecordingActions()
        try await withOperator(actions) { face, tokens async throws in
            let encoded = PercentEncoding.encode(key)
            let headers = bearer(tokens.operatorToken)
            let retried = try await exchange(
                face.address, "POST", "/parked/alp.x.v1/\(encoded)/retry", headers: headers, body: reason)
            #expect(retried.body == #"{"count":2,"detail":"two handled"}"#)
            _ = try await exchange(
                face.address, "POST", "/parked/alp.x.v1/\(encoded)/-1/skip", headers: headers, body: reason)
            _ = try await exchange(face.address, "GET", "/parked?key=\(encoded)&limit=5", headers: headers)
            #expect(
                actions.calls == [
                    "retry alp.x.v1 \(key) by ops-1: repaired in 1.1",
                    "skip alp.x.v1 \(key) -1 by ops-1: repaired in 1.1", "parked - \(key) 5",
                ])
        }
    }

    @Test func `a parked value is masked unless a reason is given`() async throws {
        let actions = RecordingActions()
        try await withOperator(actions) { face, tokens async throws in
            let headers = bearer(tokens.operatorToken)
            let masked = try await exchange(face.address, "GET", "/parked/t/k/7", headers: headers)
            #expect(masked.body.contains(#""sha256":"ab""#) && masked.body.contains(#""size":10"#))
            #expect(masked.body.contains("ce_type") && !masked.body.contains("value\":\"TW1l"))
            let short = try await exchange(face.address, "GET", "/parked/t/k/7?unmask=a", headers: headers)
            #expect(short.status == 422)
            #expect(short.problem?.errors?.first?.field == "unmask")
            let shown = try await exchange(face.address, "GET", "/parked/t/k/7?unmask=ticket+12", headers: headers)
            #expect(shown.body.contains("\"value\":\"\(Data("Mme Dupont".utf8).base64EncodedString())\""))
            #expect(actions.calls == ["show k", "unmask k by ops-1: ticket 12"])
            #expect(try await exchange(face.address, "GET", "/parked/t/k/8", headers: headers).status == 404)
            #expect(try await exchange(face.address, "GET", "/parked/t/k/x", headers: headers).status == 422)
            #expect(try await exchange(face.address, "GET", "/parked/t/k/7?mask=1", headers: headers).status == 400)
        }
    }

    @Test(arguments: [
        ("{}", 400), (#"{"reason": "ab"}"#, 422), (#"{"reason": "   a    "}"#, 422), (#"{"reason": 3}"#, 400),
        (#"{"reason": "\#(String(repeating: "x", count: 501))"}"#, 422), (#"{"reason": "abc\u0007"}"#, 422),
        (#"{"reason": "\#(String(repeating: "x", count: 500))"}"#, 200), (#"{"reason": "abc"}"#, 200),
    ])
    func `what changes something wants a reason of 3 to 500 characters`(body: String, status: Int) async throws {
        let actions = RecordingActions()
        try await withOperator(actions) { face, tokens async throws in
            for path in ["/parked/t/k/retry", "/parked/t/k/7/skip", "/topics/t/pause", "/topics/t/resume"] {
                let response = try await exchange(
                    face.address, "POST", path, headers: bearer(tokens.operatorToken), body: body)
                #expect(response.status == status, "\(path)")
            }
            #expect(actions.calls.isEmpty == (status != 200))
        }
    }

    @Test func `a reason is one line in the journal, and the actor comes from the token and not from the body`()
        async throws
    {
        let actions = RecordingActions()
        try await withOperator(actions) { face, tokens async throws in
            let body = #"{"topic": "t", "key": "k", "fromSequence": 4, "reason": "line\nbreak", "caller": "somebody"}"#
            _ = try await exchange(
                face.address, "POST", "/journal/publish-again", headers: bearer(tokens.operatorToken), body: body)
            #expect(actions.calls == ["publish t k 4 by ops-1: line break"])
            let zero = try await exchange(
                face.address, "POST", "/journal/publish-again", headers: bearer(tokens.operatorToken),
                body: #"{"topic": "t", "fromSequence": 0, "reason": "why not"}"#)
            #expect((zero.status, zero.problem?.errors?.first?.field) == (422, "fromSequence"))
        }
    }

    @Test func `an action's refusal reaches the operator`() async throws {
        try await withOperator { face, tokens async throws in
            let response = try await exchange(
                face.address, "POST", "/parked/alp.feed.v1.69/k/1/skip", headers: bearer(tokens.operatorToken),
                body: reason)
            #expect((response.status, response.problem?.detail) == (409, "A feed is never skipped."))
        }
    }

    @Test func `an address others can reach must be asked for explicitly`() throws {
        let configuration = HTTPFaceConfiguration(name: "operator", address: ListenAddress(host: "0.0.0.0", port: 0))
        func make(_ isAllowed: Bool) throws {
            _ = try OperatorFace(
                configuration, allowsOtherAddresses: isAllowed, actions: RecordingActions(),
                tokens: TokenFile(.empty), logger: LogCapture().logger, now: { today })
        }
        #expect(throws: HTTPFaceError.notLoopback(configuration.address)) { try make(false) }
        #expect(throws: Never.self) { try make(true) }
    }

    @Test func `no token, body, key or reason reaches the log at any level`() async throws {
        try await withOperator { face, tokens async throws in
            let all = [tokens.operatorToken, tokens.pilotToken, tokens.expiredToken, tokens.laterToken]
            for token in all {
                _ = try await exchange(
                    face.address, "POST", "/parked/t/Dupont/retry", headers: bearer(token), body: reason)
                _ = try await exchange(face.address, "GET", "/status?token=\(token)", headers: bearer(token))
                _ = try await exchange(face.address, "POST", "/nowhere/\(token)", headers: bearer(token), body: "{")
                _ = try await exchange(face.address, "GET", "/parked/t/Dupont/x", headers: bearer(token))
            }
            let text = face.log.text
            #expect(text.contains("Request refused"), "the log is captured at all")
            for secret in all + ["Dupont", "repaired"] { #expect(!text.contains(secret)) }
            for token in all {
                let hash = try #require(Token(text: token)).sha256
                #expect(!text.contains(hash))
            }
        }
    }
}
