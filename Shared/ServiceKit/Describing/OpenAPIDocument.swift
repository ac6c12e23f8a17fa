package import Pages
package import Schemas

/// The business listener's routes as one OpenAPI 3.1 document, made of the routes' notes and of the types that are
/// really read and written.
///
/// The operator listener isn't told of: its one client is `alp`.
package struct OpenAPIDocument {
    private let service: String
    private let routes: [Route]
    private var schemas: SchemaWriter

    /// - Parameters:
    ///   - service: lower case, as in a record's source.
    ///   - comments: of the sources that the types stand in; they become the fields' descriptions.
    package init(service: String, routes: RouteTable, comments: SourceComments = SourceComments([])) {
        self.service = service
        self.routes = routes.routes
        schemas = SchemaWriter(comments: comments, place: "#/components/schemas/")
    }

    /// - Throws: `SchemaFailure` where a type's JSON can't be told;
    ///   ``OpenAPIFailure`` where a route has no note, or a note doesn't fit its route.
    package mutating func document() throws -> OrderedJSON {
        let paths = try paths()
        let components = try components()
        return [
            "openapi": "3.1.1",
            "info": [
                "title": .text("ALP interdegrés: alp-\(service)"), "version": "1.0.0",
                "description": .text(Self.introduction),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "tags": [["name": .text(service)]],
            "paths": .object(paths),
            "components": components,
        ]
    }

    private static let introduction = """
        JSON in UTF-8. Texts for people, those of problems too, are French. Every problem is \
        `application/problem+json` (RFC 9457); `type` is stable, `errors` lists every breach at once. What belongs to \
        another is 404, as what isn't there. A write carries `Idempotency-Key`: the same key with the same request is \
        answered as the first time.
        """

    private mutating func paths() throws -> [OrderedJSON.Member] {
        var paths: [(path: String, operations: [OrderedJSON.Member])] = []
        for route in routes {
            let operation = try operation(route)
            let member = OrderedJSON.Member(route.method.lowercased(), operation)
            if let index = paths.firstIndex(where: { $0.path == route.pattern }) {
                paths[index].operations.append(member)
            } else {
                paths.append((route.pattern, [member]))
            }
        }
        return paths.sorted { $0.path < $1.path }.map { path, operations in
            .init(path, .object(operations.sorted { $0.name < $1.name }))
        }
    }

    private mutating func operation(_ route: Route) throws -> OrderedJSON {
        guard let note = route.note else { throw OpenAPIFailure(route, "it has no note: describing:") }
        var members: [OrderedJSON.Member] = [
            .init("operationId", .text(Self.identifier(route))), .init("summary", .text(note.summary)),
        ]
        if let detail = note.detail { members.append(.init("description", .text(detail))) }
        members.append(.init("tags", [.text(service)]))
        members += access(route.access)
        let parameters = try parameters(route, note)
        if !parameters.isEmpty { members.append(.init("parameters", .list(parameters))) }
        if let body = note.body { members.append(.init("requestBody", try content(body))) }
        members.append(.init("responses", .object(try answers(route, note))))
        return .object(members)
    }

    /// `post-bookings-booking-cancel`
    private static func identifier(_ route: Route) -> String {
        let words = route.pattern.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" })
        return ([route.method.lowercased()] + words.map(String.init)).joined(separator: "-")
    }

    private func access(_ access: Access) -> [OrderedJSON.Member] {
        guard let roles = access.passingRoles else { return [.init("security", [])] }
        // OpenAPI has no place for roles of which any one will do.
        let said: [OrderedJSON.Member] = roles.isEmpty ? [] : [.init("x-roles", .texts(roles))]
        return [.init("security", [["bearer": []]])] + said
    }

    private mutating func parameters(_ route: Route, _ note: RouteNote) throws -> [OrderedJSON] {
        let places = route.parameterNames
        let told = note.parameters.filter { $0.place == .path }.map(\.name)
        if let stray = told.first(where: { !places.contains($0) }) {
            throw OpenAPIFailure(route, "its note tells of a parameter {\(stray)}, which the path doesn't have")
        }
        let untold = places.filter { !told.contains($0) }.map { RouteParameter.path($0, "The \($0)'s identifier.") }
        var list = try (untold + note.parameters).map { parameter -> OrderedJSON in
            var schema = try form(parameter.form)
            // An empty segment is an empty parameter, which no identifier is.
            if parameter.place == .path, case .type = parameter.form, schema.count == 1 {
                schema.append(.init("minLength", 1))
            }
            return [
                "name": .text(parameter.name), "in": .text(parameter.place.rawValue),
                "required": .flag(parameter.isRequired), "description": .text(parameter.text),
                "schema": .object(schema),
            ]
        }
        if route.takesIdempotencyKey { list.append(["$ref": "#/components/parameters/IdempotencyKey"]) }
        return list
    }

    private mutating func form(_ form: RouteParameter.Form) throws -> [OrderedJSON.Member] {
        switch form {
        case .type(let type): try schema(type)
        case .choice(let texts): [.init("type", "string"), .init("enum", .texts(texts))]
        case .number(let range):
            [
                .init("type", "integer"), .init("minimum", .integer(Int64(range.lowerBound))),
                .init("maximum", .integer(Int64(range.upperBound))),
            ]
        }
    }

    private mutating func schema(_ type: DescribedType) throws -> [OrderedJSON.Member] {
        do {
            return schemas.schema(try SchemaRecorder.shape(of: type))
        } catch let failure as SchemaFailure where failure.reason == SchemaFailure.readsNothing {
            return [.init("type", "object")]
        }
    }
}

extension OpenAPIDocument {
    private mutating func content(_ body: RouteBody) throws -> OrderedJSON {
        var members: [OrderedJSON.Member] = []
        if let text = body.text { members.append(.init("description", .text(text))) }
        members.append(.init("required", true))
        let contents = try body.mediaTypes.map { mediaType in
            OrderedJSON.Member(mediaType, try content(body.type))
        }
        members.append(.init("content", .object(contents)))
        return .object(members)
    }

    private mutating func content(_ type: DescribedType?) throws -> OrderedJSON {
        guard let type else { return ["schema": ["type": "string"]] }
        return ["schema": .object(try schema(type))]
    }

    private mutating func answers(_ route: Route, _ note: RouteNote) throws -> [OrderedJSON.Member] {
        var answers: [Int: OrderedJSON] = [:]
        for problem in OpenAPIProblem.allCases where problem.isPossible(for: route, note) {
            answers[problem.status] = ["$ref": .text("#/components/responses/\(problem.name)")]
        }
        for answer in note.answers {
            let contents = try answer.contents.sorted { $0.key < $1.key }.map { mediaType, type in
                OrderedJSON.Member(mediaType, try content(type))
            }
            let body: [OrderedJSON.Member] = contents.isEmpty ? [] : [.init("content", .object(contents))]
            answers[answer.status] = .object([.init("description", .text(answer.text))] + body)
        }
        return answers.sorted { $0.key < $1.key }.map { .init("\($0.key)", $0.value) }
    }

    private mutating func components() throws -> OrderedJSON {
        let problem = try schema(Problem.self)
        let responses = OpenAPIProblem.allCases.map { OrderedJSON.Member($0.name, $0.response(problem)) }
        let definitions = schemas.definitions.sorted { $0.name < $1.name }
        return [
            "schemas": .object(definitions),
            "responses": .object(responses),
            "parameters": [
                "IdempotencyKey": [
                    "name": "Idempotency-Key", "in": "header", "required": true,
                    "description": """
                    Chosen by the client, another for each thing it wants done; sent again with the same request after \
                    an answer that was lost.
                    """,
                    "schema": ["type": "string", "pattern": "^[!-~]{8,200}$", "examples": ["2026-06-12-approve-7c1f"]],
                ]
            ],
            "securitySchemes": [
                "bearer": [
                    "type": "http", "scheme": "bearer",
                    "description": "A token of the service's token file: 43 characters of base64url.",
                ]
            ],
        ]
    }
}

/// A route that can't be told of.
package struct OpenAPIFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let route: String
    package let reason: String

    init(_ route: Route, _ reason: String) {
        self.route = "\(route.method) \(route.pattern)"
        self.reason = reason
    }

    package var description: String { "\(route): \(reason)" }
}
