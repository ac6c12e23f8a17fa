import Vocabulary

/// What has to hold between the values of a campaign for it to make sense.
struct CampaignChecks {
    private let campaign: Campaign
    private let problems: Problems

    init(_ campaign: Campaign, _ problems: Problems) {
        self.campaign = campaign
        self.problems = problems
    }

    func all() {
        hours()
        trainers()
        halfDays()
        calendar()
        year()
        plan()
        day()
    }

    private func plan() {
        guard let plan = campaign.scheduling else { return }
        problems.check(
            "scheduling.wishedMostGapWeeks.value", with: ["scheduling.wishedLeastGapWeeks.value"],
            plan.wishedLeastGapWeeks.value <= plan.wishedMostGapWeeks.value,
            "le plus, \(plan.wishedMostGapWeeks.value), est moins que le moins, \(plan.wishedLeastGapWeeks.value) "
                + "(wishedLeastGapWeeks)")
        let window = campaign.rules.T2.window.value
        problems.check(
            "scheduling.lateNotBefore.value", with: ["rules.T2.window"],
            plan.lateNotBefore.value <= window.last,
            "le \(plan.lateNotBefore.value.french) est après la dernière séance possible, le \(window.last.french) "
                + "(T2.window) : aucune demande tardive n'aurait de place")
        problems.check(
            "scheduling.renewalPriority.value", with: ["scheduling.priorityEducationPriority.value"],
            plan.renewalPriority.value + plan.priorityEducationPriority.value <= 9,
            "avec priorityEducationPriority cela dépasse 9, la plus haute priorité")
    }

    private func day() {
        guard let hours = campaign.dayHours else { return }
        let half = campaign.rules.T1.halfDayHours.value * 60
        for (key, range) in [("morning", hours.morning), ("afternoon", hours.afternoon)] {
            problems.check(
                "dayHours.\(key)", with: ["rules.T1.halfDayHours.value"], range.minutes == half,
                "\(range.french) ne fait pas une demi-journée de \(campaign.rules.T1.halfDayHours.value) h "
                    + "(T1.halfDayHours)")
        }
        problems.check(
            "dayHours.afternoon", with: ["dayHours.morning"], hours.morning.to <= hours.afternoon.from,
            "l'après-midi commence avant la fin du matin")
    }

    private func hours() {
        let (T1, F7) = (campaign.rules.T1, campaign.rules.F7)
        problems.check(
            "rules.T1.mostHours.value", with: ["rules.T1.leastHours.value"], T1.leastHours.value <= T1.mostHours.value,
            "le plus, \(T1.mostHours.value) h, est moins que le moins, \(T1.leastHours.value) h (leastHours)")
        problems.check(
            "rules.T1.mostSessions.value", with: ["rules.T1.mostHours.value", "rules.T1.halfDayHours.value"],
            T1.mostSessions.value * 2 * T1.halfDayHours.value >= T1.mostHours.value,
            "\(T1.mostSessions.value) journée(s) de deux demi-journées de \(T1.halfDayHours.value) h ne font pas "
                + "\(T1.mostHours.value) h (mostHours)")
        for (index, hours) in F7.hours.value.enumerated() {
            problems.check(
                "rules.F7.hours.value[\(index)]", with: ["rules.F7.hours.value", "rules.T1"],
                (T1.leastHours.value...max(T1.leastHours.value, T1.mostHours.value)).contains(hours),
                "\(hours) h n'est pas entre \(T1.leastHours.value) et \(T1.mostHours.value) h (T1)")
            problems.check(
                "rules.F7.hours.value[\(index)]", with: ["rules.F7.hours.value", "rules.T1"],
                hours.isMultiple(of: max(1, T1.halfDayHours.value)),
                "\(hours) h ne fait pas un nombre entier de demi-journées de \(T1.halfDayHours.value) h (T1.halfDayHours)"
            )
        }
    }

    private func trainers() {
        let rules = campaign.rules
        for (key, number) in [
            ("F7.academicTrainers", rules.F7.academicTrainers.value),
            ("F7.firstDegreeTrainers", rules.F7.firstDegreeTrainers.value),
            ("I1.leastFirstDegree", rules.I1.leastFirstDegree.value),
            ("T5.ashTrainers", rules.T5.ashTrainers.value),
        ] {
            problems.check(
                "rules.\(key).value", with: ["rules.F7.mostTrainers.value"], number <= rules.F7.mostTrainers.value,
                "\(number) est plus que le plus qu'un groupe peut demander, \(rules.F7.mostTrainers.value) "
                    + "(F7.mostTrainers)")
        }
    }

