/// One builder for each common case, so that the same thing has the same type and title everywhere.
extension Problem {
    // MARK: The request can't be read

    package static func badRequest(_ detail: String, errors: [FieldError]? = nil) -> Problem {
        Problem("bad-request", status: 400, errors: errors).saying(detail)
    }

    package static func badRequest(_ text: FaceText, errors: [FieldError]? = nil) -> Problem {
        Problem("bad-request", status: 400, text, errors: errors)
    }

    /// The body isn't JSON, or not of the expected shape.
    package static func badJSON(_ text: FaceText, errors: [FieldError]? = nil) -> Problem {
        Problem("bad-json", status: 400, text, errors: errors)
    }

    package static func tooLarge(limit: Int) -> Problem { Problem("too-large", status: 413, .bodyLimit(limit)) }

    package static func headersTooLarge(limit: Int) -> Problem {
        Problem("headers-too-large", status: 431, .headLimit(limit))
    }

    package static func unsupportedMediaType(accepted: [String]) -> Problem {
        Problem(
            "unsupported-media-type", status: 415, .mediaTypes(accepted),
            headers: ["accept": accepted.joined(separator: ", ")])
    }

    /// RFC 9110, 15.5.16: the answer names the one coding that is taken.
    package static var unsupportedContentEncoding: Problem {
        Problem("unsupported-content-encoding", status: 415, .noCoding, headers: ["accept-encoding": "identity"])
    }

    package static var tooSlow: Problem { Problem("too-slow", status: 408) }

    /// What the body says can't be taken, field by field.
    package static func invalid(_ errors: [FieldError]) -> Problem { Problem("invalid", status: 422, errors: errors) }

    // MARK: The request isn't allowed

    /// The same text for a token that is missing, unknown, expired or not yet valid: nothing is told to a guesser.
    /// RFC 6750, 3.1: `invalid_token` stands only where a token was presented.
    package static func unauthorized(presented: Bool) -> Problem {
        Problem(
            "unauthorized", status: 401, .sendToken,
            headers: [
                "www-authenticate": presented ? "Bearer realm=\"alp\", error=\"invalid_token\"" : "Bearer realm=\"alp\""
            ])
    }

    /// None of these roles is the token's.
    package static func forbidden(roles: [String]) -> Problem {
        Problem(
            "forbidden", status: 403, .rolesNeeded(roles),
            headers: ["www-authenticate": "Bearer realm=\"alp\", error=\"insufficient_scope\""])
    }

    package static func tooManyRequests(retryAfter: Duration) -> Problem {
        Problem("too-many-requests", status: 429, headers: ["retry-after": seconds(retryAfter)])
    }

    // MARK: The thing asked for

    /// Also for what belongs to another: its existence is not told.
    package static var notFound: Problem { Problem("not-found", status: 404) }

    package static func methodNotAllowed(allowed: [String]) -> Problem {
        Problem("method-not-allowed", status: 405, headers: ["allow": allowed.joined(separator: ", ")])
    }

    /// What is asked contradicts what stands.
    package static func conflict(_ detail: String) -> Problem { Problem("conflict", status: 409).saying(detail) }

    package static func conflict(_ text: FaceText) -> Problem { Problem("conflict", status: 409, text) }

    // MARK: Our side

    package static var unexpected: Problem { Problem("unexpected", status: 500, .logged) }

    /// A place the service depends on is away, or all its threads are busy: the same request can succeed later.
    package static func unavailable(_ detail: String, retryAfter: Duration = .seconds(1)) -> Problem {
        Problem("unavailable", status: 503, headers: ["retry-after": seconds(retryAfter)]).saying(detail)
    }

    package static func unavailable(_ text: FaceText, retryAfter: Duration = .seconds(1)) -> Problem {
        Problem("unavailable", status: 503, text, headers: ["retry-after": seconds(retryAfter)])
    }

    /// In the words of whoever throws it.
    private func saying(_ detail: String) -> Problem {
        var problem = self
        problem.detail = detail
        return problem
    }

    /// RFC 9110, 10.2.3: whole seconds; rounded up, so that who waits as told isn't refused again.
    private static func seconds(_ duration: Duration) -> String {
        let (whole, rest) = duration.components
        return String(max(1, rest > 0 ? whole + 1 : whole))
    }
}
