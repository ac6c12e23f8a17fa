import Foundation
import Logging
package import Pages
import ServiceLifecycle
import Vocabulary

/// A face that really listens, on any port of loopback, for as long as a test needs it.
package struct TestFace: Sendable {
    package var address: ListenAddress

    /// Starts it, hands it over once it listens, and stops it gracefully afterwards.
    package static func running<Result: Sendable>(
        routes: RouteTable, tokens: TokenFile, configure: @Sendable (inout HTTPFaceConfiguration) -> Void = { _ in },
        _ body: @Sendable @escaping (TestFace) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPFaceConfiguration(
            name: "business", address: ListenAddress(host: "127.0.0.1", port: 0))
        configure(&configuration)
        let pool = BlockingPool(threads: 2, queue: 64)
        let (bound, continuation) = AsyncStream.makeStream(of: ListenAddress.self)
        let logger = Logger(label: "face") { _ in SwiftLogNoOpLogHandler() }
        let face = HTTPFace(
            configuration, routes: routes, tokens: tokens, pool: pool, logger: logger,
            now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            onBound: { continuation.yield($0) })
        let services = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: face, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .cancelGroup)
                ], logger: logger))
        let running = Task {
            defer { continuation.finish() }
            try await services.run()
        }
        let outcome: Swift.Result<Result, any Error>
        if let address = await bound.first(where: { _ in true }) {
            do { outcome = .success(try await body(TestFace(address: address))) } catch { outcome = .failure(error) }
        } else {
            outcome = .failure(CancellationError())
        }
        await services.triggerGracefulShutdown()
        do { try await running.value } catch {
            await pool.stop()
            throw error
        }
        await pool.stop()
        return try outcome.get()
    }
}
