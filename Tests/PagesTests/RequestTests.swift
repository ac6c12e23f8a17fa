import Foundation
import Pages
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RequestTests {
    @Test(arguments: ["a/b", "69:2026/é", "100 %", "+", "", "日本", "a\u{0301}"])
    func `percent-encoding and decoding give the same text back`(text: String) {
        let encoded = PercentEncoding.encode(text)
        #expect(!encoded.contains("/"))
        #expect(PercentEncoding.decode(encoded) == text)
        #expect(PercentEncoding.decode(encoded, plusIsSpace: true) == text)
    }

    @Test(arguments: ["%", "%4", "%zz", "%00", "%C3", "%ED%A0%80", "%+1"])
    func `a broken escape, NUL and bytes that aren't UTF-8 are refused`(text: String) {
        #expect(PercentEncoding.decode(text) == nil)
    }

    @Test func `a plus is a space in a query only`() throws {
        #expect(PercentEncoding.decode("a+b") == "a+b")
        #expect(try QueryParameters("why=a+b")["why"] == "a b")
    }

    @Test func `an unknown, doubled or out-of-range parameter is told by name`() throws {
        let query = try QueryParameters("topc=x&limit=0")
        let unknown = #expect(throws: Problem.self) { try query.only("topic", "limit") }
        #expect(unknown?.errors?.map(\.field) == ["topc"])
        let range = #expect(throws: Problem.self) { try query.number("limit", in: 1...10, default: 5) }
        #expect(range?.errors?.first?.value == "0")
        let doubled = #expect(throws: Problem.self) { try QueryParameters("a=1&a=2") }
        #expect(doubled?.errors?.first?.field == "a")
        #expect(try query.number("other", in: 1...10, default: 5) == 5)
    }

    @Test func `JSON may nest 32 levels and no more`() {
        func nested(_ depth: Int) -> [UInt8] { Array((String(repeating: "[", count: depth)).utf8) }
        #expect(JSONGuard.refusal(of: nested(32)) == nil)
        #expect(JSONGuard.refusal(of: nested(33)) == .tooDeep(limit: 32))
        let flat = #"{"a":[1,2],"b":["[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["]}"#
        #expect(JSONGuard.refusal(of: flat.utf8) == nil, "brackets in a text are no levels")
        #expect(JSONGuard.refusal(of: String(repeating: "[],", count: 100).utf8) == nil)
    }

    @Test func `NUL is refused raw and escaped, but an escaped backslash before u0000 is none`() {
        #expect(JSONGuard.refusal(of: [0x22, 0, 0x22]) == .nul)
        #expect(JSONGuard.refusal(of: #""\u0000""#.utf8) == .nul)
        #expect(JSONGuard.refusal(of: #""\\u0000""#.utf8) == nil)
        #expect(JSONGuard.refusal(of: #""\\\u0000""#.utf8) == .nul)
        #expect(JSONGuard.refusal(of: #""\"[\u0001""#.utf8) == nil)
    }

    @Test(arguments: [("127.0.0.1:80", "127.0.0.1", 80), ("[::1]:0", "::1", 0), ("localhost:8080", "localhost", 8080)])
    func `a loopback address is read and written back`(text: String, host: String, port: Int) throws {
        let address = try ListenAddress(text)
        #expect(address == ListenAddress(host: host, port: port))
        #expect(address.description == text)
        #expect(address.isLoopback)
    }

    @Test(arguments: ["", "8080", ":80", "host:", "host:65536", "host:-1", "host:+1", "::1:80", "host:8o"])
    func `a malformed address is refused with what was given`(text: String) {
        #expect(throws: HTTPFaceError.badAddress(text)) { try ListenAddress(text) }
    }

    @Test(arguments: ["0.0.0.0:1", "[::]:1", "192.168.0.1:1", "127.evil.example.org:1", "127.0.0.1.example.org:1"])
    func `an address that others can reach isn't loopback`(text: String) throws {
        #expect(try !ListenAddress(text).isLoopback)
    }

    @Test func `a problem is written with its members of RFC 9457 and nothing else`() throws {
        var problem = Problem.invalid([FieldError(field: "hours", value: "0", message: "At least 1.", rule: "T3")])
        problem.instance = "urn:alp:request:1"
        problem.headers = ["retry-after": "1"]
        let text = String(decoding: problem.body, as: UTF8.self)
        #expect(
            text == """
                {"errors":[{"field":"hours","message":"At least 1.","rule":"T3","value":"0"}],\
                "instance":"urn:alp:request:1","status":422,"title":"Some fields can't be taken as they are",\
                "type":"urn:alp:problem:invalid"}
                """)
    }
}

@Suite(.timeLimit(.minutes(1)))
struct RouteTableTests {
    private static func table() -> RouteTable {
        var table = RouteTable()
        for (method, pattern) in [
            ("GET", "/parked"), ("GET", "/parked/{topic}/{key}/{sequence}"), ("POST", "/parked/{topic}/{key}/retry"),
            ("DELETE", "/parked/{topic}/{key}/{sequence}"),
        ] {
            table.add(method, pattern, access: .open) { _ in .noContent }
        }
        return table
    }

    private func found(_ method: String, _ path: String) -> String {
        switch Self.table().match(method, path: path) {
        case .route(let route, let parameters):
            "\(route.pattern) "
                + parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        case .wrongMethod(_, let allowed): "allow \(allowed.joined(separator: ","))"
        case .badPath: "bad path"
        case .none: "none"
        }
    }

    @Test func `segments are decoded each by itself, so a key may hold a slash`() {
        #expect(
            found("POST", "/parked/alp.requests.v1/2026%2F69%3A%C3%A9/retry")
                == "/parked/{topic}/{key}/retry key=2026/69:é,topic=alp.requests.v1")
        #expect(found("GET", "/parked/t/a%252Fb/7") == "/parked/{topic}/{key}/{sequence} key=a%2Fb,sequence=7,topic=t")
    }

    @Test func `an empty segment is an empty parameter and not a missing one`() {
        #expect(found("POST", "/parked/t//retry") == "/parked/{topic}/{key}/retry key=,topic=t")
        #expect(found("GET", "/parked/") == "none")
    }

    @Test func `the literal shape wins before the method is looked at`() {
        #expect(found("GET", "/parked/t/k/retry") == "allow POST")
        #expect(found("PATCH", "/parked/t/k/1") == "allow DELETE,GET,HEAD")
        #expect(found("HEAD", "/parked/t/k/1") == "/parked/{topic}/{key}/{sequence} key=k,sequence=1,topic=t")
    }

    @Test func `what isn't there and what can't be decoded are told apart`() {
        #expect(found("GET", "/") == "none")
        #expect(found("GET", "") == "none")
        #expect(found("GET", "/parked/t/%FF/1") == "bad path")
        #expect(found("GET", "/p%61rked") == "/parked ")
    }
}
