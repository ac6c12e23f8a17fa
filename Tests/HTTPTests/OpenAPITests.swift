import Foundation
import Messages
import Pages
import ProofApp
import Schemas
import ServiceKit
import TestKit
import Testing

/// The documents that developers of clients read are printed by the programs themselves, and checked in so that they
/// can be read and reviewed without building anything. `ALP_WRITE_DOCS=1` writes them anew instead.
@Suite(.timeLimit(.minutes(1)))
struct OpenAPITests {
    @Test(arguments: FaceService.all)
    func `the document that is checked in is the one that the program prints`(service: FaceService) async throws {
        let text = try await service.printedDocument()
        if ProcessInfo.processInfo.environment["ALP_WRITE_DOCS"] == "1" {
            try Data(text.utf8).write(to: service.document)
        }
        let found = try? String(contentsOf: service.document, encoding: .utf8)
        #expect(
            found == text,
            """
            \(service.document.lastPathComponent) is out of date
            Write it anew: ALP_WRITE_DOCS=1 swift test --filter OpenAPITests
            """)
    }

    enum Colour: String, CaseIterable, Codable { case red, green }

    struct Part: Codable {
        var weights: [[Int]]
        var colours: Set<Colour>
    }

    struct Whole: Codable {
        var name: String
        var note: String?
        var parts: [Part]
        var isNew: Bool?
    }

    private func tree(_ document: OrderedJSON) throws -> JSONTree {
        try MessageJSON.decode(JSONTree.self, from: Array(document.compact.utf8))
    }

    private func document(_ fill: (inout RouteTable) -> Void) throws -> JSONTree {
        var routes = RouteTable()
        fill(&routes)
        var document = OpenAPIDocument(service: "test", routes: routes)
        return try tree(document.document())
    }

    @Test func `a body and an answer are told as they are read: choices, lists of lists, what may be absent`() throws {
        let document = try document { routes in
            routes.put(
                "/wholes/{whole}", access: .roles(["dfie", "service"]),
                describing: RouteNote(
                    summary: "Puts a whole.", parameters: [.query("limit", in: 1...500, "At most so many.")],
                    body: .json(Whole.self), answers: [.json(201, "It stands.", Whole.self, or: "text/csv")])
            ) { _ in .noContent }
        }
        let schemas = document["components"]?["schemas"]
        #expect(schemas?["Whole"]?["required"]?.list?.compactMap(\.text) == ["name", "parts"])
        #expect(schemas?["Whole"]?["properties"]?["isNew"]?["type"]?.text == "boolean")
        let weights = schemas?["Part"]?["properties"]?["weights"]
        #expect(weights?["items"]?["items"]?["type"]?.text == "integer")
        let colours = schemas?["Part"]?["properties"]?["colours"]?["items"]?["enum"]?.list?.compactMap(\.text)
        #expect(colours == ["red", "green"])
        let operation = document["paths"]?["/wholes/{whole}"]?["put"]
        #expect(operation?["x-roles"]?.list?.compactMap(\.text) == ["dfie", "service"])
        #expect(operation?["security"]?.list?.first?["bearer"]?.list?.isEmpty == true)
        #expect(
            Set(try #require(operation?["responses"]?["201"]?["content"]?.members).keys) == [
                "application/json", "text/csv",
            ])
        let statuses = Set(try #require(operation?["responses"]?.members).keys)
        #expect(statuses.isSuperset(of: ["400", "401", "403", "404", "409", "413", "415", "422", "429", "503"]))
        let parameters = try #require(operation?["parameters"]?.list)
        #expect(
            parameters.map { $0["name"]?.text ?? $0["$ref"]?.text } == [
                "whole", "limit", "#/components/parameters/IdempotencyKey",
            ])
    }

    struct Nothing: Codable {}

    @Test func `a body without fields is an object`() throws {
        let document = try document { routes in
            routes.post(
                "/again", access: .anyCaller,
                describing: RouteNote(
                    summary: "Again.", body: .json(Nothing.self), answers: [.empty(204, "Done.")])
            ) { _ in .noContent }
        }
        let operation = document["paths"]?["/again"]?["post"]
        let schema = operation?["requestBody"]?["content"]?["application/json"]?["schema"]
        #expect(schema?["type"]?.text == "object")
    }

    @Test func `an open route needs no token and says so; a read takes no idempotency key`() throws {
        let document = try document { routes in
            routes.get(
                "/suivi/{number}", access: .open,
                describing: RouteNote(summary: "Where it stands.", answers: [.text(200, "A page.", "text/html")])
            ) { _ in .noContent }
        }
        let operation = document["paths"]?["/suivi/{number}"]?["get"]
        #expect(operation?["security"]?.list == [])
        #expect(operation?["responses"]?["401"] == nil)
        #expect(operation?["parameters"]?.list?.count == 1)
    }

    @Test func `a route without a note and a note that doesn't fit are told of`() throws {
        #expect(throws: OpenAPIFailure.self) {
            try document { $0.get("/a", access: .open) { _ in .noContent } }
        }
        #expect(throws: OpenAPIFailure.self) {
            try document { routes in
                routes.get(
                    "/a", access: .open,
                    describing: RouteNote(summary: "A.", parameters: [.path("b", "B.")], answers: [])
                ) { _ in .noContent }
            }
        }
    }

    enum Other {
        struct Whole: Codable { var length: Int }
    }

    @Test func `two types of one name are told of as two`() throws {
        let document = try document { routes in
            for (path, type) in [("/a", Whole.self as DescribedType), ("/b", Other.Whole.self)] {
                routes.get(
                    path, access: .open, describing: RouteNote(summary: "A.", answers: [.json(200, "It.", type)])
                ) { _ in .noContent }
            }
        }
        let schemas = document["components"]?["schemas"]
        #expect(schemas?["Whole"]?["properties"]?["name"] != nil)
        #expect(schemas?["Whole2"]?["properties"]?["length"] != nil)
    }
}
