/// Who calls: always from the token, never from the body (SECURITY, Who may do what).
package struct Caller: Hashable, Sendable {
    /// The token file's identifier, which stands in journals and logs; never the token.
    package var identifier: String
    package var roles: Set<String>
    /// The functions the caller may act for.
    package var functions: Set<String>
    package var departements: Set<String>

    package init(
        identifier: String, roles: Set<String>, functions: Set<String> = [], departements: Set<String> = []
    ) {
        self.identifier = identifier
        self.roles = roles
        self.functions = functions
        self.departements = departements
    }

    /// The role of the operator listener's routes. It gives no business right.
    package static let operatorRole = "operator"
}
