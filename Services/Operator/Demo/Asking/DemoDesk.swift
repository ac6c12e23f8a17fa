import Foundation
import Messages
import NIOHTTP1
import Pages
import Synchronization

/// Asks the services as persons do, and tries again what a service that is away couldn't answer: with the same
/// idempotency key, so that nothing is done twice.
struct DemoDesk: Sendable {
    let client: FaceClient
    let company: Company
    /// How long a service may be away.
    let patience: Duration
    /// The start of every idempotency key, so that two demonstrations on one store aren't taken for one.
    let run: String
    private let count = Counter()

    /// How many questions and acts so far.
    private final class Counter: Sendable {
        let value = Mutex(0)
        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    init(client: FaceClient, company: Company, patience: Duration, run: String) {
        self.client = client
        self.company = company
        self.patience = patience
        self.run = run
    }

    /// Questions and acts so far, repeated ones too.
    var asked: Int { count.value.withLock { $0 } }

    /// A fresh idempotency key.
    func key(_ what: String) -> String { "demo-\(run)-\(what)-\(count.next())" }

    /// The first answer that isn't a service's being away: 429, 502, 503, 504, a connection refused or cut.
    ///
    /// Throws ``OperatorFailure`` when a process ended by itself, or patience did.
    func send(_ request: FaceRequest, to service: DemoService) async throws -> FaceReply {
        let deadline = ContinuousClock.now + patience
        let instances = await company.instances.filter { $0.service == service }
        var attempt = count.next()
        var last = "it never listened"
        while ContinuousClock.now < deadline {
            try Task.checkCancellation()
            try await company.check()
            if let addresses = await company.addresses(instances[attempt % instances.count]) {
                do {
                    let reply = try await client.send(
                        request, to: "http://\(addresses.business)", within: .seconds(30))
                    guard [429, 502, 503, 504].contains(reply.status) else { return reply }
                    last = "\(reply.status) \(reply.words)"
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    last = "\(error)"
                }
            }
            attempt += 1
            try await Pause.short(.milliseconds(100))
        }
        throw OperatorFailure(
            .unavailable,
            "alp-\(service.rawValue) gave no answer to \(request.method) \(request.path) "
                + "within \(patience.seconds) s: \(last)")
    }

    /// A question's JSON. Throws ``OperatorFailure`` for anything but 200.
    func get(_ path: String, of service: DemoService, as token: Token?) async throws -> JSONTree {
        try Self.good(await send(.get(path, as: token), to: service), .GET, path, service)
    }

    /// An act's JSON. Throws ``OperatorFailure`` for what isn't a success.
    func post(
        _ path: String, _ body: JSONTree, to service: DemoService, as token: Token?
    ) async throws -> JSONTree {
        let request = FaceRequest.post(path, body, key: key(service.rawValue), as: token)
        return try Self.good(await send(request, to: service), .POST, path, service)
    }

    /// A file imported.
    func upload(
        _ data: Data, type: String, to path: String, of service: DemoService, as token: Token?
    ) async throws -> JSONTree {
        let request = FaceRequest(
            method: .POST, path: path, token: token, key: key(service.rawValue), body: .data(data, type: type))
        return try Self.good(await send(request, to: service), .POST, path, service)
    }

    private static func good(
        _ reply: FaceReply, _ method: HTTPMethod, _ path: String, _ service: DemoService
    ) throws(OperatorFailure) -> JSONTree {
        guard (200..<300).contains(reply.status), let tree = reply.json else {
            throw OperatorFailure(
                .unexpected, "alp-\(service.rawValue) answers \(method) \(path) with \(reply.status): \(reply.words)")
        }
        return tree
    }

    /// Looks again until there is something, for at most so long.
    ///
    /// Throws ``OperatorFailure`` that says what was awaited and what was seen last.
    func awaiting<Found: Sendable>(
        _ what: String, within limit: Duration? = nil, every pause: Duration = .milliseconds(100),
        _ look: () async throws -> Look<Found>
    ) async throws -> Found {
        let deadline = ContinuousClock.now + (limit ?? patience)
        while true {
            switch try await look() {
            case .found(let found): return found
            case .notYet(let seen):
                guard ContinuousClock.now < deadline else {
                    throw OperatorFailure(
                        .unavailable,
                        "waited \((limit ?? patience).seconds) s for \(what) in vain; seen last: \(seen)")
                }
            }
            try await Pause.short(pause)
        }
    }
}

/// What a look at a condition saw.
enum Look<Found: Sendable>: Sendable {
    case found(Found)
    /// Says what is still missing.
    case notYet(String)
}
