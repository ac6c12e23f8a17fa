import Foundation
import Logging
import Synchronization
import Testing
import Vocabulary

@testable import ServiceKit

/// Keeps lines.
final class LineCollector: LogSink {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    func write(_ line: String) { kept.withLock { $0.append(line) } }
}

@Suite(.timeLimit(.minutes(1)))
struct LogTests {
    private func line(_ message: String, _ metadata: Logger.Metadata = [:], level: Logger.Level = .info) -> LogLine {
        LogLine(
            time: Instant(milliseconds: 1_780_000_000_123), level: level, service: "validation", message: message,
            metadata: metadata)
    }

    private func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func `a JSON line holds time, level, service, message and metadata`() {
        let line = line("started", ["port": "80", "list": ["a", .stringConvertible(2)], "map": ["k": "v"]])
        #expect(
            line.rendered(as: .json)
                == #"{"time":"2026-05-28T20:26:40.123Z","level":"info","service":"validation","message":"started","#
                + #""metadata":{"list":["a","2"],"map":{"k":"v"},"port":"80"}}"# + "\n")
    }

    @Test func `a text line is for people`() {
        let line = line("store away", ["port": "80", "why": "no route", "list": ["a"], "none": ""], level: .error)
        #expect(
            line.rendered(as: .text)
                == #"2026-05-28T20:26:40.123Z ERROR validation: store away list=["a"] none="" port=80 why="no route""#
                + "\n")
    }

    @Test(arguments: LogFormat.allCases)
    func `no value can begin a line, drive a terminal or turn the text around`(format: LogFormat) throws {
        let evil = "a\r\nb\u{1B}[2J\u{0}\u{85}\u{2028}\u{7F}\u{202E}c\u{2066}d\"\\e\t"
        let line = line(evil, ["k\n": .string(evil), "n": ["x\n": [.string(evil)]]]).rendered(as: format)
        #expect(line.hasSuffix("\n"))
        let body = line.unicodeScalars.dropLast()
        #expect(!body.contains { LogText.isControl($0) || LogText.isBidi($0) })
        if format == .json {
            #expect(try object(line)["message"] as? String == "a\r\nb\u{1B}[2J\u{0}\u{85}\u{2028}\u{7F}cd\"\\e\t")
        }
    }

    @Test(arguments: LogFormat.allCases)
    func `what is secret or personal is masked by its key, and inside of texts`(format: LogFormat) {
        let line = line(
            "no postgres://alp:hush@db/a, password=hush, Bearer hush",
            [
                "token": "hush", "Authorization": "hush", "sasl.password": "hush", "mail": ["hush"], "e-mail": "hush",
                "set_cookie": ["a": "hush"], "nested": ["secret": "hush"], "url": "https://u:hush@h/",
                "masked": "\(Masked("hush"))", "key": "shown",
            ]
        ).rendered(as: format)
        #expect(!line.contains("hush"))
        #expect(line.contains("shown"))
        #expect(line.contains("postgres://alp:•••@db/a, password=•••"))
    }

    @Test(arguments: LogFormat.allCases)
    func `a line is never longer than a pipe takes at once`(format: LogFormat) throws {
        var metadata: Logger.Metadata = [:]
        for number in 10..<60 { metadata["key\(number)"] = .string(String(repeating: "é\u{1}", count: 500)) }
        let line = line(String(repeating: "m\"", count: 5000), metadata).rendered(as: format)
        #expect(line.utf8.count <= 4096)
        #expect(line.contains("truncated"))
        if format == .json { #expect(try object(line)["truncated"] as? Bool == true) }
        var deep: Logger.MetadataValue = "end"
        for _ in 0..<50 { deep = ["d": deep] }
        let nested = self.line("m", ["deep": deep]).rendered(as: format)
        #expect(!nested.contains("end"))
    }

    @Test(arguments: LogFormat.allCases)
    func `even a message of control characters and a long service name fit`(format: LogFormat) {
        var line = line(String(repeating: "\u{1}", count: 10_000))
        line.service = String(repeating: "\u{1}", count: 1000)
        let rendered = line.rendered(as: format)
        #expect(rendered.utf8.count <= 4096)
        #expect(rendered.contains("truncated"))
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_709_251_199_999, "2024-02-29T23:59:59.999Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    ])
    func `times are UTC to the millisecond`(milliseconds: Int64, text: String) {
        #expect(LogTime.text(Instant(milliseconds: milliseconds)) == text)
    }

    @Test func `the handler merges metadata and keeps each logger's own level`() throws {
        let sink = LineCollector()
        var first = Logger(label: "relay") { label in
            LineLogHandler(
                service: "validation", label: label, level: .info, format: .json, sink: sink,
                now: { Instant(milliseconds: 0) })
        }
        var second = first
        first[metadataKey: "topic"] = "a"
        first.logLevel = .error
        second.logLevel = .debug
        first.info("not logged")
        first.error("one", metadata: ["topic": "b"])
        second.debug("two")
        let lines = try sink.lines.map(object)
        #expect(lines.count == 2)
        #expect(lines[0]["metadata"] as? [String: String] == ["topic": "b", "logger": "relay"])
        #expect(lines[1]["metadata"] as? [String: String] == ["logger": "relay"])
        #expect(lines[1]["level"] as? String == "debug")
    }

    @Test func `a decoder's error does not quote what it could not decode`() throws {
        let sink = LineCollector()
        let logger = Logger(label: "validation") { label in
            LineLogHandler(
                service: "validation", label: label, level: .info, format: .json, sink: sink,
                now: { Instant(milliseconds: 0) })
        }
        struct Named: Decodable { var kind: Kind; enum Kind: String, Decodable { case a } }
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Named.self, from: Data(#"{"kind": "Ana Martin"}"#.utf8))
        }
        logger.error("parked", error: error)
        #expect(sink.lines.count == 1)
        #expect(!sink.lines[0].contains("Martin"))
        #expect(sink.lines[0].contains("DecodingError"))
    }
}
