import Foundation
import Logging
import Pages
import ServiceLifecycle
import Synchronization
import Vocabulary

/// 2026-11-01T00:00:00Z, the day of all tests.
let today = Instant(milliseconds: 1_793_491_200_000)

/// A clock that stands until it is set.
final class HandClock: Sendable {
    private let instant = Mutex(today)
    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}

/// Tokens of three callers, and one that is expired, one that begins later.
struct TestTokens {
    var file: TokenFile
    var operatorToken: String
    var pilotToken: String
    var expiredToken: String
    var laterToken: String

    init() throws {
        let day = Duration.seconds(24 * 3600)
        func mint(_ name: String, _ role: String, from: Instant, until: Instant) throws -> (Token, TokenEntry) {
            try TokenEntry.mint(for: Caller(identifier: name, roles: [role]), from: from, until: until)
        }
        let ops = try mint("ops-1", Caller.operatorRole, from: today, until: today + day)
        let pilot = try mint("pilot-1", "pilot", from: today, until: today + day)
        let expired = try mint("old-1", Caller.operatorRole, from: today + day * -30, until: today)
        let later = try mint("new-1", Caller.operatorRole, from: today + day, until: today + day * 2)
        file = TokenFile(try TokenSet(entries: [ops.1, pilot.1, expired.1, later.1]))
        (operatorToken, pilotToken) = (ops.0.text, pilot.0.text)
        (expiredToken, laterToken) = (expired.0.text, later.0.text)
    }
}

func bearer(_ token: String) -> [String: String] { ["Authorization": "Bearer \(token)"] }

/// A face that really listens, on any port of loopback.
struct RunningFace: Sendable {
    var address: ListenAddress
    var log: LogCapture
    /// As SIGTERM would.
    var stop: @Sendable () async -> Void
}

/// Runs the service the closure makes, hands it over once it listens, and stops it gracefully afterwards.
func withService(
    _ make: (Logger, @escaping @Sendable (ListenAddress) -> Void) throws -> any Service,
    _ test: @Sendable @escaping (RunningFace) async throws -> Void
) async throws {
    let log = LogCapture()
    let (bound, continuation) = AsyncStream.makeStream(of: ListenAddress.self)
    let service = try make(log.logger) { continuation.yield($0) }
    let services = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: [
                .init(
                    service: service, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .cancelGroup)
            ], logger: log.logger))
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { continuation.finish() }
            try await services.run()
        }
        group.addTask {
            for await address in bound {
                let face = RunningFace(address: address, log: log) { await services.triggerGracefulShutdown() }
                do { try await test(face) } catch {
                    await services.triggerGracefulShutdown()
                    throw error
                }
                break
            }
            await services.triggerGracefulShutdown()
        }
        try await group.waitForAll()
    }
}

func withFace(
    routes: RouteTable, tokens: TokenFile = TokenFile(.empty), clock: HandClock = HandClock(),
    pool: BlockingPool = BlockingPool(threads: 2, queue: 8),
    configure: (inout HTTPFaceConfiguration) -> Void = { _ in },
    _ test: @Sendable @escaping (RunningFace) async throws -> Void
) async throws {
    var configuration = HTTPFaceConfiguration(name: "test", address: ListenAddress(host: "127.0.0.1", port: 0))
    configure(&configuration)
    do {
        try await withService(
            { logger, onBound in
                HTTPFace(
                    configuration, routes: routes, tokens: tokens, pool: pool, logger: logger, now: { clock.now },
                    onBound: onBound)
            }, test)
    } catch {
        await pool.stop()
        throw error
    }
    await pool.stop()
}
