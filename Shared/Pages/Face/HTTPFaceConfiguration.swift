package import Metrics

/// What a face is told at start: where to listen, and its limits.
package struct HTTPFaceConfiguration: Sendable {
    /// Stands in log lines: `business`, `operator`.
    package var name: String
    package var address: ListenAddress
    /// What the face itself says to whoever calls: see ``FaceText``.
    package var language = FaceLanguage.english
    /// Written once the face is bound, one line `host:port`, so that port 0 can be used; nil: not written.
    package var addressFile: String?
    /// Bytes of a body; a route may ask for another limit.
    package var bodyLimit = 1 << 20
    /// Bytes of all header names and values with the path.
    package var headLimit = 16 << 10
    /// How long a body may take.
    package var bodyTime = Duration.seconds(10)
    /// How long a head may take, and how long a connection may rest between requests.
    package var idleTime = Duration.seconds(30)
    /// More wait in the kernel's queue.
    package var connectionLimit = 512
    /// By token, else by address; nil: none.
    package var rate: RateLimit? = RateLimit(perSecond: 100, burst: 200)
    /// On a graceful stop, how long requests in flight may take; then their connections are cut.
    package var stopTime = Duration.seconds(5)
    /// Where `alp_http_request_seconds` goes, a timer by face, route and status.
    package var metrics: any MetricsFactory = MetricsSystem.factory
    /// Translates a handler's error (a store that is away: 503). Nil: it is unexpected, 500 and one line in the log.
    package var problem: @Sendable (any Error) -> Problem? = { _ in nil }

    package init(name: String, address: ListenAddress, addressFile: String? = nil) {
        self.name = name
        self.address = address
        self.addressFile = addressFile
    }
}
