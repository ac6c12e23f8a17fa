import Foundation
import RequestFiles
import TestKit
import Testing
import Vocabulary

/// No bytes trap, and no line is dropped: each gives one request or says what is wrong with it.
@Suite(.timeLimit(.minutes(5)))
struct LinePropertyTests {
    /// A million with `ALP_MANY_LINES=1000000`.
    private var count: Int { Int(ProcessInfo.processInfo.environment["ALP_MANY_LINES"] ?? "") ?? 20_000 }

    private func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0...5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...30, using: &random)))
            case 4: bytes.insert(contentsOf: Array("{[\":,\\;=\"".utf8).shuffled(using: &random).prefix(2), at: place)
            default: bytes = Array(bytes.prefix(place))
            }
        }
        return bytes
    }

    @Test func `JSON Lines: as many outcomes as lines with something on them`() throws {
        var random = SeededRandom(printing: "LinePropertyTests, JSON Lines")
        let good = Array(RequestWriter.jsonLine(try Sample.full()).utf8.dropLast())
        var read = 0
        var left = count
        while left > 0 {
            var file: [UInt8] = []
            var expected = 0
            for _ in 0..<min(left, 200) {
                var line =
                    Int.random(in: 0..<10, using: &random) == 0
                    ? (0..<Int.random(in: 0...300, using: &random)).map { _ in
                        UInt8.random(in: .min ... .max, using: &random)
                    } : mutated(good, &random)
                line.removeAll { $0 == 0x0A }
                if line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) { expected += 1 }
                file += line + [0x0A]
            }
            left -= 200
            let outcomes = try lines(.jsonl, file)
            #expect(outcomes.count == expected)
            #expect(outcomes.allSatisfy { $0.request != nil || !$0.faults.isEmpty })
            #expect(outcomes.map(\.line) == outcomes.map(\.line).sorted())
            read += outcomes.count { $0.request != nil }
        }
        #expect(read > 0)
    }

    @Test func `a table: every row is there, once, as a request or with its faults`() throws {
        var random = SeededRandom(printing: "LinePropertyTests, tables")
        let table = RequestWriter.table([try Sample.full()]).dropFirst().replacing("\r\n", with: "\n")
        let rows = table.utf8.split(separator: 0x0A)
        var left = count / 4
        while left > 0 {
            var file = Array(rows[0]) + [0x0A]
            for _ in 0..<min(left, 100) { file += mutated(rows[1...].flatMap { Array($0) + [0x20] }, &random) + [0x0A] }
            // A mark behind every line shows that no open quote has swallowed it.
            let marks = (0..<5).map { "M-\($0)" }
            let plain = rows[1...].map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
            for mark in marks {
                file += Array(plain.replacing("ALP-01-0009", with: mark, maxReplacements: 1).utf8) + [0x0A]
            }
            left -= 100
            let outcomes = try lines(.csv, file)
            #expect(outcomes.allSatisfy { $0.request != nil || !$0.faults.isEmpty })
            #expect(Array(outcomes.compactMap { $0.request?.id.text }.suffix(5)) == marks)
        }
    }
}
