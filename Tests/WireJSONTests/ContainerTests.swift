import Foundation
import Testing
import WireJSON

/// Writes whatever a test says.
private struct Written: Encodable {
    var write: (any Encoder) throws -> Void

    init(_ write: @escaping (any Encoder) throws -> Void) { self.write = write }

    func encode(to encoder: any Encoder) throws { try write(encoder) }
}

/// Holds itself.
private struct Endless: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(Endless())
    }
}

private enum Keys: String, CodingKey { case a, b, c }

@Suite("Containers by hand", .timeLimit(.minutes(1)))
struct ContainerTests {
    @Test func `containers written by turns give what Foundation gives`() throws {
        try same { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            var first = outer.nestedContainer(keyedBy: Keys.self, forKey: .a)
            var second = outer.nestedUnkeyedContainer(forKey: .b)
            try first.encode(1, forKey: .a)
            try second.encode("x")
            try first.encode([2: 3], forKey: .b)
            try second.encode(Person(name: "n", mail: nil, age: 1))
            try second.encodeNil()
            #expect(second.count == 3)
            try outer.encode(true, forKey: .c)
            try first.encode(Data([1, 2]), forKey: .c)
        }
    }

    @Test func `a super encoder may be filled after its siblings, or never`() throws {
        try same { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            let above = outer.superEncoder()
            _ = outer.superEncoder(forKey: .b)
            try outer.encode(1.5, forKey: .a)
            try Person(name: "late", mail: "m", age: 2).encode(to: above)
        }
        try same { encoder in
            var outer = encoder.unkeyedContainer()
            try Person(name: "at once", mail: "m", age: 2).encode(to: outer.superEncoder())
            _ = outer.superEncoder()
            _ = outer.nestedUnkeyedContainer()
            _ = outer.nestedContainer(keyedBy: Keys.self)
            try outer.encode(Written { _ in })
        }
    }

    @Test func `a type that opens its container twice goes on with the same object`() throws {
        try same { encoder in
            var tag = encoder.container(keyedBy: Keys.self)
            try tag.encode("kind", forKey: .c)
            try Person(name: "n", mail: "m", age: 3).encode(to: encoder)
            try tag.encode(4, forKey: .b)
        }
        try same { encoder in
            var list = encoder.unkeyedContainer()
            try list.encode(1)
            try [2, 3].encode(to: encoder)
        }
    }

    @Test func `coding paths are those of the open containers`() throws {
        _ = try WireEncoder().encode(
            Written { encoder in
                var outer = encoder.container(keyedBy: Keys.self)
                var list = outer.nestedUnkeyedContainer(forKey: .b)
                try list.encode(1)
                try list.encode(
                    Written { inner in
                        #expect(inner.codingPath.map(\.stringValue) == ["b", "1"])
                        var container = inner.singleValueContainer()
                        try container.encode(2)
                    })
            })
    }

    @Test func `what JSON has no form for is refused, with its path`() {
        refused(.unencodable, "") { _ in }
        refused(.duplicateKey, "a") { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            try outer.encode(1, forKey: .a)
            try outer.encode(2, forKey: .a)
        }
        refused(.outOfRange, "b[0]") { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            try outer.encode([Double.nan], forKey: .b)
        }
        refused(.outOfRange, "b") { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            try outer.encode(Decimal.nan, forKey: .b)
        }
        refused(.nulCharacter, "c.*") { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            try outer.encode(["Marie": "\u{0}"], forKey: .c)
        }
        refused(.unencodable, "a") { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            try outer.encode(
                Written { inner in
                    var place = inner.singleValueContainer()
                    try place.encode(1)
                    try place.encode(2)
                }, forKey: .a)
        }
        refused(.unencodable, "a") { encoder in
            var outer = encoder.container(keyedBy: Keys.self)
            try? outer.encode(Written { _ in throw CancellationError() }, forKey: .a)
            try outer.encode(1, forKey: .b)
        }
        let error = #expect(throws: WireError.self) { try WireEncoder().encode(Endless()) }
        #expect(error?.kind == .tooDeep)
    }

