import Messages
import Vocabulary

/// The play as a list, made from the sample before anything runs. Pure: the same sample and seed give the same list.
struct Playbook: Equatable, Sendable {
    var days: SpringDays
    var scenes: [DemoScene]
    /// Requests that pilots write themselves; all others come by file.
    var written: Set<String>

    /// How many pilots write their requests themselves, beside those who lack another's consent.
    static let writtenAtLeast = 4

    init(_ sample: DemoSample, seed: UInt64) {
        let days = SpringDays(sample)
        let written = Self.written(sample, days, seed: seed)
        self.days = days
        self.written = written
        var scenes = [DemoScene(at: Paris.instant(days.first, hour: 8), step: .publishCampaign)]
        for (index, table) in DemoTable.allCases.enumerated() {
            scenes.append(
                DemoScene(at: Paris.instant(days.first, hour: 9, minute: 10 * index), step: .importTable(table)))
        }
        scenes += Self.arrivals(sample.requests, written)
        for day in days.examinations {
            // What came in time goes first.
            scenes.append(
                DemoScene(at: Paris.instant(day, hour: 18), step: .examine(late: day != days.examinations.first)))
        }
        // Once all stand: until then a proposal may still make room for another.
        if let last = days.examinations.last {
            scenes.append(DemoScene(at: Paris.instant(last, hour: 19), step: .confirm))
        }
        scenes.append(DemoScene(at: Paris.instant(days.release, hour: 9), step: .release))
        scenes.append(DemoScene(at: Paris.instant(days.letters, hour: 10), step: .releaseLetters))
        self.scenes = scenes.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// A day's files in turn as JSON Lines and as a spreadsheet's table, a minute after its last request; what pilots
    /// write comes when it came.
    private static func arrivals(_ requests: [DemoSample.Request], _ written: Set<String>) -> [DemoScene] {
        let days = Dictionary(grouping: requests) { Paris.date(at: $0.receivedAt) }.sorted { $0.key < $1.key }
        var scenes: [DemoScene] = []
        for (index, (_, arrived)) in days.enumerated() {
            for request in arrived where written.contains(request.id) {
                scenes.append(DemoScene(at: request.receivedAt, step: .submit(request.id)))
            }
            let filed = arrived.filter { !written.contains($0.id) }
            guard let last = filed.map(\.receivedAt).max() else { continue }
            scenes.append(
                DemoScene(
                    at: last + .seconds(60),
                    step: .importRequests(filed.map(\.id), index.isMultiple(of: 2) ? .jsonLines : .csv)))
        }
        return scenes
    }

    /// Those that wait for a pilot's consent, which comes by a link, and a few that only pass.
    private static func written(_ sample: DemoSample, _ days: SpringDays, seed: UInt64) -> Set<String> {
        let lacking = sample.requests.filter { request in
            sample.expectations[request.id].map { $0.lacksConsent && Self.isGood($0.withConsents) } ?? false
        }
        // In the middle of May, and simple: the regulation says nothing of them.
        var simple = sample.requests.filter { request in
            let day = Paris.date(at: request.receivedAt)
            let expected = sample.expectations[request.id]
            return expected?.outcome == "passed" && expected?.breaches.isEmpty == true
                && day > days.day(5, 1) && day < days.day(5, 30) && request.form["origin"]?.text == "newTheme"
        }
        var chance = SeededChance(seed: seed)
        simple.shuffle(using: &chance)
        return Set((lacking + simple.prefix(writtenAtLeast)).map(\.id))
    }

    private static func isGood(_ expected: ExpectedVerdict) -> Bool {
        ["passed", "blocked"].contains(expected.outcome)
    }
}

/// Chance that can be repeated: SplitMix64 (Steele, Lea, Flood 2014).
struct SeededChance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
