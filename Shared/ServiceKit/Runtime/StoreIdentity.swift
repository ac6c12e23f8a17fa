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
