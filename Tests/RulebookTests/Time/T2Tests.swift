import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct T2Tests {
    private let period = "la période des ALP interdegrés, du 15 octobre 2020 au 5 juin 2021."

    private func lines(months: [Month] = [], impossible: [DateRange] = []) throws -> [String] {
        var sample = try Sample()
        sample.form.wishes = Wishes(months: months, weekdays: [], impossible: impossible)
        return RulebookTests.lines(.T2, try sample.request)
    }

    private func lines(_ date: String, impossible: [DateRange] = []) throws -> [String] {
        var plan = try SamplePlan.of(.on(date))
        plan.sample.form.wishes.impossible = impossible
        return RulebookTests.lines(.T2, plan.subject)
    }

    @Test func `T2 hears a month that has a day of the window`() throws {
        #expect(try lines(months: []) == [])
        #expect(try lines(months: [.october, .june]) == [])
        #expect(
            try lines(months: [.november, .september, .july]) == [
                "warns wishes.months[1]: Le mois souhaité (septembre) est hors de \(period)",
                "warns wishes.months[2]: Le mois souhaité (juillet) est hors de \(period)",
            ])
    }

    @Test func `T2 returns a request all of whose months are outside`() throws {
        #expect(
            try lines(months: [.july, .august]) == [
                "returns wishes.months: Aucun des mois souhaités (juillet et août) n'est dans \(period)"
            ])
    }

    @Test func `T2 hears every month of a window longer than a year`() throws {
        var sample = try Sample()
        sample.campaign.rules.T2.window.value = try .of("2020-10-15", "2030-01-01")
        sample.form.wishes.months = Month.allCases
        #expect(RulebookTests.lines(.T2, try sample.request) == [])
    }

    @Test func `T2 returns impossible dates that leave no open day`() throws {
        let all = "returns wishes.impossible: Les dates impossibles ne laissent aucun jour ouvert dans \(period)"
        #expect(try lines(impossible: [.of("2020-10-15", "2021-06-05")]) == [all])
        // The last day of the window is a Saturday: up to Friday is enough, up to Thursday leaves one day.
        #expect(try lines(impossible: [.of("2020-10-15", "2021-06-04")]) == [all])
        #expect(try lines(impossible: [.of("2020-10-15", "2021-06-03")]) == [])
        #expect(try lines(impossible: [.of("2021-01-01", "2021-06-05"), .of("2020-01-01", "2020-12-31")]) == [all])
    }

    @Test func `T2 says nothing of impossible dates outside the window, another year's are F7's`() throws {
        #expect(try lines(impossible: [.of("2020-09-14", "2020-09-18"), .of("2012-03-01", "2012-03-01")]) == [])
    }

    @Test(arguments: ["2020-10-15", "2020-10-16", "2020-11-02", "2020-11-10", "2021-06-04"])
    func `T2 takes an open day of the window, both ends in`(_ date: String) throws {
        #expect(try lines(date) == [])
    }

    @Test func `T2 refuses a date outside the window`() throws {
        #expect(
            try lines("2020-10-14") == [
                "refuses groups[0].sessions[0]: La séance du mercredi 14 octobre 2020 est hors de \(period)"
            ])
        #expect(
            try lines("2021-06-07") == [
                "refuses groups[0].sessions[0]: La séance du lundi 7 juin 2021 est hors de \(period)"
            ])
    }

    @Test(arguments: [
        ("2020-10-17", "samedi 17 octobre 2020", "samedi"), ("2020-11-08", "dimanche 8 novembre 2020", "dimanche"),
        ("2020-10-30", "vendredi 30 octobre 2020", "vacances de la Toussaint"),
        ("2020-11-11", "mercredi 11 novembre 2020", "Armistice 1918"),
        ("2021-04-05", "lundi 5 avril 2021", "lundi de Pâques"), ("2021-06-05", "samedi 5 juin 2021", "samedi"),
    ])
    func `T2 refuses a closed day and says why`(_ date: String, _ french: String, _ why: String) throws {
        #expect(
            try lines(date) == ["refuses groups[0].sessions[0]: La séance du \(french) tombe un jour fermé : \(why)."])
    }

    @Test func `T2 says both where a closed day is outside the window`() throws {
        #expect(
            try lines("2021-06-06") == [
                "refuses groups[0].sessions[0]: La séance du dimanche 6 juin 2021 est hors de \(period)",
                "refuses groups[0].sessions[0]: La séance du dimanche 6 juin 2021 tombe un jour fermé : dimanche.",
            ])
    }

    @Test func `T2 refuses a day that the pilots said to be impossible`() throws {
        let week = try DateRange.of("2020-11-02", "2020-11-05")
        #expect(
            try lines("2020-11-05", impossible: [week]) == [
                "refuses groups[0].sessions[0]: La séance du jeudi 5 novembre 2020 tombe un jour que les pilotes "
                    + "ont dit impossible (du 2 novembre 2020 au 5 novembre 2020)."
            ])
        #expect(try lines("2020-11-06", impossible: [week]) == [])
    }
}
