import Vocabulary

/// The days of the played spring, in the year of the sample's requests.
struct SpringDays: Equatable, Sendable {
    let year: Int

    init(year: Int) { self.year = year }

    /// Most come in May, the first ones may come earlier, in the same year.
    init(_ sample: DemoSample) {
        let days = sample.requests.map { Paris.date(at: $0.receivedAt) }
        self.init(year: days.isEmpty ? 2020 : days[days.count / 2].year)
    }

    var first: CivilDate { day(4, 27) }
    /// Days on which the authorities sit.
    var examinations: [CivilDate] { [day(6, 8), day(6, 16), day(6, 30)] }
    var release: CivilDate { day(7, 1) }
    var letters: CivilDate { day(7, 3) }
    var last: CivilDate { day(7, 31) }

    /// Of months whose days all exist.
    func day(_ month: Int, _ day: Int) -> CivilDate { CivilDate(year: year, month: month, day: day) ?? .first }

    /// How far the year is at an instant, 0 to 1.
    func share(at instant: Instant) -> Double {
        let done = Double(Paris.date(at: instant).days(since: first)) / Double(last.days(since: first))
        return min(max(done, 0), 1)
    }
}
