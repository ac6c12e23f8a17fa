import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct F7Tests {
    @Test(arguments: [0, -6, 3, 7, 18, Int.min, Int.max])
    func `F7: hours that the form doesn't offer are returned`(hours: Int) throws {
        var sample = try Sample()
        sample.form.hours = hours
        #expect(try sample.told(by: Rules.F7) == ["F7 returns hours"])
        #expect(try sample.found(by: Rules.F7).first?.message.contains("\(hours) heure") == true)
        #expect(try sample.found(by: Rules.F7).first?.remedy.contains("6, 9 ou 12 heures") == true)
    }

    @Test(arguments: [6, 9, 12])
    func `F7: the campaign's hours are taken`(hours: Int) throws {
        var sample = try Sample()
        sample.form.hours = hours
        #expect(try sample.told(by: Rules.F7).isEmpty)
    }

    @Test(arguments: [(-1, "F7 returns"), (4, "F7 returns"), (Int.max, "F7 returns"), (Int.min, "F7 returns")])
    func `F7: trainers below none or beyond reach are returned, each degree apart`(number: Int, told: String) throws {
        var sample = try Sample()
        sample.form.intervenants.academicTrainers = number
        #expect(try sample.told(by: Rules.F7) == [told + " intervenants.academicTrainers"])
        #expect(message(try sample.found(by: Rules.F7)).contains("au lieu de 0 à 3"))
        sample.form.intervenants.firstDegreeTrainers = number
        #expect(
            try sample.told(by: Rules.F7) == [
                told + " intervenants.academicTrainers", told + " intervenants.firstDegreeTrainers",
            ])
    }

    @Test(arguments: [0, 3])
    func `F7: none and the most trainers are taken`(number: Int) throws {
        var sample = try Sample()
        sample.form.intervenants.academicTrainers = number
        sample.form.intervenants.firstDegreeTrainers = number
        #expect(try sample.told(by: Rules.F7).isEmpty)
    }

    @Test func `F7: an impossible date of another year is a slip, returned at the end that slipped`() throws {
        var sample = try Sample()
        sample.form.wishes.impossible = try [
            .of("2020-09-01", "2021-08-31"), .of("2012-12-01", "2020-12-02"), .of("2020-12-01", "2202-12-02"),
            DateRange(day: CivilDate("2021-09-01")),
        ]
        #expect(
            try sample.told(by: Rules.F7) == [
                "F7 returns wishes.impossible[1].first", "F7 returns wishes.impossible[2].last",
                "F7 returns wishes.impossible[3].first",
            ])
        #expect(try sample.found(by: Rules.F7)[0].message.contains("sort de l'année scolaire 2020-2021"))
    }
}
