import Messages
import Store

/// A store keeps its environment, its service and its cluster; others stop the start (SECURITY).
enum StoreIdentity {
    static func check(_ source: EventSource, _ database: any Database) throws {
        let (environment, service) = try database.transaction {
            (
                try Identity.remember("environment", source.environment, in: $0),
                try Identity.remember("service", source.service, in: $0)
            )
        }
        try judge(environment: environment, service: service, source)
    }

    /// The same before the migrations: another service's store must neither get our tables nor be called newer. A store
    /// that has no tables yet is nobody's.
    static func checkBeforeMigrating(_ source: EventSource, _ database: any Database) throws {
        let standing: [String: String]
        do {
            standing = try database.read { transaction in
                var standing: [String: String] = [:]
                for row in try transaction.query("SELECT name, value FROM identity") {
                    standing[try row.text(0)] = try row.text(1)
                }
                return standing
            }
        } catch let error as StoreError where error.kind == .unexpectedAnswer {
            return
        }
        try judge(
            environment: standing["environment"] ?? source.environment, service: standing["service"] ?? source.service,
            source)
    }

    private static func judge(environment: String, service: String, _ source: EventSource) throws {
        guard environment == source.environment, service == source.service else {
            throw RuntimeFailure(
                .configuration,
                "the store belongs to service \(service) in environment \(environment), and this is "
                    + "\(source.service) in \(source.environment): give each its own store")
        }
    }

    static func check(cluster: String, _ database: any Database) throws {
        let remembered = try database.transaction { try Identity.remember("cluster", cluster, in: $0) }
        guard remembered == cluster else {
            throw RuntimeFailure(
                .configuration,
                "the store belongs to cluster \(remembered) and the broker is of cluster \(cluster): "
                    + "use the store's own cluster, or another store")
        }
    }
}
