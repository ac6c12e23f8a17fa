import Foundation
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle
package import Vocabulary

/// One HTTP listener of a service: binds, answers by its routes, stops gracefully.
///
/// Handlers run on Swift's cooperative pool and must not block it; synchronous work goes through
/// ``PageRequest/blocking(_:)``.
package struct HTTPFace: Service {
    private let configuration: HTTPFaceConfiguration
    private let responder: FaceResponder
    private let logger: Logger
    private let onBound: @Sendable (ListenAddress) -> Void

    /// - Parameters:
    ///   - pool: shared by the faces of a process or its own; whoever made it stops it.
    ///   - now: the process's one clock.
    ///   - onBound: called once, with the address that was really bound.
    package init(
        _ configuration: HTTPFaceConfiguration, routes: RouteTable, tokens: TokenFile, pool: BlockingPool,
        logger: Logger, now: @escaping @Sendable () -> Instant,
        onBound: @escaping @Sendable (ListenAddress) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.onBound = onBound
        responder = FaceResponder(
            configuration: configuration, routes: routes, tokens: tokens, pool: pool, logger: logger, now: now)
    }

    /// Listens until a graceful stop: then takes no new connection, lets requests in flight end within `stopTime`, and
    /// returns. Work that already runs on the blocking pool is awaited even beyond it: a transaction isn't cut.
    /// - Throws: ``HTTPFaceError``
    package func run() async throws {
        let file = try configuration.addressFile.map(AddressFile.init(path:))
        defer { file?.remove() }
        let application = application(file: file)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                group.addTask { [stopTime = configuration.stopTime] in
                    try await gracefulShutdown()
                    try await Task.sleep(for: stopTime)
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch let error as IOError {
            throw HTTPFaceError(errno: error.errnoCode, address: configuration.address)
        } catch is SocketAddressError {
            throw HTTPFaceError.unknownHost(configuration.address)
        } catch is SocketAddressError.UnknownHost {
            throw HTTPFaceError.unknownHost(configuration.address)
        }
        logger.info("HTTP face stopped", metadata: ["face": "\(configuration.name)"])
    }

    private func application(file: AddressFile?) -> Application<FaceResponder> {
        // Hummingbird's own lines are kept out: one of them would repeat each failure that is thrown here anyway.
        var quiet = logger
        quiet.logLevel = .critical
        let address = configuration.address
        // Twice the limit, so that a head somewhat too large is answered by a problem; far beyond it the connection
        // gets a bare 400 and is closed by the parser.
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: configuration.headLimit * 2, maxHeaderListSize: configuration.headLimit * 2,
            maxHeaderFieldCount: 100)
        let channel = HTTP1Channel.Configuration(
            idleTimeout: TimeAmount(configuration.idleTime), httpDecoderConfiguration: decoder)
        return Application(
            responder: responder, server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: nil,
                availableConnectionsDelegate: .maximum(configuration.connectionLimit, logger: quiet)),
            onServerRunning: { [logger, onBound, name = configuration.name] channel in
                let port = channel.localAddress?.port ?? address.port
                let bound = ListenAddress(host: address.host, port: port)
                logger.info("HTTP face listens", metadata: ["face": "\(name)", "address": "\(bound)"])
                do {
                    try file?.write(bound)
                } catch {
                    logger.error("\(error)", metadata: ["face": "\(name)"])
                }
                onBound(bound)
            },
            logger: quiet)
    }
}

extension HTTPFaceError {
    /// What a failed bind means.
    fileprivate init(errno code: Int32, address: ListenAddress) {
        self =
            switch code {
            case EADDRINUSE: .portInUse(address)
            case EACCES, EPERM: .notPermitted(address)
            case EADDRNOTAVAIL: .unknownHost(address)
            default: .cannotListen(address, code: code)
            }
    }
}
