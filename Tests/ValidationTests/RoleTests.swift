import Foundation
import Messages
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

    private struct Route {
        var method: String
        var path: String
        var body: String?
        /// Who comes past the token's role; all others get 403.
        var roles: Set<Person>
    }

    private static let examiners: Set<Person> = [.dfie, .service69, .service01, .service42]
    private static let readers: Set<Person> = examiners.union([
        .pole, .director69, .director42, .referent, .otherReferent,
    ])

    private static func routes(_ request: String) -> [Route] {
        let seen = #""seenRevision": 9999"#
        func post(_ path: String, _ body: String, _ roles: Set<Person>) -> Route {
            Route(method: "POST", path: "/queue/\(request)/\(path)", body: "{\(body)\(seen)}", roles: roles)
        }
        return [
            Route(method: "GET", path: "/queue/\(request)", body: nil, roles: readers),
            post(
                "settle", #""themeClass": "parcours", "concernsSpecialNeeds": false, "priority": 0, "groups": [], "#,
                examiners),
            post("approve", "", examiners), post("refuse", "", examiners), post("return", "", examiners),
            post("late", #""accept": true, "reason": "Vu.", "#, [.dfie]),
            post("opinions", #""from": ["pole"], "#, examiners),
            post("opinions/record", #""from": "pole", "opinion": "favourable", "#, readers),
            post("speakers/x-s01", #""isValidated": true, "#, [.dfie]),
            post("lecturers/x-l01", #""isAgreed": true, "#, [.dfie, .pole]),
            post("cancel", #""reason": "Vu.", "#, examiners), post("release", "", [.dfie]),
        ]
    }

    /// What a person sees of the two requests.
    private static func sees(_ person: Person, _ request: String) -> Bool {
        switch person {
        case .dfie, .pole: true
        case .service69, .director69, .referent: request == own
        case .service42, .director42: request == others
        case .service01, .otherReferent, .pilot, .trainer, .operator: false
        }
    }

    @Test(arguments: [own, others])
    func `what isn't one's own is 404, what isn't one's role's is 403`(request: String) async throws {
        let bench = try Bench()
        try bench.publishCampaign()
        try bench.submit(Self.own, Self.others)
        try await withFace(bench) { face in
            for route in Self.routes(request) {
                for person in Person.allCases {
                    let answer =
                        route.method == "GET"
                        ? try await face.get(route.path, as: person)
                        : try await face.post(route.path, json: route.body ?? "", as: person)
                    let expected: Int =
                        !route.roles.contains(person)
                        ? 403
                        : !Self.sees(person, request) ? 404 : route.method == "GET" ? 200 : 409
                    #expect(answer.status == expected, "\(person) \(route.method) \(route.path): \(answer.text)")
                }
                let without =
                    route.method == "GET"
                    ? try await face.get(route.path, as: nil)
                    : try await face.post(route.path, json: route.body ?? "", as: nil)
                #expect(without.status == 401, "\(route.path)")
            }
        }
    }

    @Test func `each sees their own part of the queue`() async throws {
        let bench = try Bench()
        try bench.publishCampaign()
        try bench.submit(Self.own, Self.others)
        try await withFace(bench) { face in
            for person in Person.allCases {
                let answer = try await face.get("/queue", as: person)
                guard Self.readers.contains(person) else {
                    #expect(answer.status == 403, "\(person)")
                    continue
                }
                let shown = (answer.body["requests"] as? [[String: Any]] ?? []).compactMap { $0["request"] as? String }
                let expected = [Self.own, Self.others].filter { Self.sees(person, $0) }
                #expect(Set(shown) == Set(expected), "\(person)")
            }
        }
    }

    @Test func `campaigns are everyone's to read and the Dfie's to publish`() async throws {
        let bench = try Bench()
        try bench.publishCampaign()
        try await withFace(bench) { face in
            for person in Person.allCases {
                #expect(try await face.get("/campaigns/lyon-2020-2021", as: person).status == 200, "\(person)")
                let published = try await face.post(
                    "/campaigns/lyon-2020-2021/revisions?mode=apply", json: "{}", as: person)
                #expect(published.status == (person == .dfie ? 400 : 403), "\(person)")
                let bulk = try await face.post("/bulk", json: #"{"action": "approve", "items": []}"#, as: person)
                #expect(bulk.status == (Self.examiners.contains(person) ? 422 : 403), "\(person)")
            }
            #expect(try await face.get("/campaigns/lyon-2020-2021", as: nil).status == 401)
        }
    }
}
