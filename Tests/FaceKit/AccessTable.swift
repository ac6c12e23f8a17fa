import Foundation
package import Pages
import TestKit

/// Role × route × object: who gets which answer where, for every route of a face, tested whole through a face that
/// really listens (SECURITY, "Who may do what").
///
/// ```swift
/// @Test func `each role may do on each route what the table says, and no more`() async throws {
///     let table = AccessTable(
///         people: [
///             .nobody,
///             .init("the pilot", Caller(identifier: "p-1", roles: ["pilot"], functions: ["head:0690001A"])),
///             .init("a pilot", Caller(identifier: "p-2", roles: ["pilot"], functions: ["head:0690002B"])),
///             .init("Dfie", Caller(identifier: "p-3", roles: ["dfie"])),
///             .stranger,
///         ],
///         rows: [
///             .init(
///                 "GET /requests/{request}", .own, ["request": "ALP-69-AAAAAAAA"],
///                 ["the pilot": 200, "Dfie": 200, "a pilot": 404], others: 403),
///             .init(
///                 "GET /requests/{request}", .anothers, ["request": "ALP-42-BBBBBBBB"],
///                 ["Dfie": 200, "the pilot": 404, "a pilot": 404], others: 403),
///             .init(
///                 "POST /requests/{request}/withdraw", .own, ["request": "ALP-69-AAAAAAAA"],
///                 body: #"{"seenRevision": 1}"#, ["the pilot": .passes, "a pilot": 404], others: 403),
///             …
///         ])
///     #expect(try await table.failures(of: IntakeRoutes.table(desk)) == [])
/// }
/// ```
///
/// It fails where a route of the face isn't listed; where a route with an object in its path has no row for one's own
/// and one for another's (``Whose``); where a row names a route or a person that isn't there, or leaves out a
/// parameter; and for each cell whose status is another one. On a route that isn't open, ``AccessTable/Person/nobody``
/// gets 401 without being listed.
package struct AccessTable: Sendable {
    /// Who asks: a name for the table, and what their token says.
    package struct Person: Sendable {
        package var name: String
        /// Nil: asks without a token.
        package var caller: Caller?

        package init(_ name: String, _ caller: Caller?) {
            self.name = name
            self.caller = caller
        }

        package static let nobody = Person("nobody", nil)
        /// A valid token that has no business role at all: an operator's.
        package static let stranger = Person(
            "an operator", Caller(identifier: "p-operator", roles: [Caller.operatorRole]))
    }

    /// Whose the object in the path is, seen from the one for whom the row is mainly made.
    package enum Whose: String, Sendable {
        case own
        case anothers
        /// The path has no object, or one that belongs to nobody: a campaign, an own list.
        case nobodys
    }

    package enum Expected: Sendable, Equatable, ExpressibleByIntegerLiteral, CustomStringConvertible {
        case status(Int)
        /// Let in: whatever the answer of business is, it is none of 401, 403, 404, 405, 415 and 5xx.
        case passes

        package init(integerLiteral value: Int) { self = .status(value) }

        package var description: String {
            switch self {
            case .status(let status): "\(status)"
            case .passes: "to be let in"
            }
        }

        func isMet(by status: Int) -> Bool {
            switch self {
            case .status(let wanted): status == wanted
            case .passes: ![401, 403, 404, 405, 415].contains(status) && status < 500
            }
        }
    }

    package struct Row: Sendable {
        /// `GET /requests/{request}`, as the route table has it.
        package var route: String
        package var whose: Whose
        package var parameters: [String: String]
        /// `limit=5`
        package var query: String?
        package var headers: [String: String]
        package var body: String?
        /// By person.
        package var expected: [String: Expected]
        /// For all who aren't named; nil: each must be named.
        package var others: Expected?

        /// - Parameter body: JSON, unless `headers` says another Content-Type.
        package init(
            _ route: String, _ whose: Whose, _ parameters: [String: String] = [:], query: String? = nil,
            headers: [String: String] = [:], body: String? = nil, _ expected: [String: Expected],
            others: Expected? = nil
        ) {
            self.route = route
            self.whose = whose
            self.parameters = parameters
            self.query = query
            self.headers = headers
            self.body = body
            self.expected = expected
            self.others = others
        }
    }

    package var people: [Person]
    package var rows: [Row]

    package init(people: [Person], rows: [Row]) {
        self.people = people
        self.rows = rows
    }

    /// Runs the whole table against a face with these routes; one line for each thing that isn't as it says, none where
    /// all is well. Rows in their order, people in theirs; a write has an idempotency key of its own in each cell.
    ///
    /// - Parameter configure: for a face that isn't the usual one; its rate limit is off here.
    package func failures(
        of routes: RouteTable, configure: @Sendable (inout HTTPFaceConfiguration) -> Void = { _ in }
    ) async throws -> [String] {
        let gaps = gaps(in: routes)
        guard gaps.isEmpty else { return gaps }
        let tokens = try FaceTokens(people.compactMap(\.caller))
        return try await TestFace.running(
            routes: routes, tokens: tokens.file,
            configure: {
                $0.rate = nil
                configure(&$0)
            }
        ) { face in
            var failures: [String] = []
            for row in rows {
                for person in people {
                    failures += try await failure(row, person, routes, tokens, face).map { [$0] } ?? []
                }
            }
            return failures
        }
    }

    private func failure(
        _ row: Row, _ person: Person, _ routes: RouteTable, _ tokens: FaceTokens, _ face: TestFace
    ) async throws -> String? {
        guard let route = routes.routes.first(where: { $0.name == row.route }),
            let expected = expected(of: person, in: row, on: route)
        else { return nil }
        var path = route.pattern
        for (name, value) in row.parameters { path.replace("{\(name)}", with: PercentEncoding.encode(value)) }
        if let query = row.query { path += "?\(query)" }
        var headers = row.headers
        if headers["Idempotency-Key"] == nil { headers["Idempotency-Key"] = "cell-\(UUID().uuidString)" }
        let answer = try await HTTPCall(
            address: "\(face.address)", token: person.caller.map { tokens[$0.identifier] }
        ).send(route.method, path, body: row.body, headers: headers)
        guard !expected.isMet(by: answer.status) else { return nil }
        return "\(row.route) (\(row.whose.rawValue)) by \(person.name): \(answer.status), wanted \(expected)"
            + ": \(answer.body.prefix(300))"
    }

    private func expected(of person: Person, in row: Row, on route: Route) -> Expected? {
        if let named = row.expected[person.name] { return named }
        if person.caller == nil, route.access.passingRoles != nil { return 401 }
        return row.others
    }
}

