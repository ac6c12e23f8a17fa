import Pages
import Schemas

/// The problems that the face itself answers with, by their statuses, as the document tells of them.
enum OpenAPIProblem: Int, CaseIterable {
    case badRequest = 400
    case unauthorized = 401
    case forbidden = 403
    case notFound = 404
    case tooSlow = 408
    case conflict = 409
    case tooLarge = 413
    case unsupported = 415
    case invalid = 422
    case tooMany = 429
    case headTooLarge = 431
    case unavailable = 503

    var status: Int { rawValue }
    /// Under `components/responses`.
    var name: String { "Problem\(status)" }

    private var text: String {
        switch self {
        case .badRequest: "The request can't be read: its path, query, header or JSON; `errors` names the field."
        case .unauthorized: "A token that is valid now is needed."
        case .forbidden: "The token has none of the roles needed."
        case .notFound: "It isn't there, or belongs to another."
        case .tooSlow: "The body didn't come in time."
        case .conflict:
            "It contradicts what stands: it has changed since it was seen, or the key was used for another request."
        case .tooLarge: "The body is too large; the connection is closed."
        case .unsupported: "The body's media type, charset or coding isn't taken."
        case .invalid: "Fields can't be taken as they are: `errors` names each, with its rule."
        case .tooMany: "Too many requests of this token, or of this address without one."
        case .headTooLarge: "The request's head is too large."
        case .unavailable: "Not now: send the same request again."
        }
    }

    func isPossible(for route: Route, _ note: RouteNote) -> Bool {
        switch self {
        case .badRequest, .tooMany, .headTooLarge, .unavailable: true
        // A coding is refused before the method and body are looked at.
        case .unsupported: true
        case .unauthorized: route.access.passingRoles != nil
        case .forbidden: route.access.passingRoles != nil
        case .notFound: !route.parameterNames.isEmpty || note.body != nil
        case .conflict: route.method != "GET"
        case .invalid: route.method != "GET" || !note.parameters.isEmpty
        case .tooSlow, .tooLarge: note.body != nil
        }
    }

    func response(_ schema: [OrderedJSON.Member]) -> OrderedJSON {
        var members: [OrderedJSON.Member] = [.init("description", .text(text))]
        switch self {
        case .unauthorized, .forbidden:
            members.append(.init("headers", ["WWW-Authenticate": Self.header("RFC 6750.", "string")]))
        case .tooMany, .unavailable:
            members.append(.init("headers", ["Retry-After": Self.header("Seconds to wait.", "integer")]))
        default: break
        }
        members.append(.init("content", .object([.init(Problem.mediaType, ["schema": .object(schema)])])))
        return .object(members)
    }

    private static func header(_ text: String, _ type: String) -> OrderedJSON {
        ["description": .text(text), "required": true, "schema": ["type": .text(type)]]
    }
}

extension Route {
    /// Whether `Idempotency-Key` must stand in the head.
    var takesIdempotencyKey: Bool { note?.takesIdempotencyKey ?? ["POST", "PUT", "DELETE"].contains(method) }
}
