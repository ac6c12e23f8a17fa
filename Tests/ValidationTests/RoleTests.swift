import FaceKit
import Foundation
import Messages
import Pages
import Testing
import ValidationDomain
import Vocabulary

@testable import Validation

/// Role × route × own or another's.
@Suite(.timeLimit(.minutes(2)))
struct RoleTests {
    /// Of the Rhône, of the collège that `Person.referent` follows.
    private static let own = "ALP-69-0067"
    /// Of the Loire alone.
    private static let others = "ALP-42-0001"

    private static let examiners: Set<Person> = [.dfie, .service69, .service01, .service42]
    private static let readers: Set<Person> = examiners.union([
        .pole, .director69, .director42, .referent, .otherReferent,
    ])

    /// Path below the request, body without its revision, whose role comes in.
    private static let acts: [(path: String, body: String, roles: Set<Person>)] = [
        (
            "settle", #""themeClass": "parcours", "concernsSpecialNeeds": false, "priority": 0, "groups": [], "#,
            examiners
        ),
        ("approve", "", examiners), ("refuse", "", examiners), ("return", "", examiners),
        ("late", #""accept": true, "reason": "Vu.", "#, [.dfie]),
        ("opinions", #""from": ["pole"], "#, examiners),
        ("opinions/record", #""from": "pole", "opinion": "favourable", "#, readers),
        ("speakers/{person}", #""isValidated": true, "#, [.dfie]),
        ("lecturers/{person}", #""isAgreed": true, "#, [.dfie, .pole]),
        ("cancel", #""reason": "Vu.", "#, examiners), ("release", "", [.dfie]),
    ]

    /// What a person sees of the two requests.
    private static func sees(_ person: Person, _ request: String) -> Bool {
        switch person {
        case .dfie, .pole: true
        case .service69, .director69, .referent: request == own
        case .service42, .director42: request == others
        case .service01, .otherReferent, .pilot, .trainer, .operator: false
        }
    }

    /// A revision that nobody saw: what is let in is told 409, and changes nothing.
    private static func rows(_ request: String, _ whose: AccessTable.Whose) -> [AccessTable.Row] {
        func row(_ route: String, _ body: String?, _ roles: Set<Person>, _ done: AccessTable.Expected)
            -> AccessTable.Row
        {
            let expected = Person.allCases.filter(roles.contains).map { person in
                (person.rawValue, sees(person, request) ? done : 404)
            }
            return AccessTable.Row(
                route, whose, ["request": request, "person": "x-s01"], body: body,
                Dictionary(uniqueKeysWithValues: expected), others: 403)
        }
        return [row("GET /queue/{request}", nil, readers, 200)]
            + acts.map { path, body, roles in
                row("POST /queue/{request}/\(path)", "{\(body)\"seenRevision\": 9999}", roles, 409)
            }
    }

    private static func everyone(
        _ route: String, query: String? = nil, _ parameters: [String: String] = [:], body: String? = nil,
        _ roles: Set<Person>, _ done: AccessTable.Expected
    ) -> AccessTable.Row {
        AccessTable.Row(
            route, .nobodys, parameters, query: query, body: body,
            Dictionary(uniqueKeysWithValues: roles.map { ($0.rawValue, done) }), others: 403)
    }

    @Test func `each role may do on each route what the table says, and no more`() async throws {
        let bench = try await Bench.make()
        try bench.publishCampaign()
        try bench.submit(Self.own, Self.others)
        let lyon = ["campaign": "lyon-2020-2021", "revision": "1"]
        let all = Set(Person.allCases)
        let table = AccessTable(
            people: [.nobody] + Person.allCases.map { .init($0.rawValue, $0.caller) },
            rows: Self.rows(Self.own, .own) + Self.rows(Self.others, .anothers) + [
                Self.everyone("GET /queue", [:], Self.readers, 200),
                Self.everyone("POST /bulk", [:], body: #"{"action": "approve", "items": []}"#, Self.examiners, 422),
                Self.everyone("GET /campaigns/{campaign}", lyon, all, 200),
                Self.everyone("GET /campaigns/{campaign}/revisions/{revision}", lyon, all, 200),
                Self.everyone(
                    "POST /campaigns/{campaign}/revisions", query: "mode=apply", lyon, body: "{}", [.dfie], 400),
            ])
        #expect(try await table.failures(of: ValidationRoutes.table(bench.desk, reference: bench.lyon.reference)) == [])
        #expect(try bench.state(Self.own).votes.isEmpty)
    }

    @Test func `each sees their own part of the queue`() async throws {
        let bench = try await Bench.make()
        try bench.publishCampaign()
        try bench.submit(Self.own, Self.others)
        try await withFace(bench) { face in
            for person in Self.readers {
                let answer = try await face.get("/queue", as: person)
                let shown = (answer.body["requests"] as? [[String: Any]] ?? []).compactMap { $0["request"] as? String }
                let expected = [Self.own, Self.others].filter { Self.sees(person, $0) }
                #expect(Set(shown) == Set(expected), "\(person)")
            }
        }
    }
}
