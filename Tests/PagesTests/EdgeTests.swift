import Foundation
import Logging
import Pages
import Testing

/// SECURITY, "Edges", on the wire.
@Suite(.timeLimit(.minutes(1)))
struct EdgeTests {
    private static func routes() -> RouteTable {
        var routes = RouteTable()
        routes.post("/bodies", access: .open) { request in
            .text("\(try await request.body(accepting: ["application/json"]).count)")
        }
        routes.get("/accord/{token}", access: .open) { request in
            request.logger.info("Asked for")
            guard request.parameter("token").hasPrefix("good") else { throw Problem.notFound }
            return .html(.page(title: "Accord", "<p>\(request.parameter("token"))</p>"))
        }
        routes.post("/accord/{token}", access: .open) { _ in try .seeOther("/accord/done") }
        routes.get("/away/{place}", access: .open) { try .seeOther($0.parameter("place")) }
        routes.get("/file", access: .open) { _ in
            .file(Data("a".utf8), name: "lettre \"1\"\r\nX: y.pdf", type: "application/pdf")
        }
        return routes
    }

    @Test(arguments: [true, false])
    func `20 MB are refused and the connection ends before they are all taken`(isChunked: Bool) async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let connection = try RawConnection(to: face.address)
            defer { connection.close() }
            let head = "POST /bodies HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
            let size = 20 << 20
            let length = isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: \(size)\r\n\r\n"
            try await connection.send((head + length).utf8)
            if isChunked {
                let chunk = "100000\r\n" + String(repeating: " ", count: 1 << 20) + "\r\n"
                // The answer may come, and the connection end, while these are sent.
                for _ in 0..<2 { try? await connection.send(chunk.utf8) }
            }
            let response = try await connection.receive()
            #expect(response.status == 413)
            #expect(response.headers["connection"] == "close")
            // 18 MB of it were never sent, and nobody waits for them.
            try await connection.awaitEnd()
        }
    }

    @Test func `the key in a link's path stands in no log line, answered or refused`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            for token in ["good-4tZk", "bad-4tZk"] {
                _ = try await exchange(face.address, "GET", "/accord/\(token)")
                _ = try await exchange(face.address, "PUT", "/accord/\(token)")
                _ = try await exchange(face.address, "GET", "/accord/\(token)?a=%zz")
            }
            #expect(face.log.text.contains("/accord/{token}"))
            #expect(!face.log.text.contains("4tZk"))
        }
    }

    @Test func `a page loads nothing, is framed by nobody, and escapes what is put into it`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let response = try await exchange(
                face.address, "GET", "/accord/\(PercentEncoding.encode("good<script>&\"'\u{202E}"))")
            #expect(response.status == 200)
            #expect(response.headers["content-type"] == "text/html; charset=utf-8")
            let policy = try #require(response.headers["content-security-policy"])
            #expect(policy.hasPrefix("default-src 'none'; style-src 'unsafe-inline';"))
            for part in ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
                #expect(policy.contains(part))
            }
            #expect(!policy.contains("script-src"))
            #expect(response.headers["x-content-type-options"] == "nosniff")
            #expect(response.headers["referrer-policy"] == "no-referrer")
            #expect(response.headers["cache-control"] == "no-store")
            #expect(response.body.contains("<p>good&lt;script&gt;&amp;&quot;&#39;</p>"))
        }
    }

    @Test func `what isn't a page may do nothing at all in a browser`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            for path in ["/nowhere", "/file"] {
                let response = try await exchange(face.address, "GET", path)
                #expect(response.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'")
            }
        }
    }

    @Test func `a file is saved under a name that ends neither the quotes nor the line`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let response = try await exchange(face.address, "GET", "/file")
            #expect(response.headers["content-disposition"] == "attachment; filename=\"lettre--1---X--y.pdf\"")
            #expect(response.headers["x"] == nil)
        }
    }

    @Test func `after a POST a person is sent on, to our own pages alone`() async throws {
        try await withFace(routes: Self.routes()) { face async throws in
            let on = try await exchange(face.address, "POST", "/accord/good", body: "{}")
            #expect((on.status, on.headers["location"]) == (303, "/accord/done"))
            for place in [
                "//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a b", "/a\r\nX: y", "",
            ] {
                let away = try await exchange(face.address, "GET", "/away/\(PercentEncoding.encode(place))")
                #expect(away.status == 500)
                #expect(away.headers["location"] == nil)
            }
        }
    }

    @Test func `a business listener says whether it is alive and ready, and nothing else`() async throws {
        var routes = Self.routes()
        routes.addHealth(isLive: { true }, isReady: { false })
        try await withFace(routes: routes) { face async throws in
            let live = try await exchange(face.address, "GET", "/health/live")
            #expect((live.status, live.body) == (200, #"{"ok":true}"#))
            let ready = try await exchange(face.address, "GET", "/health/ready")
            #expect((ready.status, ready.body) == (503, #"{"ok":false}"#))
        }
    }
}

@Suite(.timeLimit(.minutes(1)))
struct HTMLTests {
    @Test func `text is escaped, markup of the source and pieces are not`() {
        let rows = ["a<b", "\u{7}c\nd"].map { HTML("<li>\($0)</li>") }
        #expect(
            HTML("<ul title=\"\("x\"y")\">\(rows)</ul>\(3)").text
                == "<ul title=\"x&quot;y\"><li>a&lt;b</li><li>c\nd</li></ul>3")
    }

    @Test func `a page names its language and title`() {
        let page = HTML.page(title: "A & B", "<h1>\("é")</h1>").text
        #expect(page.hasPrefix("<!doctype html>\n<html lang=\"fr\">"))
        #expect(page.contains("<title>A &amp; B</title>"))
        #expect(page.contains("<h1>é</h1>"))
    }
}
