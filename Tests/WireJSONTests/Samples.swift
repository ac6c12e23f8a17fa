import Foundation

/// Types as messages are, for the tests to send both ways.
struct Groups: Codable, Equatable {
    var identifier: String
    var campaign: Int
    var requester: Person
    var groups: [Group]
    var comment: String?
    var form: Form
    var outcome: Outcome
    var scores: [String: Double]
    var places: [Int: [String]]
    var weights: [Wing: Int8]
    var flags: [Bool?]
    var ratio: Double
    var share: Float
    var large: UInt64
    var small: Int64
    var bytes: [UInt8]
    var at: Date
    var link: URL?
    var data: Data
    var id: UUID
    var price: Decimal
    var pair: [[Int16]]
}

struct Person: Codable, Equatable {
    var name: String
    var mail: String?
    var age: UInt8
}

struct Group: Codable, Equatable {
    var host: String
    var size: Int
    var guests: [Person]
    var half: Form?
}

enum Form: String, Codable, CaseIterable { case morning, afternoon, day = "whole day" }
enum Wing: String, Codable, CodingKeyRepresentable, CaseIterable { case north, south }

indirect enum Outcome: Codable, Equatable {
    case open
    case refused(rule: String, Int)
    case moved(to: Form?, by: Person)
    case followed(Outcome)
}

/// A generator that a seed repeats (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func chance() -> Bool { below(2) == 0 }

    mutating func text() -> String {
        let alphabet: [Character] = [
            "a", "b", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\r\n", "\u{1}", "\u{1F}", "\u{7F}", "é", "e\u{301}",
            "€", "\u{FFFF}", "😀", "👩‍🏫", "\u{2028}", "ß",
        ]
        return String((0..<below(24)).map { _ in chance() ? "x" : alphabet[below(alphabet.count)] })
    }

    mutating func number() -> Double {
        switch below(6) {
        case 0: Double(below(1000))
        case 1: Double(below(1_000_000)) / 1000
        case 2: -0.0
        case 3: Double.random(in: -1e300...1e300, using: &self)
        case 4: Double.random(in: -1e-300...1e-300, using: &self)
        default:
            { bits in bits.isFinite ? bits : 0.1 }(Double(bitPattern: next()))
        }
    }

    mutating func person() -> Person {
        Person(name: text(), mail: chance() ? text() : nil, age: UInt8(truncatingIfNeeded: next()))
    }

    mutating func form() -> Form { Form.allCases[below(3)] }

    mutating func outcome(_ depth: Int = 0) -> Outcome {
        switch below(depth > 3 ? 3 : 4) {
        case 0: .open
        case 1: .refused(rule: text(), below(100))
        case 2: .moved(to: chance() ? form() : nil, by: person())
        default: .followed(outcome(depth + 1))
        }
    }

    mutating func list<T>(_ bound: Int, _ make: (inout Seeded) -> T) -> [T] {
        (0..<below(bound)).map { _ in make(&self) }
    }

    mutating func groups() -> Groups {
        Groups(
            identifier: text(), campaign: Int(truncatingIfNeeded: next()), requester: person(),
            groups: list(4) { random in
                Group(
                    host: random.text(), size: random.below(100), guests: random.list(3) { $0.person() },
                    half: random.chance() ? random.form() : nil)
            },
            comment: chance() ? text() : nil, form: form(), outcome: outcome(),
            scores: Dictionary(list(5) { ($0.text(), $0.number()) }) { first, _ in first },
            places: Dictionary(list(5) { ($0.below(1000) - 500, [$0.text()]) }) { first, _ in first },
            weights: Dictionary(list(3) { (Wing.allCases[$0.below(2)], Int8(truncatingIfNeeded: $0.next())) }) { $1 },
            flags: list(5) { $0.chance() ? nil : $0.chance() }, ratio: number(),
            share: Float(below(100_000)) / 7, large: next(), small: Int64(bitPattern: next()),
            bytes: list(20) { UInt8(truncatingIfNeeded: $0.next()) },
            at: Date(timeIntervalSinceReferenceDate: Double(below(1_000_000_000)) / 1000),
            link: chance() ? URL(string: "https://example.org/a?b=\(below(1000))") : nil,
            data: Data(list(20) { UInt8(truncatingIfNeeded: $0.next()) }),
            id: UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, UInt8(below(256)))),
            price: Decimal(below(1_000_000)) / 100,
            pair: list(3) { $0.list(3) { Int16(truncatingIfNeeded: $0.next()) } }
        )
    }
}