    private func halfDays() {
        let T3 = campaign.rules.T3
        let both = Set(T3.halfDays.value).intersection(T3.lastResort.value).sorted()
        problems.check(
            "rules.T3.lastResort.value", with: ["rules.T3.halfDays.value"], both.isEmpty,
            "\(both.first?.french ?? "") est déjà ouvert par halfDays ; gardez l'un des deux")
    }

    private func calendar() {
        let year = campaign.schoolYear
        func isIn(_ range: DateRange) -> Bool { year.contains(range.first) && year.contains(range.last) }
        for (index, holiday) in campaign.calendar.schoolHolidays.enumerated() {
            problems.check(
                "calendar.schoolHolidays[\(index)].range", with: ["calendar.schoolHolidays", "schoolYear"],
                isIn(holiday.range),
                "\(holiday.name), \(holiday.range.french), ne sont pas dans l'année scolaire \(year)")
        }
        let ranges = campaign.calendar.schoolHolidays.enumerated()
        for (index, holiday) in ranges {
            let earlier = campaign.calendar.schoolHolidays[..<index].first { $0.range.overlaps(holiday.range) }
            problems.check(
                "calendar.schoolHolidays[\(index)].range", with: ["calendar.schoolHolidays"], earlier == nil,
                "\(holiday.name) et \(earlier?.name ?? "") ont des jours en commun")
        }
        for (index, day) in campaign.calendar.publicHolidays.enumerated() {
            problems.check(
                "calendar.publicHolidays[\(index)].date", with: ["calendar.publicHolidays", "schoolYear"],
                year.contains(day.date), "\(day.name), le \(day.date.french), n'est pas dans l'année scolaire \(year)")
        }
        let window = campaign.rules.T2.window.value
        problems.check(
            "rules.T2.window.value", with: ["schoolYear"], isIn(window),
            "la période \(window.french) n'est pas dans l'année scolaire \(year)")
        problems.check(
            "rules.T2.window.value", with: ["calendar"],
            window.days.contains { campaign.calendar.closing(on: $0) == nil },
            "aucun jour de la période n'est ouvert ; voyez les vacances et les jours fériés")
    }

    private func year() {
        let rules = campaign.rules
        let year = rules.year
        let requests = rules.F6.window.value
        func isNear(_ date: CivilDate) -> Bool {
            (campaign.schoolYear.first...campaign.schoolYear.first + 2).contains(date.year)
        }
        for (key, date) in [
            ("rules.year.examination.value", year.examination.value.first),
            ("rules.year.letters.value", year.letters.value.first), ("rules.year.handover.value", year.handover.value),
            ("rules.year.contracts.value", year.contracts.value.first), ("rules.year.closes.value", year.closes.value),
        ] {
            problems.check(
                key, with: ["schoolYear"], isNear(date),
                "\(date.french) est loin de l'année scolaire \(campaign.schoolYear) ; vérifiez l'année")
        }
        problems.check(
            "rules.F6.window.value", with: ["schoolYear"],
            requests.first.year == campaign.schoolYear.first && requests.last.year == campaign.schoolYear.first,
            "les demandes sont reçues l'année civile de la rentrée, \(campaign.schoolYear.first) : la période "
                + "\(requests.french) n'y est pas")
        problems.check(
            "rules.F6.window.value", with: ["rules.T2.window.value"], requests.last < rules.T2.window.value.first,
            "les demandes finissent le \(requests.last.french), après le début des séances, le "
                + "\(rules.T2.window.value.first.french) (T2.window)")
        problems.check(
            "rules.year.examination.value", with: ["rules.F6.window.value"],
            requests.first <= year.examination.value.first, "l'examen commence avant les demandes (F6.window)")
        problems.check(
            "rules.year.letters.value", with: ["rules.year.examination.value"],
            year.examination.value.first <= year.letters.value.first,
            "les courriers partent avant l'examen (examination)")
        problems.check(
            "rules.year.contracts.value", with: ["rules.year.letters.value"],
            year.letters.value.first <= year.contracts.value.first, "les contrats précèdent les courriers (letters)")
        problems.check(
            "rules.year.closes.value", with: ["rules.T2.window.value", "rules.year.contracts.value"],
            max(year.contracts.value.last, rules.T2.window.value.last) <= year.closes.value,
            "la campagne se ferme avant la fin des contrats ou des séances (contracts, T2.window)")
    }
}
