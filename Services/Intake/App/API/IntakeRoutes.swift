import IntakeDomain
import Pages
import ServiceKit

/// Intake's business listener: every route, and who may use it.
struct IntakeRoutes: Sendable {
    /// Bytes of a form: far above a real one, and far below what a record may hold.
    static let formLimit = 256 << 10
    static let importLimit = 10 << 20

    let desk: Desk
    let ground: Ground

    var table: RouteTable {
        var routes = RouteTable()
        addDrafts(to: &routes)
        addRequests(to: &routes)
        addConsents(to: &routes)
        addTracking(to: &routes)
        addDirectory(to: &routes)
        addImports(to: &routes)
        return routes
    }
}
