/// Who may use a route. There is no default: each route says it.
package enum Access: Hashable, Sendable {
    /// Anyone, without a token: health.
    case open
    /// Anyone with a valid token.
    case anyCaller
    /// A valid token with this role.
    case role(String)
    /// A valid token with any of these roles.
    case roles([String])
}

/// A path with places for parameters, and who may use it.
package struct Route: Sendable {
    package typealias Handler = @Sendable (PageRequest) async throws -> PageResponse

    /// `GET`, `POST` …
    package var method: String
    /// `/parked/{topic}/{key}/retry`
    package var pattern: String
    package var access: Access
    /// What the OpenAPI document says of it; nil: it isn't told of there.
    package var note: RouteNote?
    package var handler: Handler

    fileprivate var segments: [Segment]

    fileprivate enum Segment: Hashable {
        case literal(String)
        case parameter(String)
    }
}

extension Access {
    /// Any of these passes; empty: every valid token does; nil: no token is needed.
    package var passingRoles: [String]? {
        switch self {
        case .open: nil
        case .anyCaller: []
        case .role(let role): [role]
        case .roles(let roles): roles
        }
    }
}

extension Route {
    /// The names in its pattern, in order.
    package var parameterNames: [String] {
        segments.compactMap { segment in if case .parameter(let name) = segment { name } else { nil } }
    }
}

/// All routes of a face, and which of them a request meets. Pure; tested without a server.
///
/// Segments are compared decoded, each by itself, so a parameter can hold an encoded `/`. Empty segments count:
/// `/parked/t//retry` is the key "".
package struct RouteTable: Sendable {
    package private(set) var routes: [Route] = []

    package init() {}

    /// - Precondition: the same method and shape isn't there yet.
    package mutating func add(
        _ method: String, _ pattern: String, access: Access, describing note: RouteNote? = nil,
        handler: @escaping Route.Handler
    ) {
        let segments = Self.split(pattern).map { text -> Route.Segment in
            text.hasPrefix("{") && text.hasSuffix("}")
                ? .parameter(String(text.dropFirst().dropLast())) : .literal(String(text))
        }
        precondition(
            !routes.contains { $0.method == method && Self.shape($0.segments) == Self.shape(segments) },
            "\(method) \(pattern) is there already")
        routes.append(
            Route(method: method, pattern: pattern, access: access, note: note, handler: handler, segments: segments))
    }

    package mutating func get(
        _ pattern: String, access: Access, describing note: RouteNote? = nil, handler: @escaping Route.Handler
    ) {
        add("GET", pattern, access: access, describing: note, handler: handler)
    }

    package mutating func post(
        _ pattern: String, access: Access, describing note: RouteNote? = nil, handler: @escaping Route.Handler
    ) {
        add("POST", pattern, access: access, describing: note, handler: handler)
    }

    package mutating func put(
        _ pattern: String, access: Access, describing note: RouteNote? = nil, handler: @escaping Route.Handler
    ) {
        add("PUT", pattern, access: access, describing: note, handler: handler)
    }

    package mutating func delete(
        _ pattern: String, access: Access, describing note: RouteNote? = nil, handler: @escaping Route.Handler
    ) {
        add("DELETE", pattern, access: access, describing: note, handler: handler)
    }
}

extension RouteTable {
    package enum Match: Sendable {
        case route(Route, parameters: [String: String])
        case wrongMethod(pattern: String, allowed: [String])
        /// A broken escape, NUL, or bytes that aren't UTF-8.
        case badPath
        case none

        /// The route's pattern, for logs and metrics; "none" where no route was met.
        package var pattern: String {
            switch self {
            case .route(let route, _): route.pattern
            case .wrongMethod(let pattern, _): pattern
            case .badPath, .none: "none"
            }
        }
    }

    /// - Parameter path: as it stands in the request, without the query.
    package func match(_ method: String, path: some StringProtocol) -> Match {
        var texts: [String] = []
        for segment in Self.split(path) {
            guard let text = PercentEncoding.decode(segment) else { return .badPath }
            texts.append(text)
        }
        let fitting = routes.filter { Self.fits($0.segments, texts) }
        // The most literal shape wins as a whole, and only then the method is looked at: so GET on `…/{key}/retry` is a
        // wrong method and not a sequence named "retry".
        guard let best = fitting.max(by: { Self.shape($0.segments) < Self.shape($1.segments) }) else { return .none }
        let candidates = fitting.filter { Self.shape($0.segments) == Self.shape(best.segments) }
        // RFC 9110, 9.3.2: HEAD is GET without the body.
        let wanted = method == "HEAD" ? "GET" : method
        guard let route = candidates.first(where: { $0.method == wanted }) else {
            let methods = candidates.map(\.method)
            return .wrongMethod(
                pattern: best.pattern, allowed: (methods + (methods.contains("GET") ? ["HEAD"] : [])).sorted())
        }
        var parameters: [String: String] = [:]
        for (segment, text) in zip(route.segments, texts) {
            if case .parameter(let name) = segment { parameters[name] = text }
        }
        return .route(route, parameters: parameters)
    }

    private static func split(_ path: some StringProtocol) -> [String] {
        path.utf8.dropFirst(path.utf8.first == UInt8(ascii: "/") ? 1 : 0)
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private static func fits(_ segments: [Route.Segment], _ texts: [String]) -> Bool {
        segments.count == texts.count
            && zip(segments, texts).allSatisfy { segment, text in
                // Compared by bytes: Swift's `==` takes canonically equivalent texts for the same.
                if case .literal(let literal) = segment { literal.utf8.elementsEqual(text.utf8) } else { true }
            }
    }

    /// Sorts the more literal shape after the less literal one, the first segment counting most.
    private static func shape(_ segments: [Route.Segment]) -> String {
        segments.map { segment in if case .literal(let text) = segment { "1\(text)" } else { "0" } }
            .joined(separator: "/")
    }
}
