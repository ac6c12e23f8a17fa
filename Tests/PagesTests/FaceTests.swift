import Foundation
import Pages
import Synchronization
import Testing
import Vocabulary

/// Each test against a server that really listens, with bytes written by hand.
@Suite(.timeLimit(.minutes(1)))
struct FaceTests {
    struct Order: Codable, Equatable {
        var name: String
        var hours: Int
    }

    struct SecretError: Error, CustomStringConvertible {
        var description: String { "store away" }
    }

    /// Echoes an order; other routes fail in various ways.
    private static func routes() -> RouteTable {
        var routes = RouteTable()
        routes.post("/orders", access: .open) { try .json(await $0.json(Order.self)) }
        routes.post("/small", access: .open) { try .json(await $0.json(Order.self, limit: 64)) }
        routes.get("/orders/{key}", access: .open) { .text($0.parameter("key")) }
        routes.get("/away", access: .open) { _ in throw SecretError() }
        routes.get("/coder", access: .open) { _ in
            _ = try JSONDecoder().decode(Order.self, from: Data(#"{"name": "Mme Dupont", "hours": "x"}"#.utf8))
            return .noContent
        }
        return routes
    }

    private static let order = #"{"name": "é", "hours": 3}"#

    @Test func `an order goes in and comes out, with what every response carries`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let response = try await exchange(
                face.address, "POST", "/orders", headers: ["Content-Type": "application/json; charset=UTF-8"],
                body: Self.order)
            #expect(response.status == 200)
            #expect(response.body == #"{"hours":3,"name":"é"}"#)
            #expect(response.headers["content-type"] == "application/json")
            #expect(response.headers["x-content-type-options"] == "nosniff")
            #expect(response.headers["cache-control"] == "no-store")
            #expect(response.headers["referrer-policy"] == "no-referrer")
            #expect(response.headers["server"] == nil)
            #expect(response.headers["date"] != nil)
        }
    }

