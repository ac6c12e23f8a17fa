import Foundation
import Testing
import WireJSON

/// Reads any document whole, so that only the scan can refuse it.
private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
}

@Suite("What the scan refuses", .timeLimit(.minutes(1)))
struct StrictnessTests {
    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "{'a':1}", "{1:1}", "{\"a\":1 \"b\":2}", "{\"a\":1,,\"b\":2}", "1 2", "1,", "[] x", "nul", "nulll", "True",
        "tru", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5", "1.e1", "1e", "1e+", "0x1", "1_000", "--1",
        "1.2.3",
        "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u123g\"", "\"\n\"", "\"\t\"", "\"\u{1}\"", "'a'", "/**/1",
        "// a\n1", "[1]\u{0}", "\u{0}", "\"\u{0}\"", "\u{FEFF}1", "\u{A0}1", "\u{C}1", "{\"a\":1}}", "[[1]",
    ])
    func `text that is not JSON is refused as syntax`(_ text: String) {
        #expect(kind(Array(text.utf8)) == .syntax)
    }

    @Test(arguments: [
        "0", "-0", "-1", "1e5", "1E+2", "1.5e-3", "0e0", "0.0", "\"\"", " [] ", "{}", "[[],{}]", "{\"\":0}", "null",
        "true",
        "false", "\"\u{7F}\"", "\"\u{2028}\"", "\"\u{FFFF}\"", "\"\u{10FFFF}\"", "\"\u{E000}\"", "[1,2 , 3]\n",
        "\"\\u0061\"", "\"\\/\"", "\"'\"", "123456789012345678901234567890", "1e999",
    ])
    func `text that is JSON passes the scan`(_ text: String) {
        #expect(kind(Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        [0xE2, 0x28, 0xA1],
    ])
    func `a string that is not UTF-8 is refused`(_ bytes: [UInt8]) {
        #expect(kind([0x22] + bytes + [0x22]) == .malformedText)
        #expect(kind([0x22] + bytes) == .malformedText)
        #expect(kind([0x7B, 0x22] + bytes + Array("\":1}".utf8)) == .malformedText)
    }

    @Test(arguments: [
        #""\ud800""#, #""\udc00""#, #""\ud800x""#, #""\ud800\n""#, #""\ud800\ud800""#, #""\ud83d\u0041""#,
    ])
    func `half a surrogate pair is refused`(_ text: String) {
        #expect(kind(Array(text.utf8)) == .malformedText)
    }

    @Test func `escapes read as what they stand for`() throws {
        let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00z""#
        let read = try WireDecoder().decode(String.self, from: Array(text.utf8))
        #expect(read == "\"\\/\u{8}\u{C}\n\r\tAé€😀z")
        let object = Array(#"{"\u006eame":"x","a\u0067e":3}"#.utf8)
        #expect(try WireDecoder().decode(Person.self, from: object) == Person(name: "x", mail: nil, age: 3))
    }

    @Test func `U+0000 is refused, escaped or written`() {
        #expect(kind(Array(#""a\u0000""#.utf8)) == .nulCharacter)
        #expect(kind(Array(#"{"\u0000":1}"#.utf8)) == .nulCharacter)
        #expect(throws: WireError.self) { try WireEncoder().encode("a\u{0}b and more bytes") }
        #expect(throws: WireError.self) { try WireEncoder().encode(["\u{0}": 1]) }
    }

    @Test(arguments: [
        #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"c":{"d":1},"a":3}"#, #"{"a":1,"\u0061":1}"#, #"[{"":1,"":1}]"#,
        "{\"é\":1,\"e\u{301}\":2}",
    ])
    func `a member named twice is refused`(_ text: String) {
        #expect(kind(Array(text.utf8)) == .duplicateKey)
    }

    @Test func `a member named twice among many is refused, and many different ones are not`() {
        for members in [2, 20, 64, 65, 1000] {
            let names = (0..<members).map { "\"k\($0)\":\($0)" }
            let last = "\"k\(members - 1)\":0"
            #expect(kind(Array("{\(names.joined(separator: ","))}".utf8)) == nil)
            #expect(kind(Array("{\((names + [last]).joined(separator: ","))}".utf8)) == .duplicateKey)
        }
    }

    @Test func `nesting is read to 32 and refused at 33`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(kind(nested(32)) == nil)
        #expect(kind(nested(33)) == .tooDeep)
        #expect(kind(nested(100_000)) == .tooDeep)
        #expect(kind(Array(String(repeating: "{\"a\":", count: 100_000).utf8)) == .tooDeep)
        #expect(throws: WireError.self) { try WireDecoder(maximumDepth: 0).decode([Int].self, from: nested(1)) }
        #expect(try WireDecoder(maximumDepth: 0).decode(Int.self, from: [0x31]) == 1)
    }

    @Test func `a document cut at any byte is refused`() throws {
        var random = Seeded(state: 5)
        for _ in 0..<10 {
            let bytes = try WireEncoder().encode(random.groups())
            for length in 0..<bytes.count {
                #expect(kind(Array(bytes[..<length])) != nil)
            }
        }
    }

    @Test func `spaces are allowed between all tokens`() throws {
        let text = " \t\r\n{ \"name\" : \"a\" , \"age\" : 1 , \"x\" : [ ] , \"y\" : { } , \"z\" : [ 1 , 2 ] } \n"
        #expect(try WireDecoder().decode(Person.self, from: Array(text.utf8)) == Person(name: "a", mail: nil, age: 1))
    }

    @Test func `twenty thousand damaged documents are read or refused, never a trap`() throws {
        var random = Seeded(state: 6)
        var read = 0
        let documents = try (0..<40).map { _ in try WireEncoder().encode(random.groups()) }
        let tokens: [UInt8] = Array("{}[]\",:\\u0dD-+.eE19tfn \0\u{1}".utf8) + [0xC3, 0xED, 0xF0, 0xFF]
        for index in 0..<20_000 {
            var bytes = documents[index % documents.count]
            for _ in 0...random.below(3) {
                let place = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[place] ^= 1 << UInt8(random.below(8))
                case 1: bytes[place] = tokens[random.below(tokens.count)]
                case 2: bytes.insert(tokens[random.below(tokens.count)], at: place)
                default: bytes.remove(at: place)
                }
            }
            if let value = try? WireDecoder().decode(Groups.self, from: bytes) {
                read += 1
                let again = try WireDecoder().decode(Groups.self, from: WireEncoder().encode(value))
                #expect(again == value)
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
            }
        }
        #expect(read > 100)
    }

    private func kind(_ bytes: [UInt8]) -> WireError.Kind? {
        do {
            _ = try WireDecoder().decode(Anything.self, from: bytes)
            return nil
        } catch {
            #expect(error.path.isEmpty)
            #expect(error.byteOffset <= bytes.count)
            return error.kind
        }
    }
}
