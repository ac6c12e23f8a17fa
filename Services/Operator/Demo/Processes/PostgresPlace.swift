/// A PostgreSQL server on which each service has a database of its own: `postgres://USER@HOST/NAME` stands for the
/// databases NAME_intake, NAME_validation and so on, which are there and empty.
struct PostgresPlace: Sendable, Equatable {
    private let beforeName: String
    let name: String
    private let query: String

    /// Only cuts; each service judges its own address.
    ///
    /// Throws a failure of usage.
    init(_ text: String) throws(OperatorFailure) {
        let form =
            "write postgres://USER@HOST:PORT/NAME; NAME_intake, NAME_validation, NAME_scheduling and "
            + "NAME_notifications are the databases, empty ones"
        guard let scheme = ["postgres://", "postgresql://"].first(where: text.hasPrefix) else {
            // The text isn't repeated: it may hold a password.
            throw OperatorFailure(.usage, "--store isn't a PostgreSQL server's address; \(form)")
        }
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        query = parts.count > 1 ? "?\(parts[1])" : ""
        let rest = parts[0].dropFirst(scheme.count)
        guard let slash = rest.lastIndex(of: "/"), rest.index(after: slash) < rest.endIndex else {
            throw OperatorFailure(.usage, "--store names no database; \(form)")
        }
        beforeName = scheme + rest[...slash]
        name = String(rest[rest.index(after: slash)...])
    }

    func address(of service: DemoService) -> String { "\(beforeName)\(name)_\(service.rawValue)\(query)" }
}
