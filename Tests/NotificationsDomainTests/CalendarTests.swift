import Messages
import Testing
import Vocabulary

@testable import NotificationsDomain

@Suite(.timeLimit(.minutes(1)))
struct CalendarTests {
    @Test func `no line has more than 75 octets, and none is cut inside a character`() {
        let line = "SUMMARY:" + String(repeating: "é👩‍🏫œ", count: 40)
        let folded = CalendarText.folded(line)
        let lines = folded.lines
        #expect(lines.count > 3)
        #expect(lines.allSatisfy { $0.utf8.count <= 75 && String(validating: $0.utf8, as: UTF8.self) != nil })
        #expect(lines.dropFirst().allSatisfy { $0.utf8.first == 32 })
        let unfolded = Array(lines[0].utf8) + lines.dropFirst().flatMap { $0.utf8.dropFirst() }
        #expect(unfolded == Array(line.utf8))
    }

    @Test func `text is escaped, and nobody's words begin a property`() {
        #expect(CalendarText.escaped("a\\b;c,d\ne") == "a\\\\b\\;c\\,d\\ne")
        #expect(CalendarText.escaped("x\r\nATTENDEE:mailto:a@b.fr") == "x\\nATTENDEE:mailto:a@b.fr")
        #expect(CalendarText.escaped("\u{202E}x\u{0}") == "x")
        #expect(CalendarText.quoted("a\"b\nc") == "\"a'b c\"")
    }

    @Test func `a day's event spans its halves, in Paris`() throws {
        let calendar = try calendar(["2020-11-05A", "2020-11-05P"])
        #expect(calendar.contains("DTSTART;TZID=Europe/Paris:20201105T090000\r\n"))
        #expect(calendar.contains("DTEND;TZID=Europe/Paris:20201105T163000\r\n"))
        #expect(calendar.contains("Horaires : de 9 h à 12 h et de 13 h 30 à 16 h 30."))
        #expect(calendar.hasPrefix("BEGIN:VCALENDAR\r\n") && calendar.hasSuffix("END:VCALENDAR\r\n"))
        #expect(calendar.components("BEGIN:VTIMEZONE").count == 2)
    }

    private func calendar(_ halfDays: [String]) throws -> String {
        var file = RequestFile()
        file.form = try Say.form()
        var session = try Say.session()
        session.halfDays = try halfDays.map { try HalfDay($0) }
        file.sessions = [session]
        let writer = CalendarWriter(
            campaign: try Play.published().campaign, places: Places(), request: "ALP-69-0042", file: file)
        return writer.published(at: try Timestamp("2020-07-01T08:00:00.000Z").instant).text.replacing("\r\n ", with: "")
    }
}

extension String {
    /// Ended by CRLF. By bytes: for Swift a CRLF, or a space with what joins it, is one character.
    var lines: [String] {
        var lines: [[UInt8]] = [[]]
        for byte in utf8 {
            if byte == 10 { lines.append([]) } else if byte != 13 { lines[lines.count - 1].append(byte) }
        }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    func components(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