    @Test func `out of order, the same is refused`() {
        func late(_ write: @escaping (any Encoder) throws -> Void) -> (any Encoder) throws -> Void {
            { encoder in
                var outer = encoder.container(keyedBy: Keys.self)
                let above = outer.superEncoder(forKey: .a)
                try outer.encode(1, forKey: .b)
                try write(above)
            }
        }
        refused(.tooDeep, "a" + String(repeating: "[0]", count: 31), late { try Endless().encode(to: $0) })
        refused(.outOfRange, "a", late { try Double.infinity.encode(to: $0) })
        refused(.nulCharacter, "a", late { try "\u{0}".encode(to: $0) })
        refused(
            .duplicateKey, "a.c",
            late { encoder in
                var container = encoder.container(keyedBy: Keys.self)
                try container.encode(1, forKey: .c)
                try container.encode(1, forKey: .c)
            })
    }

    @Test func `null, absent and present members are told apart`() throws {
        struct Reading: Decodable {
            init(from decoder: any Decoder) throws {
                let values = try decoder.container(keyedBy: Keys.self)
                #expect(values.allKeys == [.b, .a])
                #expect(values.contains(.a) && values.contains(.b) && !values.contains(.c))
                #expect(try values.decodeNil(forKey: .a))
                #expect(try !values.decodeNil(forKey: .b))
                #expect(throws: WireError.self) { try values.decodeNil(forKey: .c) }
                #expect(try values.decodeIfPresent(Int.self, forKey: .c) == nil)
                #expect(try values.decode(Int?.self, forKey: .a) == nil)
                var list = try values.nestedUnkeyedContainer(forKey: .b)
                #expect(list.count == 4)
                #expect(try !list.decodeNil())
                #expect(throws: WireError.self) { try list.decode(String.self) }
                #expect(list.currentIndex == 0)
                #expect(try list.decode(Int.self) == 1)
                #expect(try list.decodeNil())
                #expect(try list.nestedContainer(keyedBy: Keys.self).decode(String.self, forKey: .a) == "x")
                let inner = try list.superDecoder()
                #expect(inner.codingPath.map(\.stringValue) == ["b", "3"])
                #expect(try [Int](from: inner) == [2])
                #expect(list.isAtEnd)
                #expect(throws: WireError.self) { try list.decode(Int.self) }
                #expect(throws: WireError.self) { try list.decodeNil() }
                #expect(try values.superDecoder(forKey: .a).singleValueContainer().decodeNil())
                #expect(try values.superDecoder().singleValueContainer().decodeNil())
            }
        }
        _ = try WireDecoder().decode(Reading.self, from: Array(#"{"b":[1,null,{"a":"x"},[2]],"x":0,"a":null}"#.utf8))
    }

    @Test func `a decoder kept past the call still reads`() throws {
        struct Keeper: Decodable {
            let decoder: any Decoder
            init(from decoder: any Decoder) throws { self.decoder = decoder }
        }
        let kept = try WireDecoder().decode(Keeper.self, from: Array(#"{"name":"kept","age":1}"#.utf8))
        #expect(try Person(from: kept.decoder).name == "kept")
    }

    @Test func `an encoder kept past the call refuses, and does not trap`() throws {
        final class Box { var encoder: (any Encoder)? }
        let box = Box()
        let bytes = try WireEncoder().encode(
            Written { encoder in
                var list = encoder.unkeyedContainer()
                try list.encode(Written { box.encoder = $0 })
            })
        #expect(String(decoding: bytes, as: UTF8.self) == "[{}]")
        let kept = try #require(box.encoder)
        #expect(throws: (any Error).self) { try 1.encode(to: kept) }
    }

    private func same(_ write: @escaping (any Encoder) throws -> Void) throws {
        let ours = try JSONSerialization.jsonObject(with: Data(WireEncoder().encode(Written(write))))
        let theirs = try JSONSerialization.jsonObject(with: JSONEncoder().encode(Written(write)))
        #expect(ours as? NSObject == theirs as? NSObject)
    }

    private func refused(
        _ kind: WireError.Kind, _ path: String, _ write: @escaping (any Encoder) throws -> Void,
        location: SourceLocation = #_sourceLocation
    ) {
        for sorted in [false, true] {
            let error = #expect(throws: WireError.self, sourceLocation: location) {
                try WireEncoder(sortedKeys: sorted).encode(Written(write))
            }
            #expect(error?.kind == kind, sourceLocation: location)
            #expect(error?.path == path, sourceLocation: location)
        }
    }
}
