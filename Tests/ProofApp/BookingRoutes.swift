import Foundation
package import Pages
import ProofDomain
package import ServiceKit

/// What people ask of a booking over HTTP: to see it, and to cancel it.
package enum BookingRoutes {
    package struct View: Codable, Hashable, Sendable {
        package var booking: String
        package var revision: Int64
        package var phase: String
        package var room: String?
        package var seats: Int
    }

    private struct Cancel: Codable {
        var seenRevision: Int64?
    }

    package static func table(_ desk: CommandDesk<BookingDefinition>) -> RouteTable {
        var routes = RouteTable()
        routes.get(
            "/bookings/{booking}", access: .role("pilot"),
            describing: RouteNote(
                summary: "A booking as it stands.", parameters: [.path("booking", "The booking's identifier.")],
                answers: [.json(200, "The booking.", View.self)])
        ) { request in
            let booking = request.parameter("booking")
            let view = try await request.blocking { try desk.view(booking) }
            guard let view else { throw Problem.notFound }
            return try .json(view)
        }
        routes.post(
            "/bookings/{booking}/cancel", access: .role("pilot"),
            describing: RouteNote(
                summary: "Cancels a booking; its seats are free again.",
                detail: "A booking of which nothing is known yet is cancelled before it is made.",
                parameters: [.path("booking", "The booking's identifier.")], body: .json(Cancel.self),
                answers: [.json(200, "The booking after it.", View.self)])
        ) { request in
            let booking = request.parameter("booking")
            let body = try await request.json(Cancel.self)
            guard let key = request.header("idempotency-key"), (8...200).contains(key.utf8.count) else {
                throw Problem.badRequest("The header Idempotency-Key is needed: 8 to 200 characters.")
            }
            guard let caller = request.caller else { throw Problem.notFound }
            let asked = sha256(Array("cancel \(booking) \(body.seenRevision ?? -1)".utf8))
            return try await request.blocking {
                try desk.take(
                    Command(
                        idempotencyKey: key, bodySHA256: asked, aggregate: booking, seenRevision: body.seenRevision,
                        input: BookingDecider.Input(booking: booking, .cancel), actor: caller.identifier)
                ) { _, state, revision in
                    Answer(
                        status: 200,
                        body: try ProofJSON.encode(
                            View(
                                booking: booking, revision: revision, phase: state.phase.rawValue, room: state.room,
                                seats: state.seats)))
                }.response()
            }
        }
        return routes
    }
}

extension CommandDesk<BookingDefinition> {
    fileprivate func view(_ booking: String) throws -> BookingRoutes.View? {
        try state(of: booking).map { found in
            BookingRoutes.View(
                booking: booking, revision: found.revision, phase: found.state.phase.rawValue, room: found.state.room,
                seats: found.state.seats)
        }
    }
}