extension AccessTable {
    /// What the table leaves out or makes up.
    func gaps(in routes: RouteTable) -> [String] {
        let names = Set(people.map(\.name))
        var gaps: [String] = []
        for route in routes.routes {
            let mine = rows.filter { $0.route == route.name }
            let whose = Set(mine.map(\.whose))
            if mine.isEmpty {
                gaps.append("\(route.name) isn't listed")
            } else if !route.parameterNames.isEmpty, route.access.passingRoles != nil, !whose.contains(.nobodys),
                !whose.isSuperset(of: [.own, .anothers])
            {
                gaps.append("\(route.name) needs a row for one's own and a row for another's object")
            }
        }
        for row in rows {
            guard let route = routes.routes.first(where: { $0.name == row.route }) else {
                gaps.append("\(row.route) is no route of this face")
                continue
            }
            for parameter in route.parameterNames where row.parameters[parameter] == nil {
                gaps.append("\(row.route): the row gives no \(parameter)")
            }
            for name in row.expected.keys.sorted() where !names.contains(name) {
                gaps.append("\(row.route): there is nobody called \(name)")
            }
            for person in people where expected(of: person, in: row, on: route) == nil {
                gaps.append("\(row.route) (\(row.whose.rawValue)): nothing is said of \(person.name)")
            }
        }
        return gaps
    }
}

extension Route {
    /// `GET /requests/{request}`
    package var name: String { "\(method) \(pattern)" }
}
