package import Logging
import ServiceLifecycle
package import Vocabulary

/// The operator listener: a face of its own, with threads of its own, on loopback unless asked otherwise.
package struct OperatorFace: Service {
    private let face: HTTPFace
    private let pools: [BlockingPool]

    /// - Parameters:
    ///   - allowsOtherAddresses: an address that others can reach was asked for explicitly.
    /// - Throws: ``HTTPFaceError/notLoopback(_:)``
    package init(
        _ configuration: HTTPFaceConfiguration, allowsOtherAddresses: Bool = false, actions: any OperatorActions,
        tokens: TokenFile, logger: Logger, now: @escaping @Sendable () -> Instant,
        onBound: @escaping @Sendable (ListenAddress) -> Void = { _ in }
    ) throws {
        guard configuration.address.isLoopback || allowsOtherAddresses else {
            throw HTTPFaceError.notLoopback(configuration.address)
        }
        let pool = BlockingPool(threads: 2, queue: 16)
        let watchPool = BlockingPool(threads: 1, queue: 16)
        pools = [pool, watchPool]
        face = HTTPFace(
            configuration, routes: OperatorRoutes(actions: actions, watchPool: watchPool).table(),
            tokens: tokens, pool: pool, logger: logger, now: now, onBound: onBound)
    }

    /// As ``HTTPFace/run()``; also ends its threads.
    package func run() async throws {
        do {
            try await face.run()
        } catch {
            await stopPools()
            throw error
        }
        await stopPools()
    }

    private func stopPools() async {
        for pool in pools { await pool.stop() }
    }
}
