import Pages
import ServiceKit

/// All that is answered over HTTP.
enum SchedulingRoutes {
    static func table(_ desk: CommandDesk<SchedulingDefinition>) -> RouteTable {
        var routes = RouteTable()
        ActionRoutes.add(to: &routes, desk)
        ActRoutes.add(to: &routes, desk)
        MeansRoutes.add(to: &routes, desk)
        ImportRoutes.add(to: &routes, desk)
        CalendarRoutes.add(to: &routes, desk)
        ExportRoutes.add(to: &routes, desk)
        return routes
    }
}

extension PageRequest {
    /// A list's cursor and size: `?limit=` of at most 500, `?after=`.
    func page() throws -> (after: String, limit: Int64) {
        (query["after"] ?? "", try query.number("limit", in: 1...500, default: 100))
    }
}
