/// One builder for each common case, so that the same thing has the same type and title everywhere.
extension Problem {
    // MARK: The request can't be read

    package static func badRequest(_ detail: String, errors: [FieldError]? = nil) -> Problem {
        Problem("bad-request", title: "The request can't be read", status: 400, detail: detail, errors: errors)
    }

    /// The body isn't JSON, or not of the expected shape.
    package static func badJSON(_ detail: String, errors: [FieldError]? = nil) -> Problem {
        Problem("bad-json", title: "The body isn't the expected JSON", status: 400, detail: detail, errors: errors)
    }

    package static func tooLarge(limit: Int) -> Problem {
        Problem("too-large", title: "The body is too large", status: 413, detail: "The limit is \(limit) bytes.")
    }

    package static func headersTooLarge(limit: Int) -> Problem {
        Problem(
            "headers-too-large", title: "The request's head is too large", status: 431,
            detail: "The limit is \(limit) bytes.")
    }

    package static func unsupportedMediaType(accepted: [String]) -> Problem {
        Problem(
            "unsupported-media-type", title: "The body's type isn't taken here", status: 415,
            detail: "Send it as \(accepted.joined(separator: " or ")).",
            headers: ["accept": accepted.joined(separator: ", ")])
    }

    /// RFC 9110, 15.5.16: the answer names the one coding that is taken.
    package static var unsupportedContentEncoding: Problem {
        Problem(
            "unsupported-content-encoding", title: "Compressed bodies aren't taken", status: 415,
            detail: "Send the body without Content-Encoding.", headers: ["accept-encoding": "identity"])
    }

    package static var tooSlow: Problem {
        Problem("too-slow", title: "The request's body didn't come in time", status: 408)
    }

    /// What the body says can't be taken, field by field.
    package static func invalid(_ errors: [FieldError]) -> Problem {
        Problem("invalid", title: "Some fields can't be taken as they are", status: 422, errors: errors)
    }

    // MARK: The request isn't allowed

    /// The same text for a token that is missing, unknown, expired or not yet valid: nothing is told to a guesser.
    /// RFC 6750, 3.1: `invalid_token` stands only where a token was presented.
    package static func unauthorized(presented: Bool) -> Problem {
        Problem(
            "unauthorized", title: "A valid token is needed", status: 401,
            detail: "Send Authorization: Bearer with a token that is valid now.",
            headers: [
                "www-authenticate": presented ? "Bearer realm=\"alp\", error=\"invalid_token\"" : "Bearer realm=\"alp\""
            ])
    }

    package static func forbidden(role: String) -> Problem {
        Problem(
            "forbidden", title: "The token doesn't allow this", status: 403, detail: "The role \(role) is needed.",
            headers: ["www-authenticate": "Bearer realm=\"alp\", error=\"insufficient_scope\""])
    }

    package static func tooManyRequests(retryAfter: Duration) -> Problem {
        Problem(
            "too-many-requests", title: "Too many requests", status: 429, headers: ["retry-after": seconds(retryAfter)])
    }

    // MARK: The thing asked for

    /// Also for what belongs to another: its existence is not told.
    package static var notFound: Problem { Problem("not-found", title: "There is nothing here", status: 404) }

    package static func methodNotAllowed(allowed: [String]) -> Problem {
        Problem(
            "method-not-allowed", title: "This method isn't for this place", status: 405,
            headers: ["allow": allowed.joined(separator: ", ")])
    }

    /// What is asked contradicts what stands.
    package static func conflict(_ detail: String) -> Problem {
        Problem("conflict", title: "This contradicts what stands", status: 409, detail: detail)
    }

    // MARK: Our side

    package static var unexpected: Problem {
        Problem(
            "unexpected", title: "Something unexpected happened", status: 500,
            detail: "It was logged under the instance's identifier.")
    }

    /// A place the service depends on is away, or all its threads are busy: the same request can succeed later.
    package static func unavailable(_ detail: String, retryAfter: Duration = .seconds(1)) -> Problem {
        Problem(
            "unavailable", title: "Not available now", status: 503, detail: detail,
            headers: ["retry-after": seconds(retryAfter)])
    }

    /// RFC 9110, 10.2.3: whole seconds; rounded up, so that who waits as told isn't refused again.
    private static func seconds(_ duration: Duration) -> String {
        let (whole, rest) = duration.components
        return String(max(1, rest > 0 ? whole + 1 : whole))
    }
}
