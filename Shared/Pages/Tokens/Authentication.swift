import Vocabulary

/// What a request's `Authorization` header says about who calls (RFC 6750, 2.1).
enum Authentication: Hashable, Sendable {
    /// No header.
    case absent
    /// A header that isn't a bearer token we take now.
    case refused
    case known(Caller)

    init(header: String?, tokens: TokenFile, now: Instant) {
        guard let header else {
            self = .absent
            return
        }
        let parts = header.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer", let token = Token(text: parts[1]),
            let caller = tokens.caller(presenting: token, now: now)
        else {
            self = .refused
            return
        }
        self = .known(caller)
    }

    var caller: Caller? { if case .known(let caller) = self { caller } else { nil } }

    /// - Throws: ``Problem`` 401 or 403.
    func check(_ access: Access) throws {
        switch (access, self) {
        case (.open, _): return
        case (_, .absent): throw Problem.unauthorized(presented: false)
        case (_, .refused): throw Problem.unauthorized(presented: true)
        case (.anyCaller, .known): return
        case (.role(let role), .known(let caller)):
            guard caller.roles.contains(role) else { throw Problem.forbidden(roles: [role]) }
        case (.roles(let roles), .known(let caller)):
            guard !caller.roles.isDisjoint(with: roles) else {
                throw Problem.forbidden(roles: roles)
            }
        }
    }
}
