import Testing

@testable import Operator

@Suite(.timeLimit(.minutes(1)))
struct `Text for a terminal` {
    @Test func `no control or format character reaches the terminal, and none is dropped`() {
        #expect(SafeText.line("a\u{1B}[31m\r\nb\t\u{7F}\u{9B}") == "a\\u{1B}[31m\\r\\nb\\t\\u{7F}\\u{9B}")
        #expect(SafeText.line("a\u{202E}b\u{200B}\u{FEFF}\u{2028}") == "a\\u{202E}b\\u{200B}\\u{FEFF}\\u{2028}")
        #expect(SafeText.line("Élève 日本 «ok»") == "Élève 日本 «ok»")
    }

    @Test func `a word shows where it ends`() {
        #expect(SafeText.word("r-1") == "r-1")
        #expect(SafeText.word("") == "\"\"")
        #expect(SafeText.word("-") == "\"-\"")
        #expect(SafeText.word("a b\"c") == "\"a b\\\"c\"")
        #expect(SafeText.word([0xFF, 0x0A]) == "0xff0a")
        #expect(SafeText.word(Array("é".utf8)) == "é")
    }

    @Test func `JSON keeps its fields' order, has every field, and escapes what a terminal would obey`() {
        let value = JSONValue.fields([
            "b": .text("x\"\\\n\u{1B}\u{9B}\u{202E}\u{E0041}é"), "a": JSONValue(nil as String?),
            "list": .list([JSONValue(-1), .flag(true)]),
        ])
        #expect(
            value.document
                == #"{"b":"x\"\\\n\u001b\u009b\u202e\udb40\udc41é","a":null,"list":[-1,true]}"#)
    }

    @Test func `a table's columns stand below each other`() {
        #expect(TextTable.lines([["A", "B"], ["long", "x"], ["y", "z"]]) == ["A     B", "long  x", "y     z"])
    }
}

@Suite(.timeLimit(.minutes(1)))
struct `What stands on the command line` {
    @Test(arguments: ["a:1", "a:1,b:2", "[::1]:9092", "embedded:/tmp/x"])
    func `a broker's address is taken`(text: String) throws {
        #expect(throws: Never.self) { try BrokerAddress(text, origin: "--kafka") }
    }

    @Test(arguments: ["", "a", "a:0", "a:70000", "a:1,", "http://a:1", "::1:5", "embedded:", "a b:1"])
    func `what isn't a broker's address is refused with the form to write`(text: String) throws {
        let failure = #expect(throws: OperatorFailure.self) { try BrokerAddress(text, origin: "--kafka") }
        #expect(failure?.code == .usage)
        #expect(failure?.line.contains("write HOST:PORT") == true)
    }

    @Test func `a start counts from the front, from the back, or is the end`() throws {
        let held: Range<Int64> = 10..<20
        #expect(try #require(StartOffset(argument: "12")).range(in: held) == 12..<20)
        #expect(try #require(StartOffset(argument: "3")).range(in: held) == 10..<20)
        #expect(try #require(StartOffset(argument: "99")).range(in: held) == 20..<20)
        #expect(try #require(StartOffset(argument: "-3")).range(in: held) == 17..<20)
        #expect(try #require(StartOffset(argument: "-9223372036854775807")).range(in: held) == 10..<20)
        #expect(try #require(StartOffset(argument: "end")).range(in: held) == 20..<20)
        for text in ["x", "", "1.5", "-9223372036854775808"] { #expect(StartOffset(argument: text) == nil) }
    }

    @Test func `a key's letters reach a route as they are`() throws {
        let url = try ServiceURL("http://127.0.0.1:9/")
        #expect(url.url(["parked", "t", "a/b c%", "1"]) == "http://127.0.0.1:9/parked/t/a%2Fb%20c%25/1")
        #expect(url.url(["parked", "t", ".."], query: [("k", "a&b")]) == "http://127.0.0.1:9/parked/t/%2E%2E?k=a%26b")
    }

    @Test(arguments: ["127.0.0.1:9", "ftp://a", "http://", "http://u:p@a", "http://a?x=1", "http://a#x", "é"])
    func `what isn't a listener's address is refused`(text: String) {
        #expect(throws: OperatorFailure.self) { try ServiceURL(text) }
    }

    @Test func `a token over a network in clear is known`() throws {
        #expect(try ServiceURL("http://10.0.0.1:9").isClearOverNetwork)
        #expect(try !ServiceURL("https://10.0.0.1:9").isClearOverNetwork)
        for host in ["127.0.0.1", "localhost", "[::1]"] {
            #expect(try !ServiceURL("http://\(host):9").isClearOverNetwork)
        }
    }
}
