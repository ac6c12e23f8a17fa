import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore
import Synchronization
import Vocabulary

/// From request to response: the order of the checks, and the one place where an error becomes a problem.
final class FaceResponder: HTTPResponder {
    private let configuration: HTTPFaceConfiguration
    private let routes: RouteTable
    private let tokens: TokenFile
    private let pool: BlockingPool
    private let logger: Logger
    private let now: @Sendable () -> Instant
    /// The optional stands inside the lock: Swift 6.3 locks what isn't there when a `Mutex?` is nil.
    private let buckets: Mutex<TokenBuckets?>

    init(
        configuration: HTTPFaceConfiguration, routes: RouteTable, tokens: TokenFile, pool: BlockingPool, logger: Logger,
        now: @escaping @Sendable () -> Instant
    ) {
        self.configuration = configuration
        self.routes = routes
        self.tokens = tokens
        self.pool = pool
        self.logger = logger
        self.now = now
        buckets = Mutex(configuration.rate.map { TokenBuckets(limit: $0) })
    }

    /// Never throws: what a handler throws ends here.
    func respond(to request: Request, context: FaceContext) async -> Response {
        let begin = ContinuousClock.now
        let identifier = Self.freshIdentifier()
        let reader = BodyReader(request, sizeLimit: configuration.bodyLimit, timeLimit: configuration.bodyTime)
        let path = request.head.path ?? "/"
        let split = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let match = routes.match(request.method.rawValue, path: split[0])
        var answer: PageResponse
        do {
            answer = try await answered(
                request, match: match, query: split.count > 1 ? split[1] : "", peer: context.peer,
                identifier: identifier, reader: reader)
        } catch {
            let problem = problem(for: error, request: request, match: match, identifier: identifier)
            answer = Self.wantsPage(request) ? .problemPage(problem) : .problem(problem)
            answer.headers["content-language"] = configuration.language.rawValue
        }
        if !reader.isFinished {
            answer.headers["connection"] = "close"
            context.closeSoon()
        }
        measure(ContinuousClock.now - begin, request: request, match: match, status: answer.status)
        return Self.response(answer, isHead: request.method == .head)
    }

    /// By the route's pattern and never its path, which may hold a key; so the number of series is bounded too.
    private func measure(_ duration: Duration, request: Request, match: RouteTable.Match, status: Int) {
        let method = if case .route = match { request.method.rawValue } else { "-" }
        Timer(
            label: "alp_http_request_seconds",
            dimensions: [
                ("face", configuration.name), ("route", "\(method) \(match.pattern)"), ("status", "\(status)"),
            ], factory: configuration.metrics
        ).record(duration: duration)
    }

    private func answered(
        _ request: Request, match: RouteTable.Match, query: Substring, peer: String, identifier: String,
        reader: BodyReader
    ) async throws -> PageResponse {
        let now = now()
        let authentication = Authentication(header: request.headers[.authorization], tokens: tokens, now: now)
        try checkRate(authentication.caller, peer: peer, now: now)
        try checkHead(request)
        let route: Route
        let parameters: [String: String]
        switch match {
        case .route(let found, let values): (route, parameters) = (found, values)
        case .wrongMethod(_, let allowed): throw Problem.methodNotAllowed(allowed: allowed)
        case .badPath: throw Problem.badRequest(.badPath)
        case .none: throw Problem.notFound
        }
        try authentication.check(route.access)
        var logger = logger
        logger[metadataKey: "request"] = "\(identifier)"
        return try await route.handler(
            PageRequest(
                identifier: identifier, method: request.method.rawValue, pattern: route.pattern,
                caller: authentication.caller, now: now, query: try QueryParameters(query), logger: logger,
                parameters: parameters, fields: request.headers, reader: reader, pool: pool))
    }

    private func checkRate(_ caller: Caller?, peer: String, now: Instant) throws {
        // The two kinds of key can't be mistaken for each other: an address has no such prefix.
        let key = caller.map { "token \($0.identifier)" } ?? peer
        if case .refused(let wait)? = buckets.withLock({ $0?.take(key, now: now) }) {
            throw Problem.tooManyRequests(retryAfter: wait)
        }
    }

    private func checkHead(_ request: Request) throws {
        let size = request.headers.reduce(request.head.path?.utf8.count ?? 0) {
            $0 + $1.name.rawName.utf8.count + $1.value.utf8.count
        }
        guard size <= configuration.headLimit else { throw Problem.headersTooLarge(limit: configuration.headLimit) }
        if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
            throw Problem.unsupportedContentEncoding
        }
    }

    /// What the client is told; the log alone learns why, in one line, where it is our fault.
    private func problem(
        for error: any Error, request: Request, match: RouteTable.Match, identifier: String
    ) -> Problem {
        var problem: Problem
        switch error {
        case let thrown as Problem: problem = thrown
        case is CancellationError: problem = .unavailable(.stopping)
        default: problem = configuration.problem(error) ?? .unexpected
        }
        problem.instance = "urn:alp:request:\(identifier)"
        logger.log(
            level: problem.status >= 500 ? .error : .debug, "Request refused",
            metadata: [
                "request": "\(identifier)", "method": "\(request.method.rawValue)", "route": "\(match.pattern)",
                "status": "\(problem.status)", "error": "\(Self.loggable(error))",
            ])
        return problem.told(in: configuration.language)
    }

    /// SECURITY, Logs: a coder's error quotes the body, and Foundation's errors quote paths, so of these the type alone
    /// is written. The house's own errors describe themselves without data.
    private static func loggable(_ error: any Error) -> String {
        switch error {
        case let problem as Problem: problem.type
        case is DecodingError, is EncodingError, is CocoaError, is POSIXError, is URLError: "\(type(of: error))"
        case let error as any CustomStringConvertible: error.description
        default: "\(type(of: error))"
        }
    }

    /// A browser that a person follows a link with names HTML first (RFC 9110, 12.5.1).
    private static func wantsPage(_ request: Request) -> Bool {
        request.headers[.accept]?.lowercased().hasPrefix("text/html") ?? false
    }

    private static func freshIdentifier() -> String {
        let bits = UInt64.random(in: .min ... .max)
        let text = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    private static func response(_ answer: PageResponse, isHead: Bool) -> Response {
        var fields = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        for (name, value) in everyResponse { fields[name] = value }
        if let policy, fields[policy] == nil { fields[policy] = PageResponse.plainPolicy }
        if answer.status != 204 { fields[.contentLength] = String(answer.body.count) }
        let body =
            isHead || answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        return Response(status: HTTPResponse.Status(code: answer.status), headers: fields, body: body)
    }

    private static let policy = HTTPField.Name("content-security-policy")

    private static let everyResponse: [(HTTPField.Name, String)] =
        [
            (.xContentTypeOptions, "nosniff"), (.cacheControl, "no-store"),
        ] + (HTTPField.Name("referrer-policy").map { [($0, "no-referrer")] } ?? [])
}