    @Test func `an unknown route is a 404 problem with all its members`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let response = try await exchange(face.address, "GET", "/nowhere")
            let problem = try #require(response.problem)
            #expect(response.status == 404)
            #expect(response.headers["content-type"] == "application/problem+json")
            #expect(response.headers["x-content-type-options"] == "nosniff")
            #expect(problem.type == "urn:alp:problem:not-found")
            #expect(problem.instance?.hasPrefix("urn:alp:request:") == true)
        }
    }

    @Test func `a wrong method is 405 with what is allowed`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let post = try await exchange(face.address, "DELETE", "/orders")
            #expect((post.status, post.headers["allow"]) == (405, "POST"))
            let get = try await exchange(face.address, "PATCH", "/orders/1")
            #expect((get.status, get.headers["allow"]) == (405, "GET, HEAD"))
        }
    }

    @Test func `HEAD answers as GET without the body`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let connection = try RawConnection(to: face.address)
            defer { connection.close() }
            try await connection.send(
                (request("HEAD", "/orders/abc") + request("GET", "/orders/de", headers: ["Connection": "close"])).utf8)
            let whole = try await connection.receive()
            #expect(whole.status == 200)
            #expect(whole.headers["content-length"] == "3")
            #expect(whole.body.isEmpty || whole.body.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test(arguments: [
        ("gzip", "application/json", 415, "unsupported-content-encoding"),
        ("br", "application/json", 415, "unsupported-content-encoding"),
        ("identity", "application/json", 200, ""),
        ("", "text/plain", 415, "unsupported-media-type"),
        ("", "application/json; charset=latin1", 415, "unsupported-media-type"),
        ("", "application/jsonp", 415, "unsupported-media-type"),
        ("", "APPLICATION/JSON", 200, ""),
    ])
    func `a coding or type that isn't taken is 415`(
        coding: String, type: String, status: Int, slug: String
    ) async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            var headers = ["Content-Type": type]
            if !coding.isEmpty { headers["Content-Encoding"] = coding }
            let response = try await exchange(face.address, "POST", "/orders", headers: headers, body: Self.order)
            #expect(response.status == status)
            #expect((response.problemType ?? "urn:alp:problem:") == "urn:alp:problem:\(slug)")
        }
    }

    @Test(arguments: [
        ("", "bad-json", ""), ("not JSON", "bad-json", ""), (#"{"name": "a"}"#, "bad-json", "hours"),
        (#"{"name": "a", "hours": "3"}"#, "bad-json", "hours"), (#"{"name": null, "hours": 3}"#, "bad-json", "name"),
        (#"{"name": "a\u0000", "hours": 3}"#, "bad-json", ""), (#"{"name": "a", "hours": 3"#, "bad-json", ""),
        (#"{"name": "a", "hours": 3.5}"#, "bad-json", ""), ("[1]", "bad-json", ""),
        (String(repeating: "[", count: 100_000), "bad-json", ""),
        (#"{"name": "a", "hours": 99999999999999999999}"#, "bad-json", ""),
    ])
    func `a body that can't be decoded is a 400 problem naming the field and never quoting the body`(
        body: String, slug: String, field: String
    ) async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let response = try await exchange(face.address, "POST", "/orders", body: body)
            #expect(response.status == 400)
            #expect(response.problemType == "urn:alp:problem:\(slug)")
            #expect((response.problem?.errors?.first?.field ?? "") == field)
            #expect(!response.body.contains("DecodingError") && !response.body.contains("debugDescription"))
        }
    }

    @Test func `an oversized body is 413 at once by its length, and by its bytes when it is chunked`() async throws {
        try await withFace(routes: Self.routes(), configure: { $0.bodyLimit = 1000 }) { face async throws in
            let told = try await exchange(
                face.address, "POST", "/orders", headers: ["Content-Length": "1001"], body: "{")
            #expect(told.status == 413)
            #expect(told.headers["connection"] == "close")
            let connection = try RawConnection(to: face.address)
            defer { connection.close() }
            let head =
                "POST /orders HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            let chunk = "1f4\r\n" + String(repeating: " ", count: 500) + "\r\n"
            try await connection.send((head + chunk + chunk + chunk).utf8)
            let chunked = try await connection.receive()
            #expect(chunked.status == 413)
            #expect(chunked.problemType == "urn:alp:problem:too-large")
            try await connection.awaitEnd()
        }
    }

    @Test func `a route may ask for a smaller body than its face`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let body = Self.order + String(repeating: " ", count: 100)
            #expect(try await exchange(face.address, "POST", "/small", body: body).status == 413)
            #expect(try await exchange(face.address, "POST", "/orders", body: body).status == 200)
        }
    }

    @Test func `a head too large is 431, and one far too large ends the connection`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let large = try await exchange(
                face.address, "GET", "/orders/1", headers: ["X-Fill": String(repeating: "x", count: 17 << 10)])
            #expect(large.status == 431)
            let connection = try RawConnection(to: face.address)
            defer { connection.close() }
            try? await connection.send("GET / HTTP/1.1\r\nX-Fill: \(String(repeating: "x", count: 200 << 10))\r\n".utf8)
            try await connection.awaitEnd()
        }
    }

    @Test func `a body that dribbles is 408 and its connection ends`() async throws {
        try await withFace(routes: Self.routes(), configure: { $0.bodyTime = .milliseconds(200) }) {
            face async throws in
            let connection = try RawConnection(to: face.address)
            defer { connection.close() }
            try await connection.send(request("POST", "/orders", headers: ["Content-Length": "100"], body: "{").utf8)
            let response = try await connection.receive()
            #expect(response.status == 408)
            #expect(response.problemType == "urn:alp:problem:too-slow")
            try await connection.awaitEnd()
        }
    }

    @Test func `a head that never comes, or dribbles, ends the connection`() async throws {
        try await withFace(routes: Self.routes(), configure: { $0.idleTime = .milliseconds(300) }) {
            face async throws in
            let silent = try RawConnection(to: face.address)
            let dribbling = try RawConnection(to: face.address)
            defer {
                silent.close()
                dribbling.close()
            }
            try await dribbling.send("GET /orders/1 HTTP/1.1\r\nX-".utf8)
            try await silent.awaitEnd()
            try await dribbling.awaitEnd()
        }
    }

    @Test func `a client that breaks off costs nothing and is not our error`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let connection = try RawConnection(to: face.address)
            try await connection.send(request("POST", "/orders", headers: ["Content-Length": "100"], body: "{").utf8)
            connection.close()
            #expect(try await exchange(face.address, "GET", "/orders/1").status == 200)
            #expect(!face.log.text.contains("error Request refused"))
        }
    }

    @Test func `too many requests are 429 with Retry-After, by address without a token and by token with one`()
        async throws
    {
        let tokens = try TestTokens()
        try await withFace(
            routes: Self.routes(), tokens: tokens.file, configure: { $0.rate = RateLimit(perSecond: 0.5, burst: 2) }
        ) { face async throws in
            for _ in 0..<2 { #expect(try await exchange(face.address, "GET", "/orders/1").status == 200) }
            let refused = try await exchange(face.address, "GET", "/orders/1")
            #expect((refused.status, refused.headers["retry-after"]) == (429, "2"))
            let guess = try await exchange(face.address, "GET", "/orders/1", headers: bearer(Token.random().text))
            #expect(guess.status == 429, "a guessed token counts by address")
            let known = try await exchange(face.address, "GET", "/orders/1", headers: bearer(tokens.pilotToken))
            #expect(known.status == 200)
        }
    }

    @Test func `a face without a rate limit refuses nobody for haste`() async throws {
        try await withFace(routes: Self.routes(), configure: { $0.rate = nil }) { face async throws in
            for _ in 0..<300 { #expect(try await exchange(face.address, "GET", "/orders/1").status == 200) }
        }
    }

    @Test func `an unexpected error shows an identifier and no text, and the log has both`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let response = try await exchange(face.address, "GET", "/away")
            #expect(response.status == 500)
            #expect(!response.body.contains("store away"))
            let identifier = try #require(response.problem?.instance?.split(separator: ":").last)
            let lines = face.log.lines.filter { $0.contains(identifier) }
            #expect(lines.count == 1)
            #expect(lines.first?.contains("store away") == true)
            #expect(lines.first?.hasPrefix("error ") == true)
        }
    }

    @Test func `a coder's error is logged by its type alone, since its text quotes data`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let response = try await exchange(face.address, "GET", "/coder")
            #expect(response.status == 500)
            #expect(face.log.text.contains("DecodingError"))
            #expect(!face.log.text.contains("Dupont") && !face.log.text.contains("hours"))
        }
    }

    @Test func `a service's own translation turns a store that is away into 503`() async throws {
        try await withFace(
            routes: Self.routes(),
            configure: { $0.problem = { $0 is SecretError ? .unavailable("The store is away.") : nil } }
        ) { face async throws in
            let response = try await exchange(face.address, "GET", "/away")
            #expect((response.status, response.headers["retry-after"]) == (503, "1"))
        }
    }

    @Test func `a key in the path is decoded, and a broken one is 400`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let key = "2026/69:é ? #"
            let response = try await exchange(face.address, "GET", "/orders/\(PercentEncoding.encode(key))")
            #expect(response.body == key)
            #expect(try await exchange(face.address, "GET", "/orders/%00").status == 400)
            #expect(try await exchange(face.address, "GET", "/orders/%FF").status == 400)
            #expect(try await exchange(face.address, "GET", "/orders/1?a=%zz").status == 400)
        }
    }

    @Test func `each request is measured by face, pattern and status, never by its path`() async throws {
        let metrics = MetricsCapture()
        try await withFace(routes: Self.routes(), configure: { $0.metrics = metrics }) { face async throws in
            for (method, path) in [("GET", "/orders/Dupont"), ("PUT", "/orders/Dupont"), ("GET", "/Dupont")] {
                _ = try await exchange(face.address, method, path)
            }
            #expect(
                metrics.lines == [
                    "alp_http_request_seconds face=test,route=GET /orders/{key},status=200",
                    "alp_http_request_seconds face=test,route=- /orders/{key},status=405",
                    "alp_http_request_seconds face=test,route=- none,status=404",
                ])
        }
    }

    @Test(arguments: ["\r\n\r\n\r\n", "GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}"])
    func `bytes that aren't HTTP don't bring the face down`(bytes: String) async throws {
        try await withFace(routes: Self.routes(), configure: { $0.idleTime = .milliseconds(300) }) {
            face async throws in
            let connection = try RawConnection(to: face.address)
            defer { connection.close() }
            try await connection.send(bytes.utf8)
            try? await connection.awaitEnd()
            #expect(try await exchange(face.address, "GET", "/orders/1").status == 200)
        }
    }
}
