import Vocabulary

/// What the plan takes from the campaign beside the rules, and the hours of a day.
enum PlanReading {
    /// A weight's key, what it is the price of, and what it may be.
    struct Weight {
        let key: String
        let meaning: String
        let allowed: ClosedRange<Int>

        init(_ key: String, _ meaning: String, _ allowed: ClosedRange<Int> = 0...10_000) {
            self.key = key
            self.meaning = meaning
            self.allowed = allowed
        }
    }

    static let weights = [
        Weight("unplaced", "une action sans place", 10_000...1_000_000_000),
        Weight("priority", "un point de priorité d'une action sans place"),
        Weight("specialNeedsDay", "une séance EABEP hors des jours de T5"),
        Weight("lastResortDay", "une séance sur une demi-journée à éviter (T3)"),
        Weight("preferredMonth", "une séance hors des mois souhaités"),
        Weight("preferredWeekday", "une séance hors des jours souhaités"),
        Weight("spreadWeek", "une semaine de trop ou de moins entre deux séances"),
        Weight("trainerWeek", "une demi-journée de formateur au-delà de sa semaine souhaitée"),
        Weight("quotaPressure", "un enseignant remplacé au-delà du confort"),
        Weight("travelKilometre", "un kilomètre d'un formateur"),
        Weight("moveSession", "une séance déplacée"),
        Weight("moveTold", "une séance déplacée que les pilotes connaissaient"),
        Weight("changeTrainer", "un formateur changé"),
        Weight("changeTrainerTold", "un formateur changé que les pilotes connaissaient"),
    ]

    static func scheduling(_ section: Section) -> SchedulingParameters {
        SchedulingParameters(
            leastGapWeeks: section.parameter("leastGapWeeks", .number(1...20)),
            wishedLeastGapWeeks: section.parameter("wishedLeastGapWeeks", .number(1...30)),
            wishedMostGapWeeks: section.parameter("wishedMostGapWeeks", .number(1...30)),
            establishmentPerWeek: section.parameter("establishmentPerWeek", .number(1...5)),
            noonKilometres: section.parameter("noonKilometres", .number(0...200)),
            comfortPercent: section.parameter("comfortPercent", .number(0...100)),
            leadDays: section.parameter("leadDays", .number(0...200)),
            lateNotBefore: section.parameter("lateNotBefore", .date),
            renewalPriority: section.parameter("renewalPriority", .number(0...9)),
            priorityEducationPriority: section.parameter("priorityEducationPriority", .number(0...9)),
            weights: section.parameter(
                "weights",
                .mapping(weights { _ in 0 }) { prices in
                    let read = Dictionary(
                        uniqueKeysWithValues: weights.map { ($0.key, prices.value($0.key, .number($0.allowed))) })
                    return weights { read[$0] ?? 0 }
                }))
    }

    private static func weights(_ price: (String) -> Int) -> SchedulingWeights {
        SchedulingWeights(
            unplaced: price("unplaced"), priority: price("priority"), specialNeedsDay: price("specialNeedsDay"),
            lastResortDay: price("lastResortDay"), preferredMonth: price("preferredMonth"),
            preferredWeekday: price("preferredWeekday"), spreadWeek: price("spreadWeek"),
            trainerWeek: price("trainerWeek"), quotaPressure: price("quotaPressure"),
            travelKilometre: price("travelKilometre"), moveSession: price("moveSession"), moveTold: price("moveTold"),
            changeTrainer: price("changeTrainer"), changeTrainerTold: price("changeTrainerTold"))
    }

    static func dayHours(_ section: Section) -> DayHours? {
        let morning = section.section("morning", clockRange) ?? nil
        let afternoon = section.section("afternoon", clockRange) ?? nil
        guard let morning, let afternoon else { return nil }
        return DayHours(morning: morning, afternoon: afternoon)
    }

    private static func clockRange(_ section: Section) -> ClockRange? {
        let from = section.value("from", ValueReader<ClockTime?>.needed())
        let to = section.value("to", ValueReader<ClockTime?>.needed())
        guard let from, let to else { return nil }
        do throws(ValueError) { return try ClockRange(from: from, to: to) } catch {
            section.problems.add(
                line: nil, key: section.path,
                "la fin, \(to.french), précède le début, \(from.french) ; échangez-les ou corrigez-les")
            return nil
        }
    }
}
