/// A type whose JSON a document tells of; it is learnt from how the type is read.
package typealias DescribedType = any (Decodable & SendableMetatype).Type

/// What an API developer is told of a route: the OpenAPI document is made of these.
///
/// What every route has (the token, `Idempotency-Key`, the problems of the face itself) is added by the document and
/// isn't repeated here.
package struct RouteNote: Sendable {
    /// One sentence in English.
    package var summary: String
    /// More, where one sentence isn't enough.
    package var detail: String?
    package var parameters: [RouteParameter]
    package var body: RouteBody?
    package var answers: [RouteAnswer]
    /// Nil: POST, PUT and DELETE do. False for one that writes nothing.
    package var takesIdempotencyKey: Bool?

    /// - Parameters:
    ///   - parameters: of the path, those that deserve a word or a form; of the query, all.
    ///   - answers: of success at least; a problem only where the route says more by it than every route does.
    package init(
        summary: String, detail: String? = nil, parameters: [RouteParameter] = [], body: RouteBody? = nil,
        answers: [RouteAnswer], takesIdempotencyKey: Bool? = nil
    ) {
        self.summary = summary
        self.detail = detail
        self.parameters = parameters
        self.body = body
        self.answers = answers
        self.takesIdempotencyKey = takesIdempotencyKey
    }
}

/// A parameter of a route, in the path, the query or the head.
package struct RouteParameter: Sendable {
    package enum Place: String, Sendable { case path, query, header }

    package enum Form: Sendable {
        /// As that type is written: text, number or choice.
        case type(DescribedType)
        case number(ClosedRange<Int>)
        case choice([String])
    }

    package var place: Place
    package var name: String
    package var form: Form
    package var text: String
    package var isRequired: Bool

    /// A place in the route's pattern.
    package static func path(_ name: String, _ type: DescribedType, _ text: String) -> RouteParameter {
        RouteParameter(place: .path, name: name, form: .type(type), text: text, isRequired: true)
    }

    package static func path(_ name: String, _ text: String) -> RouteParameter { path(name, String.self, text) }

    package static func query(
        _ name: String, _ type: DescribedType, _ text: String, isRequired: Bool = false
    ) -> RouteParameter {
        RouteParameter(place: .query, name: name, form: .type(type), text: text, isRequired: isRequired)
    }

    package static func query(_ name: String, _ text: String) -> RouteParameter { query(name, String.self, text) }

    package static func query(
        _ name: String, oneOf choices: [String], _ text: String, isRequired: Bool = false
    ) -> RouteParameter {
        RouteParameter(place: .query, name: name, form: .choice(choices), text: text, isRequired: isRequired)
    }

    package static func query(_ name: String, in range: ClosedRange<Int>, _ text: String) -> RouteParameter {
        RouteParameter(place: .query, name: name, form: .number(range), text: text, isRequired: false)
    }

    package static func header(
        _ name: String, _ text: String, isRequired: Bool = false
    ) -> RouteParameter {
        RouteParameter(place: .header, name: name, form: .type(String.self), text: text, isRequired: isRequired)
    }
}

/// What a route takes in.
package struct RouteBody: Sendable {
    package var mediaTypes: [String]
    /// Nil where the bytes aren't one JSON value: a table, lines.
    package var type: DescribedType?
    package var text: String?

    package static func json(_ type: DescribedType, _ text: String? = nil) -> RouteBody {
        RouteBody(mediaTypes: ["application/json"], type: type, text: text)
    }

    /// A table or lines: `text/csv`, `application/x-ndjson`.
    package static func file(_ mediaTypes: String..., text: String) -> RouteBody {
        RouteBody(mediaTypes: mediaTypes, type: nil, text: text)
    }
}

/// One way in which a route answers.
package struct RouteAnswer: Sendable {
    package var status: Int
    /// One sentence.
    package var text: String
    /// Each with the type of its JSON, nil where it isn't JSON. Empty: no body.
    package var contents: [String: DescribedType?]

    package static func json(_ status: Int, _ text: String, _ type: DescribedType) -> RouteAnswer {
        RouteAnswer(status: status, text: text, contents: ["application/json": type])
    }

    /// What isn't JSON: `text/html`, `text/csv`, `text/calendar`.
    package static func text(_ status: Int, _ text: String, _ mediaTypes: String...) -> RouteAnswer {
        RouteAnswer(
            status: status, text: text, contents: Dictionary(uniqueKeysWithValues: mediaTypes.map { ($0, nil) }))
    }

    /// JSON, or something else where `Accept` asks for it.
    package static func json(
        _ status: Int, _ text: String, _ type: DescribedType, or mediaTypes: String...
    ) -> RouteAnswer {
        var contents: [String: DescribedType?] = ["application/json": type]
        for mediaType in mediaTypes { contents.updateValue(nil, forKey: mediaType) }
        return RouteAnswer(status: status, text: text, contents: contents)
    }

    package static func problem(_ status: Int, _ text: String) -> RouteAnswer {
        RouteAnswer(status: status, text: text, contents: [Problem.mediaType: Problem.self])
    }

    package static func empty(_ status: Int, _ text: String) -> RouteAnswer {
        RouteAnswer(status: status, text: text, contents: [:])
    }
}
