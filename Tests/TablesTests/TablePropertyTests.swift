import Foundation
import Tables
import TestKit
import Testing

/// Tables of words that hurt, and bytes that are no table at all.
private struct RandomTables {
    var random: SeededRandom

    static let pieces = [
        "a", "é", "€", "😀", ";", ",", "\t", "\"", "\"\"", "\n", "\r", "\r\n", " ", "=", "'", "\u{301}", "\u{202E}",
        "\u{FEFF}", "x;\"y\"", "0690280E",
    ]

    mutating func cell() -> String {
        let count = Int.random(in: 0...5, using: &random)
        return (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    }

    mutating func table() -> [[String]] {
        let columns = Int.random(in: 1...4, using: &random)
        let count = Int.random(in: 0...6, using: &random)
        return (0..<count).map { _ in (0..<columns).map { _ in cell() } }
    }

    /// Mostly the bytes that mean something to the reader.
    mutating func noise() -> [UInt8] {
        let count = Int.random(in: 0...60, using: &random)
        let alphabet: [UInt8] = [0x22, 0x22, 0x22, 0x3B, 0x3B, 0x2C, 0x0A, 0x0A, 0x0D, 0x61, 0x62, 0xC3, 0xA9, 0x81, 0]
        return (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    }
}

private func readInChunks(_ bytes: [UInt8], limit: Int, _ random: inout SeededRandom) -> [CSVRecord] {
    var reader = CSVReader(limit: limit)
    var read: [CSVRecord] = []
    var rest = bytes[...]
    while !rest.isEmpty {
        let chunk = rest.prefix(Int.random(in: 1...7, using: &random))
        rest = rest.dropFirst(chunk.count)
        reader.feed(chunk)
        while let record = reader.next() { read.append(record) }
    }
    reader.finish()
    while let record = reader.next() { read.append(record) }
    return read
}

@Suite("Properties of tables", .timeLimit(.minutes(2)))
struct TablePropertyTests {
    @Test(arguments: CSVSeparator.allCases)
    func `what is written is read back`(separator: CSVSeparator) {
        var tables = RandomTables(random: SeededRandom(seed: 4180))
        for round in 0..<2000 {
            let table = tables.table()
            let writer = CSVWriter(separator: separator, newline: round.isMultiple(of: 2) ? "\r\n" : "\n")
            let text = table.map(writer.line).joined()
            let read = CSVReader.records(of: text.utf8, separator: separator).map { try? $0.get().fields }
            #expect(read == table.map { $0.map(CSVWriter.neutralised) }, "round \(round): \(text.debugDescription)")
        }
    }

    @Test func `where chunks are cut changes nothing`() {
        var tables = RandomTables(random: SeededRandom(seed: 17))
        for round in 0..<4000 {
            let isNoise = round.isMultiple(of: 2)
            let bytes = isNoise ? tables.noise() : Array(tables.table().map(CSVWriter().line).joined().utf8)
            let limit = round.isMultiple(of: 3) ? 12 : CSVReader.defaultLimit
            let whole = CSVReader.records(of: bytes, limit: limit)
            #expect(readInChunks(bytes, limit: limit, &tables.random) == whole, "round \(round): \(bytes)")
        }
    }

    @Test func `the good lines around a broken one are all read`() throws {
        var tables = RandomTables(random: SeededRandom(seed: 99))
        let bad = ["x\"y;z", "\"x\"y;z", "\"x;z", "x;\"y", "x;\"", "\"\"\";z"]
        for round in 0..<2000 {
            // Rows of one line each, so that every line is known to be good by itself.
            var lines = (0..<6).map { CSVWriter().line(["r\($0)", tables.cell().filter { !$0.isNewline }]) }
            let place = Int.random(in: 1..<6, using: &tables.random)
            let broken = try #require(bad.randomElement(using: &tables.random))
            lines.insert(broken + "\r\n", at: place)
            let read = CSVReader.records(of: lines.joined().utf8, separator: .semicolon)
            let names = read.compactMap { try? $0.get().fields.first }.filter { $0.hasPrefix("r") }
            #expect(names == (0..<6).map { "r\($0)" }, "round \(round): \(lines)")
            #expect(read.contains { if case .failure(let error) = $0 { error.line == place + 1 } else { false } })
        }
    }

    @Test func `memory stays bounded over an endless line`() {
        var reader = CSVReader(limit: 1000)
        reader.feed("a;b\n".utf8)
        _ = reader.next()
        var errors = 0
        for _ in 0..<2000 {
            reader.feed([UInt8](repeating: 0x78, count: 1000))
            while let record = reader.next() { if case .failure = record { errors += 1 } }
        }
        reader.feed("\n1;2\n".utf8)
        #expect(errors == 1)
        #expect(reader.next() == row(3, "1", "2"))
    }

    /// Python's module is older than RFC 4180 and shares no line with ours.
    @Test func `Python reads what we write, and we read what Python writes`() async throws {
        var tables = RandomTables(random: SeededRandom(seed: 3))
        // Python's reader takes a bare CR inside quotes as it stands only with newline=''.
        let table = (0..<300).map { index in ["\(index)", tables.cell(), tables.cell()] }
        let script = """
            import csv, io, json, sys
            sys.stdin.reconfigure(encoding="utf-8", newline=""); sys.stdout.reconfigure(encoding="utf-8", newline="")
            rows = list(csv.reader(sys.stdin, delimiter=";", strict=True))
            out = io.StringIO(newline="")
            csv.writer(out, delimiter=",").writerows(rows)
            json.dump({"rows": rows, "text": out.getvalue()}, sys.stdout)
            """
        struct Answer: Decodable {
            var rows: [[String]]
            var text: String
        }
        let written = table.map(CSVWriter().line).joined()
        let python = try ChildProcess(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", script], input: Data(written.utf8))
        #expect(try await python.exit() == .exit(0), "\(python.errors)")
        let answer = try JSONDecoder().decode(Answer.self, from: python.outputData)
        let expected = table.map { $0.map(CSVWriter.neutralised) }
        #expect(answer.rows == expected)
        #expect(rows(answer.text, separator: .comma) == expected)
    }
}
