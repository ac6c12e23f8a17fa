import Foundation
import Testing
import WireJSON

@Suite("Errors name the place and no value", .timeLimit(.minutes(1)))
struct DecoderErrorTests {
    private struct Session: Decodable {
        var groups: [Group]
        var scores: [String: Person]?
        var outcome: Outcome?

        struct Group: Decodable {
            var host: String
            var size: Int?
            var form: Form?
        }
    }

    @Test(arguments: [
        (#"{"groups":[{"host":"a"},{"host":"b"},{"host":17}]}"#, "groups[2].host", WireError.Kind.mismatch, 45),
        (#"{"groups":[{"size":1}]}"#, "groups[0].host", .missing, 11),
        (#"{"groups":[{"host":"a","size":1.0}]}"#, "groups[0].size", .mismatch, 30),
        (#"{"groups":[{"host":"a","size":9223372036854775808}]}"#, "groups[0].size", .outOfRange, 30),
        (#"{"groups":[{"host":"a","form":"Marie"}]}"#, "groups[0].form", .refused, 31),
        (#"{"groups":[],"scores":{"Marie":{"name":"Marie","age":300}}}"#, "scores.*.age", .outOfRange, 53),
        (#"{"groups":[],"scores":{"Marie":{"age":3}}}"#, "scores.*.name", .missing, 31),
        (#"{"groups":[],"outcome":{"Marie":{}}}"#, "outcome", .mismatch, 23),
        (#"{"groups":[],"outcome":{"refused":{"rule":"Marie","_1":"Marie"}}}"#, "outcome.refused._1", .mismatch, 56),
        (#"{"groups":{}}"#, "groups", .mismatch, 10), (#"[]"#, "", .mismatch, 0), (#"{}"#, "groups", .missing, 0),
        (#"{"groups":null}"#, "groups", .mismatch, 10), (#"{"groups":[null]}"#, "groups[0]", .mismatch, 11),
    ])
    func `an error names the path and the byte`(_ text: String, _ path: String, _ kind: WireError.Kind, _ offset: Int) {
        let error = #expect(throws: WireError.self) {
            try WireDecoder().decode(Session.self, from: Array(text.utf8))
        }
        #expect(error?.path == path)
        #expect(error?.kind == kind)
        #expect(error?.byteOffset == offset)
        #expect(error?.description.contains("Marie") == false)
    }

    @Test(arguments: ["-1", "256", "1.0", "1e2", "\"1\"", "true", "null", "18446744073709551616", "1e400", "[]"])
    func `a number that is no UInt8 is refused`(_ text: String) {
        #expect(throws: WireError.self) { try WireDecoder().decode(UInt8.self, from: Array(text.utf8)) }
    }

    @Test func `integers are exact to the ends of their types`() throws {
        func read<T: FixedWidthInteger & Decodable>(_ type: T.Type) throws {
            for value in [T.min, T.max, 0, 1] {
                #expect(try WireDecoder().decode(T.self, from: Array("\(value)".utf8)) == value)
            }
            for text in [bumped("\(T.max)"), T.isSigned ? bumped("\(T.min)") : "-1", "1\(T.max)0", "-1\(T.max)0"] {
                #expect(throws: WireError.self) { try WireDecoder().decode(T.self, from: Array(text.utf8)) }
            }
        }
        try read(Int.self)
        try read(Int8.self)
        try read(Int16.self)
        try read(Int32.self)
        try read(Int64.self)
        try read(UInt.self)
        try read(UInt8.self)
        try read(UInt16.self)
        try read(UInt32.self)
        try read(UInt64.self)
        #expect(try WireDecoder().decode(Int.self, from: Array("-0".utf8)) == 0)
        #expect(throws: WireError.self) { try WireDecoder().decode(Int128.self, from: Array("1".utf8)) }
    }

    @Test func `decimals are exact to 38 digits, and refused beyond`() throws {
        let digits = String(repeating: "9", count: 38)
        let read = try WireDecoder().decode([Decimal].self, from: Array("[\(digits),-0.125,1e3]".utf8))
        #expect(read.map(\.description) == [digits, "-0.125", "1000"])
        for text in ["9\(digits)", "1e400", "\"1\"", "null"] {
            #expect(throws: WireError.self) { try WireDecoder().decode(Decimal.self, from: Array(text.utf8)) }
        }
    }

    @Test func `a double too large is refused, one too small is zero`() throws {
        #expect(throws: WireError.self) { try WireDecoder().decode(Double.self, from: Array("1e400".utf8)) }
        #expect(throws: WireError.self) { try WireDecoder().decode(Float.self, from: Array("1e39".utf8)) }
        #expect(try WireDecoder().decode(Double.self, from: Array("1e-400".utf8)) == 0)
        let zero = try WireDecoder().decode(Double.self, from: Array("-0".utf8))
        #expect(zero.sign == .minus)
    }

    @Test func `an error a type throws itself is told without its text`() {
        struct Refusal: Error {}
        struct Choosy: Decodable {
            var a: Int
            enum CodingKeys: String, CodingKey { case a }
            init(from decoder: any Decoder) throws {
                let values = try decoder.container(keyedBy: CodingKeys.self)
                a = try values.decode(Int.self, forKey: .a)
                throw Refusal()
            }
        }
        let error = #expect(throws: WireError.self) {
            try WireDecoder().decode([Choosy].self, from: Array(#"[{"a":17}]"#.utf8))
        }
        #expect(error?.kind == .refused)
        #expect(error?.path == "[0].a")
    }

    /// The next number away from zero, in text: its last digit is never a nine at the ends of an integer type.
    private func bumped(_ text: String) -> String {
        let last = text.last?.wholeNumberValue ?? 0
        return text.dropLast() + "\(last + 1)"
    }
}
