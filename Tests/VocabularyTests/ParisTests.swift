import Foundation
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct ParisTests {
    @Test func `the day and hour in Paris are those that Foundation gives, every half hour around each change`() throws
    {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Europe/Paris"))
        for year in 1996...2037 {
            for month in [3, 10] {
                let from = try #require(CivilDate(year: year, month: month, day: 24)).daysSinceEpoch
                for halfHour in 0..<(8 * 48) {
                    let seconds = from * 86_400 + halfHour * 1800
                    let parts = calendar.dateComponents(
                        [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: Double(seconds)))
                    let instant = Instant(milliseconds: Int64(seconds) * 1000)
                    let date = Paris.date(at: instant)
                    #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
                    #expect(Paris.minutes(at: instant) == (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
                }
            }
        }
    }

    @Test func `F6: a request of 31 May at 23:59 in Paris is of May, one a minute later isn't`() throws {
        let last = try #require(Instant(rfc3339: "2020-05-31T21:59:59Z"))
        #expect(Paris.date(at: last).text == "2020-05-31")
        #expect(Paris.date(at: last + .seconds(1)).text == "2020-06-01")
    }

    @Test func `a wall clock's time becomes an instant and comes back`() throws {
        for text in ["2020-05-31", "2020-12-24", "2021-03-28", "2021-10-31"] {
            let date = try CivilDate(text)
            for hour in [0, 1, 4, 12, 23] {
                let instant = Paris.instant(date, hour: hour, minute: 30)
                #expect(Paris.date(at: instant) == date && Paris.minutes(at: instant) == hour * 60 + 30)
            }
        }
        // Skipped in March: 02:30 is read as 03:30. Twice in October: the first.
        #expect(Paris.instant(try CivilDate("2021-03-28"), hour: 2, minute: 30).rfc3339 == "2021-03-28T01:30:00.000Z")
        #expect(Paris.instant(try CivilDate("2021-10-31"), hour: 2, minute: 30).rfc3339 == "2021-10-31T00:30:00.000Z")
    }

    @Test func `an instant beyond the calendar is held at its end`() {
        #expect(Paris.date(at: Instant(milliseconds: .max)) == .last)
        #expect(Paris.date(at: Instant(milliseconds: .min)) == .first)
    }
}
