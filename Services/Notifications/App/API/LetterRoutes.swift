import Foundation
import NotificationsDomain
import Pages
import ServiceKit
import Store
import Vocabulary

/// The letters, as lists and as previews.
enum LetterRoutes {
    static func table(
        _ desk: CommandDesk<NotificationsDefinition>, press: LetterPress, pages: LetterListPage
    ) -> RouteTable {
        let access = Access.roles(LetterSight.roles.map(\.rawValue))
        var routes = RouteTable()
        routes.get(
            "/letters", access: access,
            describing: RouteNote(
                summary: "Every letter that the caller may see, a page at a time.", parameters: listParameters,
                answers: [.json(200, "A page of letters, by identifier.", LetterList.self)])
        ) { request in
            let (query, sight) = (try LetterQuery(request.query), try Self.sight(request))
            return try .json(try await request.blocking { try Self.list(query, sight, desk) })
        }
        routes.get(
            "/lettres", access: access,
            describing: RouteNote(
                summary: "The same for people, each with its previews.", parameters: listParameters,
                answers: [.text(200, "The list.", "text/html")])
        ) { request in
            let (query, sight) = (try LetterQuery(request.query), try Self.sight(request))
            let letters = try await request.blocking { try Self.list(query, sight, desk) }
            return Self.html(pages.render(letters, query))
        }
        routes.get(
            "/lettres/{letter}", access: access,
            describing: RouteNote(
                summary: "A letter as it goes, without its personal link and code.",
                parameters: [.path("letter", LetterID.self, "The letter."), partParameter],
                answers: [.text(200, "The letter.", "text/html", "text/plain", "text/calendar")])
        ) { request in
            try request.query.only("part")
            let (part, sight) = (try Part(request.query), try Self.sight(request))
            let text = request.parameter("letter")
            let paper = try await request.blocking { try Self.paper(text, sight, desk) }
            return try Self.preview(paper, part)
        }
        routes.get(
            "/lettres/modeles", access: access,
            describing: RouteNote(
                summary: "A letter of each kind, about a request that nobody made.",
                answers: [
                    .text(200, "The models.", "text/html"), .problem(409, "No campaign is published yet."),
                ])
        ) { request in
            try request.query.only()
            let samples = try await request.blocking { try Self.samples(desk, press) }
            return Self.html(pages.render(samples))
        }
        routes.get(
            "/lettres/modeles/{name}", access: access,
            describing: RouteNote(
                summary: "One of the models.", parameters: [.path("name", "As the list names it."), partParameter],
                answers: [
                    .text(200, "The model.", "text/html", "text/plain", "text/calendar"),
                    .problem(409, "No campaign is published yet."),
                ])
        ) { request in
            try request.query.only("part")
            let (part, name) = (try Part(request.query), request.parameter("name"))
            let samples = try await request.blocking { try Self.samples(desk, press) }
            guard let sample = samples.first(where: { $0.name == name }) else { throw Problem.notFound }
            return try Self.preview(sample.paper, part)
        }
        return routes
    }

    private static let listParameters: [RouteParameter] = [
        .query("kind", oneOf: LetterKind.allCases.map(\.rawValue), "Of this kind alone."),
        .query("state", oneOf: LetterEntry.Status.allCases.map(\.rawValue), "In this state alone."),
        .query("request", "About this request alone."),
        .query("limit", in: 1...500, "Letters of a page; 100 by default."),
        .query("after", "The identifier after which the page begins."),
    ]
    private static let partParameter = RouteParameter.query(
        "part", oneOf: ["html", "text", "ics"], "HTML by default; the calendar where the letter has one.")

    private static func sight(_ request: PageRequest) throws -> LetterSight {
        LetterSight(acting: try request.acting(as: LetterSight.roles))
    }

    private static func list(
        _ query: LetterQuery, _ sight: LetterSight, _ desk: CommandDesk<NotificationsDefinition>
    ) throws -> LetterList {
        let rows = try desk.reading { try query.rows(sight, in: $0) }
        let shown = rows.prefix(Int(query.limit))
        return LetterList(
            letters: shown.map(LetterView.init), next: rows.count > shown.count ? shown.last?.letter.text : nil)
    }

    private static func paper(
        _ text: String, _ sight: LetterSight, _ desk: CommandDesk<NotificationsDefinition>
    ) throws -> LetterPaper {
        guard let letter = try? LetterID(text) else { throw Problem.notFound }
        let paper = try desk.reading { transaction -> LetterPaper? in
            guard let row = try LetterTable.rows([letter], in: transaction).first, sight.sees(row) else { return nil }
            return try LetterTable.paper(of: letter, in: transaction)
        }
        guard let paper else { throw Problem.notFound }
        return paper
    }

    private static func samples(
        _ desk: CommandDesk<NotificationsDefinition>, _ press: LetterPress
    ) throws -> [SampleLetters.Sample] {
        guard let campaign = try desk.reading({ try CampaignCache().newest(nil, in: $0) }) else {
            throw Problem.conflict("Aucune campagne n'est encore publiée : les modèles en reprennent les textes.")
        }
        return try SampleLetters(campaign, press: press, at: desk.clock.now).all()
    }

    // MARK: Previews

    enum Part: String {
        case html, text, ics

        init(_ query: QueryParameters) throws {
            let text = query["part"] ?? "html"
            guard let part = Part(rawValue: text) else {
                throw Problem.invalid([
                    FieldError(field: "part", value: text, message: "Valeurs possibles : html, text, ics.")
                ])
            }
            self = part
        }
    }

    /// Neither link nor code is shown, not even to whom they are for: they go by mail alone.
    private static func preview(_ paper: LetterPaper, _ part: Part) throws -> PageResponse {
        let (link, code) = ("#lien-personnel", "••••••")
        switch part {
        case .html: return html(Slot.fill(paper.html, link: link, code: code))
        case .text: return .text(Slot.fill(paper.text, link: link, code: code))
        case .ics:
            guard let calendar = paper.calendar else { throw Problem.notFound }
            var response = PageResponse.text(calendar.text, type: "text/calendar; charset=utf-8")
            response.headers["content-disposition"] = "attachment; filename=\"\(paper.letter).ics\""
            return response
        }
    }

    /// No script, nothing from elsewhere, in nobody's frame.
    private static func html(_ text: String) -> PageResponse {
        var response = PageResponse.text(text, type: "text/html; charset=utf-8")
        response.headers["content-security-policy"] =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return response
    }
}

extension CommandDesk<NotificationsDefinition> {
    /// A read of the tables; 503 until the store is open.
    func reading<Result>(_ body: (any Transaction) throws -> Result) throws -> Result {
        guard isOpen else {
            throw Problem.unavailable(.storeClosed, retryAfter: .seconds(2))
        }
        return try step.database.read(body)
    }
}
