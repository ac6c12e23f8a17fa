import Foundation
import Pages
import Testing
import Vocabulary

/// What people and the académie's services are told by a business listener is French, the operator's English.
@Suite(.timeLimit(.minutes(1)))
struct FrenchTests {
    struct Order: Codable {
        struct Line: Codable { var hours: Int }

        var name: String
        var lines: [Line]
        var collège: UAI?
    }

    private static func routes() -> RouteTable {
        var routes = RouteTable()
        routes.post("/orders", access: .role("pilot")) { request in
            try request.query.only("limit")
            return try .json(await request.json(Order.self))
        }
        routes.get("/orders", access: .open) { request in
            _ = try request.query.number("limit", in: 1...500, default: 50)
            _ = try request.query.choice("state", of: ["open", "closed"])
            return .noContent
        }
        routes.get("/own", access: .open) { _ in throw Problem.conflict("Le dossier est clos.") }
        routes.get("/titled", access: .open) { _ in
            throw Problem("conflict", title: "La demande ne le permet pas", status: 409)
        }
        routes.get("/busy", access: .open) { _ in throw Problem.unavailable(.storeAway, retryAfter: .seconds(2)) }
        routes.get("/broken", access: .open) { _ in throw CancellationError() }
        return routes
    }

    struct Case: Sendable {
        var method = "POST"
        var path = "/orders"
        var headers: [String: String] = [:]
        var body: String? = #"{"name": "a", "lines": []}"#
        var isAllowed = true
        var status: Int
        var title: String
        var detail: String?
        var field: String?
        var message: String?
    }

    static let cases: [Case] = [
        Case(
            isAllowed: false, status: 401, title: "Un jeton en cours de validité est nécessaire",
            detail: "Envoyez l'en-tête « Authorization: Bearer » avec un jeton en cours de validité."),
        Case(
            body: "{", status: 400, title: "Le contenu n'est pas le JSON attendu",
            detail: "Le contenu n'est pas du JSON."
        ),
        Case(
            body: #"{"name": "a", "lines": [{"hours": 1}, {"hours": "trois"}]}"#, status: 400,
            title: "Le contenu n'est pas le JSON attendu", detail: "Un champ n'a pas le bon type.",
            field: "lines.1.hours", message: "Il faut un nombre entier."),
        Case(
            body: #"{"name": "a", "lines": [], "collège": "0690001Z"}"#, status: 400,
            title: "Le contenu n'est pas le JSON attendu", detail: "Un champ ne peut pas être lu.", field: "collège",
            message: "« 0690001Z » n'est pas un UAI"),
        Case(
            body: #"{"lines": []}"#, status: 400, title: "Le contenu n'est pas le JSON attendu",
            detail: "Un champ manque.", field: "name", message: "Ce champ est nécessaire."),
        Case(
            body: #"{"name": "\u0000", "lines": []}"#, status: 400, title: "Le contenu n'est pas le JSON attendu",
            detail: "Le contenu comporte un caractère nul, qui ne peut pas être conservé."),
        Case(
            headers: ["Content-Type": "text/csv"], status: 415, title: "Ce type de contenu n'est pas accepté ici",
            detail: "Envoyez-le en application/json."),
        Case(
            headers: ["Content-Encoding": "gzip"], status: 415, title: "Les contenus compressés ne sont pas acceptés",
            detail: "Envoyez le contenu sans Content-Encoding."),
        Case(
            headers: ["Content-Length": "20971520"], status: 413, title: "Le contenu est trop volumineux",
            detail: "La limite est de 1048576 octets."),
        Case(
            path: "/orders?limite=5", status: 400, title: "La requête ne peut pas être lue",
            detail: "Un paramètre est inconnu.", field: "limite", message: "Paramètres connus : limit."),
        Case(
            method: "GET", path: "/orders?limit=501", body: nil, status: 422,
            title: "Certains champs ne peuvent pas être acceptés", field: "limit",
            message: "Donnez un nombre entier de 1 à 500."),
        Case(
            method: "GET", path: "/orders?state=lost", body: nil, status: 422,
            title: "Certains champs ne peuvent pas être acceptés", field: "state",
            message: "Donnez une de ces valeurs : open, closed."),
        Case(method: "GET", path: "/nowhere", body: nil, status: 404, title: "Il n'y a rien à cette adresse"),
        Case(
            method: "DELETE", body: nil, status: 405, title: "Cette méthode n'est pas prévue à cette adresse"),
        Case(
            method: "GET", path: "/own", body: nil, status: 409, title: "La demande contredit l'état actuel",
            detail: "Le dossier est clos."),
        Case(method: "GET", path: "/titled", body: nil, status: 409, title: "La demande ne le permet pas"),
        Case(
            method: "GET", path: "/busy", body: nil, status: 503, title: "Momentanément indisponible",
            detail: "La base de données ne répond pas. Envoyez de nouveau la même requête."),
    ]

    @Test(arguments: cases)
    func `a business listener says in French what is wrong and where`(expected: Case) async throws {
        let tokens = try TestTokens()
        try await withFace(routes: Self.routes(), tokens: tokens.file, configure: { $0.language = .french }) {
            face async throws in
            var headers = expected.headers
            if expected.isAllowed { headers.merge(bearer(tokens.pilotToken)) { $1 } }
            let response = try await exchange(
                face.address, expected.method, expected.path, headers: headers, body: expected.body)
            let problem = try #require(response.problem)
            #expect(response.status == expected.status)
            #expect(response.headers["content-language"] == "fr")
            #expect(problem.title == expected.title)
            #expect(problem.detail == expected.detail)
            #expect(problem.errors?.first?.field == expected.field)
            let message = problem.errors?.first?.message
            #expect(message == expected.message || message?.hasPrefix("\(expected.message ?? "-") :") == true)
        }
    }

    @Test func `the same is said in English where nothing else is asked for`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let response = try await exchange(face.address, "GET", "/busy")
            #expect(response.headers["content-language"] == "en")
            #expect(response.problem?.title == "Not available now")
            #expect(response.problem?.detail == "The store can't be reached now. Send the same request again.")
        }
    }

    @Test func `a token without the role is told which one is needed`() async throws {
        let tokens = try TestTokens()
        try await withFace(routes: Self.routes(), tokens: tokens.file, configure: { $0.language = .french }) {
            face async throws in
            let response = try await exchange(
                face.address, "POST", "/orders", headers: bearer(tokens.operatorToken), body: "{}")
            #expect(response.status == 403)
            #expect(response.problem?.detail == "Il faut le rôle pilot.")
        }
    }

    @Test func `haste is told in French, with how long to wait`() async throws {
        try await withFace(
            routes: Self.routes(),
            configure: {
                $0.language = .french
                $0.rate = RateLimit(perSecond: 0.5, burst: 1)
            }
        ) { face async throws in
            _ = try await exchange(face.address, "GET", "/orders")
            let refused = try await exchange(face.address, "GET", "/orders")
            #expect((refused.status, refused.headers["retry-after"]) == (429, "2"))
            #expect(refused.problem?.title == "Trop de requêtes")
        }
    }

    @Test func `who follows a link with a browser gets the problem as a page`() async throws {
        try await withFace(routes: Self.routes(), configure: { $0.language = .french }) { face async throws in
            let response = try await exchange(
                face.address, "GET", "/own", headers: ["Accept": "text/html,application/xhtml+xml;q=0.9"])
            #expect(response.status == 409)
            #expect(response.headers["content-type"] == "text/html; charset=utf-8")
            #expect(response.headers["content-language"] == "fr")
            #expect(response.body.contains("<p>Le dossier est clos.</p>"))
        }
    }
}
