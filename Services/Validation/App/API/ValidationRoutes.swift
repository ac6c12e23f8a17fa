import Pages
import Reference
import ServiceKit

/// Every route of the business listener. `main` and the tests build the same table.
enum ValidationRoutes {
    static func table(_ desk: ValidationDesk, reference: ReferenceSet) -> RouteTable {
        var routes = RouteTable()
        CampaignAPI(desk: desk, reference: reference).add(to: &routes)
        QueueAPI.add(to: &routes, desk)
        routes = ExaminationAPI(desk, adding: routes).routes
        BulkAPI.add(to: &routes, desk)
        return routes
    }
}
