package import Messages
package import Pages
package import Vocabulary

/// Who acts: from the token, never from the body (SECURITY, "Who may do what").
package struct Acting: Hashable, Sendable {
    package let role: BusinessRole
    /// As messages and journals name it: role, function, person; never a name.
    package let actor: MessageActor
    /// Every function of the role that the token holds, in order.
    package let functions: [Function]
    /// Of the token's list and of its functions.
    package let departements: Set<Departement>

    /// Dfie and Pôle see every request; the others what concerns them.
    package var seesAll: Bool { role == .dfie || role == .pole }

    /// Whether one of these départements is theirs.
    package func concerns(_ departements: some Sequence<Departement>) -> Bool {
        seesAll || departements.contains { self.departements.contains($0) }
    }

    package func holds(_ function: Function) -> Bool { functions.contains(function) }

    /// The same person in another of their functions: a head of two collèges acts for the one that a request names.
    /// nil where the token doesn't hold it.
    package func acting(in function: Function) -> Acting? {
        guard functions.contains(function) else { return nil }
        let actor = MessageActor(role: Open(function.role), function: Open(function), person: actor.person)
        return Acting(role: role, actor: actor, functions: functions, departements: departements)
    }

    /// As a journal's row names the actor.
    package var journalled: String {
        "\(actor.role.value?.rawValue ?? role.rawValue) \(actor.function?.value?.text ?? "-") \(actor.person)"
    }
}

extension Acting {
    /// The first of the roles that the caller's token has, with a function of it.
    ///
    /// - Throws: `Problem` 403 where there is none.
    package init(_ caller: Caller, as roles: [BusinessRole]) throws {
        let held = caller.functions.compactMap { try? Function($0) }.sorted { $0.text < $1.text }
        for role in roles where caller.roles.contains(role.rawValue) {
            var functions = held.filter(role.holds)
            if functions.isEmpty, let only = role.only { functions = [only] }
            guard let first = functions.first else { continue }
            guard let person = try? PersonID(caller.identifier) else { throw Problem.tokenWithoutPerson }
            self.role = role
            self.functions = functions
            actor = MessageActor(role: Open(first.role), function: Open(first), person: person)
            departements = Set(
                caller.departements.compactMap { try? Departement($0) } + functions.compactMap(\.departement))
            return
        }
        throw Problem.forbidden(roles: roles.map(\.rawValue))
    }
}

extension PageRequest {
    /// Who acts, in the first of these roles that the token has.
    ///
    /// - Throws: `Problem` 401 without a token, 403 where it has none of the roles.
    package func acting(as roles: [BusinessRole]) throws -> Acting {
        guard let caller else { throw Problem.unauthorized(presented: false) }
        return try Acting(caller, as: roles)
    }
}

extension Access {
    /// Any of these business roles.
    package static func any(of roles: BusinessRole...) -> Access { .roles(roles.map(\.rawValue)) }
}

extension Function {
    /// That the function is of by its own name; nil where it is of the académie, or its département isn't in its name.
    package var departement: Departement? {
        switch self {
        case .service(let departement), .director(let departement), .delegate(let departement, _): departement
        case .head, .inspector, .referent, .dfie, .pole, .trainer: nil
        }
    }
}

extension Problem {
    /// Tokens of people name the person: what they do is journalled under it.
    fileprivate static var tokenWithoutPerson: Problem {
        Problem("token-without-person", status: 403, .personNeeded)
    }
}
