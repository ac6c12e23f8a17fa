/// Where an instant becomes a civil date and back: Europe/Paris, whose rule since 1996 is the Union's (directive
/// 2000/84/EC): summer time from the last Sunday of March to the last Sunday of October, both at 01:00 UTC. By rule and
/// not by the machine's zone files, so that every machine gives the same day; checked against Foundation by the tests.
package enum Paris {
    /// The civil date in Paris at an instant; right from 1996 on, held at the ends of the calendar.
    package static func date(at instant: Instant) -> CivilDate {
        // Held before the sum, which would overflow at the ends of Int64.
        let first = Int64(CivilDate.first.daysSinceEpoch)
        let last = Int64(CivilDate.last.daysSinceEpoch)
        let held = Instant(milliseconds: min(max(instant.milliseconds, first * 86_400_000), (last + 1) * 86_400_000))
        let local = held.milliseconds + offset(at: held)
        let days = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
        return CivilDate(unchecked: Int(min(max(days, first), last)))
    }

    /// Hours and minutes past midnight in Paris.
    package static func minutes(at instant: Instant) -> Int {
        let local = instant.milliseconds + offset(at: instant)
        let rest = local % 86_400_000
        return Int((rest < 0 ? rest + 86_400_000 : rest) / 60_000)
    }

    /// The instant of a wall clock's time in Paris. A time that the clocks skip in March is read as if they hadn't been
    /// put forward yet; one that comes twice in October is the first.
    package static func instant(_ date: CivilDate, hour: Int = 0, minute: Int = 0) -> Instant {
        let local = Int64(date.daysSinceEpoch) * 86_400_000 + Int64(hour * 60 + minute) * 60_000
        let summer = Instant(milliseconds: local - 7_200_000)
        return offset(at: summer) == 7_200_000 ? summer : Instant(milliseconds: local - 3_600_000)
    }

    /// Milliseconds that Paris is ahead of UTC.
    static func offset(at instant: Instant) -> Int64 {
        let days =
            instant.milliseconds >= 0
            ? instant.milliseconds / 86_400_000 : (instant.milliseconds - 86_399_999) / 86_400_000
        let year = Instant.civil(fromDays: days).0
        let from = lastSunday(year, 3) * 86_400_000 + 3_600_000
        let until = lastSunday(year, 10) * 86_400_000 + 3_600_000
        return (from..<until).contains(instant.milliseconds) ? 7_200_000 : 3_600_000
    }

    /// Both months have 31 days.
    private static func lastSunday(_ year: Int64, _ month: Int64) -> Int64 {
        let last = Instant.days(fromCivil: year, month, 31)
        return last - ((last + 4) % 7 + 7) % 7
    }
}
