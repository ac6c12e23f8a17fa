import Foundation
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct CivilDateTests {
    @Test func `every day of the calendar has the text, weekday and week that Foundation gives it`() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        var date = CivilDate.first
        var seen = 0
        while date < CivilDate.last {
            let instant = Date(timeIntervalSince1970: Double(date.daysSinceEpoch) * 86_400)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday, .weekOfYear, .yearForWeekOfYear], from: instant)
            #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
            #expect(date.weekday.rawValue % 7 + 1 == parts.weekday)
            #expect(Week(of: date).numbered == (parts.yearForWeekOfYear ?? 0, parts.weekOfYear ?? 0))
            #expect(try CivilDate(date.text) == date)
            seen += 1
            date = date.adding(days: 37)
        }
        #expect(seen > 10_000)
    }

    @Test(arguments: [
        "2021-02-29", "2020-13-01", "2020-00-10", "2020-04-31", "20-04-01", "2020-4-1", "01/04/2020", "", "2020-10-15 ",
        "٢٠٢٠-١٠-١٥", "1899-12-31", "3000-01-01", "2020-10-15T00:00", "-020-10-15", "1900-02-29",
    ])
    func `what isn't a day is refused, the value named`(text: String) {
        let error = #expect(throws: ValueError.self) { try CivilDate(text) }
        #expect(error?.kind == "une date")
        #expect(error?.sentence.contains("« \(text) »") == true)
    }

    @Test func `adding days never leaves the calendar`() {
        #expect(CivilDate.last.adding(days: 1) == .last)
        #expect(CivilDate.first.adding(days: -1) == .first)
        #expect(CivilDate.last.adding(days: .max) == .last)
        #expect(CivilDate.first.adding(days: .min) == .first)
    }

    @Test func `a range holds both its ends and can't be empty`() throws {
        let first = try CivilDate("2020-10-17")
        let last = try CivilDate("2020-11-01")
        let range = try DateRange(first, last)
        #expect(range.contains(first) && range.contains(last) && !range.contains(last.adding(days: 1)))
        #expect(range.dayCount == 16 && Array(range.days).count == 16)
        #expect(range.french == "du 17 octobre 2020 au 1er novembre 2020")
        #expect(throws: ValueError.self) { try DateRange(last, first) }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(DateRange.self, from: Data(#"{"first":"2020-11-01","last":"2020-10-17"}"#.utf8))
        }
    }

    @Test func `weeks are written as ISO 8601 does, and what isn't a week is refused`() throws {
        #expect(try Week("2020-W53").monday == CivilDate("2020-12-28"))
        #expect(try Week(of: CivilDate("2021-01-03")).text == "2020-W53")
        #expect(try Week("2021-W02").weeks(since: Week("2020-W53")) == 2)
        for text in ["2021-W53", "2020-W00", "2020-53", "2020-w10", "W10-2020", ""] {
            #expect(throws: ValueError.self) { try Week(text) }
        }
    }

    @Test func `half-days come in order, and are read as they are written`() throws {
        let morning = try HalfDay("2020-11-05A")
        let afternoon = try HalfDay("2020-11-05P")
        #expect(morning < afternoon && morning.weekly.text == "4A")
        #expect(afternoon.french == "jeudi 5 novembre 2020 après-midi")
        for text in ["2020-11-05", "2020-11-05B", "2020-11-31A", "A"] {
            #expect(throws: ValueError.self) { try HalfDay(text) }
        }
        for text in ["0A", "8A", "3", "3D", "33A", ""] {
            #expect(throws: ValueError.self) { try WeeklyHalfDay(text) }
        }
    }

    @Test func `a school year runs from September to August`() throws {
        let year = try SchoolYear("2020-2021")
        #expect(try year.contains(CivilDate("2020-09-01")) && year.contains(CivilDate("2021-08-31")))
        #expect(try !year.contains(CivilDate("2020-08-31")) && !year.contains(CivilDate("2021-09-01")))
        for text in ["2020-2022", "2020", "2020-21", "2021-2020"] {
            #expect(throws: ValueError.self) { try SchoolYear(text) }
        }
    }
}
