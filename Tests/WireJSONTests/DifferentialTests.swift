import Foundation
import Testing
import WireJSON

@Suite("Against Foundation's coders", .timeLimit(.minutes(1)))
struct DifferentialTests {
    @Test func `what ours writes, Foundation reads as the same value, and ours too`() throws {
        var random = Seeded(state: 1)
        for _ in 0..<400 {
            let value = random.groups()
            let bytes = try WireEncoder().encode(value)
            #expect(try JSONDecoder().decode(Groups.self, from: Data(bytes)) == value)
            #expect(try WireDecoder().decode(Groups.self, from: bytes) == value)
        }
    }

    @Test func `what Foundation writes, ours reads as the same value`() throws {
        var random = Seeded(state: 2)
        let formats: [JSONEncoder.OutputFormatting] = [[], .prettyPrinted, .sortedKeys]
        for index in 0..<400 {
            let value = random.groups()
            let encoder = JSONEncoder()
            encoder.outputFormatting = formats[index % 3]
            let bytes = [UInt8](try encoder.encode(value))
            #expect(try WireDecoder().decode(Groups.self, from: bytes) == value)
        }
    }

    @Test func `a value gives the same bytes each time, and sorted keys the same from any order`() throws {
        var random = Seeded(state: 3)
        for _ in 0..<200 {
            let value = random.groups()
            let bytes = try WireEncoder().encode(value)
            let again = try WireDecoder().decode(Groups.self, from: bytes)
            #expect(try WireEncoder().encode(again) == bytes)
            let sorted = try WireEncoder(sortedKeys: true).encode(value)
            #expect(try WireDecoder().decode(Groups.self, from: sorted) == value)
            #expect(try WireEncoder(sortedKeys: true).encode(again) == sorted)
        }
        let unordered = ["b": 1, "a": 2, "a!": 3, "c": 4]
        #expect(try text(unordered) == #"{"a":2,"a!":3,"b":1,"c":4}"#)
        #expect(try text([10: [2: 1, 1: 2], 9: [:]]) == #"{"10":{"1":2,"2":1},"9":{}}"#)
        struct Unsorted: Encodable {
            var zeta = 1
            var alpha = [Inner(), Inner()]
            struct Inner: Encodable {
                var two = 2
                var one = "1"
            }
        }
        let inner = #"{"one":"1","two":2}"#
        #expect(try text(Unsorted(), sorted: true) == #"{"alpha":[\#(inner),\#(inner)],"zeta":1}"#)
    }

    @Test func `every double and float survives, rounded as strtod rounds`() throws {
        var random = Seeded(state: 4)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: random.next())
            guard double.isFinite else { continue }
            let read = try WireDecoder().decode(Double.self, from: try WireEncoder().encode(double))
            #expect(read.bitPattern == double.bitPattern)
            let digits = "\(random.below(1 << 53)).\(random.below(1000))e\(random.below(60) - 30)"
            #expect(try WireDecoder().decode(Double.self, from: Array(digits.utf8)) == Double(digits))
            guard let float = Float(digits), float.isFinite else { continue }
            #expect(try WireDecoder().decode(Float.self, from: Array(digits.utf8)) == float)
        }
    }

    @Test func `ten thousand elements and a string of a megabyte pass both ways`() throws {
        let numbers = (0..<10_000).map { Person(name: "\($0)", mail: nil, age: UInt8($0 % 256)) }
        #expect(try WireDecoder().decode([Person].self, from: WireEncoder().encode(numbers)) == numbers)
        let long = String(repeating: "é\"x", count: 250_000)
        #expect(try WireDecoder().decode([String].self, from: WireEncoder().encode([long])) == [long])
        let plain = String(repeating: "x", count: 1_000_000)
        #expect(try WireDecoder().decode(String.self, from: WireEncoder().encode(plain)) == plain)
        let table = Dictionary(uniqueKeysWithValues: (0..<10_000).map { ("key \($0)", $0) })
        #expect(try WireDecoder().decode([String: Int].self, from: WireEncoder().encode(table)) == table)
    }

    private func text(_ value: some Encodable, sorted: Bool = false) throws -> String {
        String(decoding: try WireEncoder(sortedKeys: sorted).encode(value), as: UTF8.self)
    }
}
