import Foundation
import Messages
import NIOHTTP1
import Pages
import Vocabulary

/// The virtual clocks of all processes, set to one instant through their operator listeners.
struct Clocks: Sendable {
    let client: FaceClient
    let company: Company
    let token: Token
    let patience: Duration

    /// Throws ``OperatorFailure`` when a clock can't be set.
    func set(_ instant: Instant) async throws {
        await company.timeIs(instant)
        for instance in await company.instances { try await set(instant, of: instance) }
    }

    private func set(_ instant: Instant, of instance: DemoInstance) async throws {
        let deadline = ContinuousClock.now + patience
        var request = FaceRequest(method: .POST, path: "/clock", token: token)
        request.body = .json(.object(["now": .text(instant.rfc3339), "reason": .text("the demonstration's calendar")]))
        while ContinuousClock.now < deadline {
            try Task.checkCancellation()
            try await company.check()
            // An order is journalled: a store that isn't open yet can't take it.
            if let address = await company.addresses(instance)?.operator, await isReady(address),
                let reply = try? await client.send(request, to: "http://\(address)", within: .seconds(10)),
                ![429, 502, 503, 504].contains(reply.status)
            {
                guard reply.status == 200 else {
                    throw OperatorFailure(
                        .unexpected, "the clock of \(instance) can't be set: \(reply.status) \(reply.words)")
                }
                return
            }
            try await Pause.short(.milliseconds(20))
        }
        throw OperatorFailure(.unavailable, "the clock of \(instance) wasn't set within \(patience.seconds) s")
    }

    private func isReady(_ address: String) async -> Bool {
        let reply = try? await client.send(.get("/health/ready", as: nil), to: "http://\(address)", within: .seconds(5))
        return reply?.status == 200
    }
}
