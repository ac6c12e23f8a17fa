import FaceKit
import Pages
import ProofApp
import ProofDomain
import ServiceKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct AccessTableTests {
    private static let people: [AccessTable.Person] = [
        .nobody, .stranger, .init("a pilot", Caller(identifier: "p-1", roles: ["pilot"])),
        .init("Dfie", Caller(identifier: "p-2", roles: ["dfie"])),
    ]

    private static let rows: [AccessTable.Row] = [
        .init("GET /bookings/{booking}", .own, ["booking": "b-1"], ["a pilot": 200], others: 403),
        .init("GET /bookings/{booking}", .anothers, ["booking": "b-2"], ["a pilot": 404], others: 403),
        .init(
            "POST /bookings/{booking}/cancel", .own, ["booking": "b-1"], body: "{}", ["a pilot": .passes], others: 403),
        .init(
            "POST /bookings/{booking}/cancel", .anothers, ["booking": "b-1"], body: #"{"seenRevision": 70}"#,
            ["a pilot": 409], others: 403),
    ]

    private static func failures(_ rows: [AccessTable.Row]) async throws
        -> [String]
    {
        let bench = try TestDesk(BookingDefinition())
        try bench.happens(
            BookingDecider.Input(booking: "b-1", .made(RequestMade(room: "room-1", seats: 2))), to: "b-1")
        return try await AccessTable(people: Self.people, rows: rows).failures(of: BookingRoutes.table(bench.desk))
    }

    @Test func `each role may do on each route of the proof what the table says, and no more`() async throws {
        #expect(try await Self.failures(Self.rows) == [])
    }

    @Test func `a cell that is otherwise is told with what was answered`() async throws {
        var rows = Self.rows
        rows[1].expected["a pilot"] = 200
        rows[0].expected["Dfie"] = .passes
        let failures = try await Self.failures(rows)
        #expect(failures.count == 2)
        #expect(failures[0].hasPrefix("GET /bookings/{booking} (own) by Dfie: 403, wanted to be let in"))
        #expect(failures[1].hasPrefix("GET /bookings/{booking} (anothers) by a pilot: 404, wanted 200"))
    }

    @Test func `a route that isn't listed fails the table`() async throws {
        let failures = try await Self.failures(Array(Self.rows.prefix(2)))
        #expect(failures == ["POST /bookings/{booking}/cancel isn't listed"])
    }

    @Test func `a route with an object has a row for one's own and a row for another's`() async throws {
        let failures = try await Self.failures([Self.rows[0], Self.rows[2], Self.rows[3]])
        #expect(failures == ["GET /bookings/{booking} needs a row for one's own and a row for another's object"])
    }

    @Test func `a row names routes, people and parameters that are there, and says something of everybody`()
        async throws
    {
        let strange: [AccessTable.Row] = [
            .init("GET /rooms", .nobodys, [:], ["a pilot": 200], others: 403),
            .init("GET /bookings/{booking}", .nobodys, [:], ["a pilot": 200], others: 403),
            .init("GET /bookings/{booking}", .nobodys, ["booking": "b-1"], ["the cook": 200], others: 403),
            .init("GET /bookings/{booking}", .nobodys, ["booking": "b-1"], ["a pilot": 200]),
        ]
        #expect(
            try await Self.failures(Self.rows + strange) == [
                "GET /rooms is no route of this face", "GET /bookings/{booking}: the row gives no booking",
                "GET /bookings/{booking}: there is nobody called the cook",
                "GET /bookings/{booking} (nobodys): nothing is said of an operator",
                "GET /bookings/{booking} (nobodys): nothing is said of Dfie",
            ])
    }
}
