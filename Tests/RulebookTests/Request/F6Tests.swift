import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct F6Tests {
    @Test(arguments: [
        ("2020-05-01", 0, 0, [String]()), ("2020-05-31", 23, 59, []), ("2020-06-01", 0, 0, ["F6 blocks:examination "]),
        ("2020-04-30", 23, 59, ["F6 warns "]), ("2020-09-01", 12, 0, ["F6 blocks:examination "]),
    ])
    func `F6: the day in Paris says whether it is late`(day: String, hour: Int, minute: Int, told: [String]) throws {
        var sample = try Sample()
        sample.receivedAt = Paris.instant(try CivilDate(day), hour: hour, minute: minute)
        #expect(try sample.told(by: Rules.F6) == told)
    }

    @Test func `F6: the last minute of May in Paris is 22 o'clock in Greenwich`() throws {
        var sample = try Sample()
        sample.receivedAt = try #require(Instant(rfc3339: "2020-05-31T21:59:59.999Z"))
        #expect(try sample.told(by: Rules.F6).isEmpty)
        sample.receivedAt = try #require(Instant(rfc3339: "2020-05-31T22:00:00.000Z"))
        #expect(try sample.told(by: Rules.F6) == ["F6 blocks:examination "])
        let text = message(try sample.found(by: Rules.F6))
        #expect(text.contains("1er juin 2020") && text.contains("31 mai 2020"))
    }

    @Test func `F6: a late request blocks the examination until a person has accepted it`() throws {
        var sample = try Sample()
        #expect(sample.told(by: Rules.F6, before: .examination).isEmpty)
        sample.receivedAt = Paris.instant(try CivilDate("2020-06-02"))
        #expect(sample.told(by: Rules.F6, before: .examination) == ["F6 blocks:examination "])
        #expect(sample.told(by: Rules.F6, before: .contract).isEmpty)
        var done = StepsDone()
        done.lateAccepted = true
        #expect(sample.told(by: Rules.F6, before: .examination, done: done).isEmpty)
    }

    @Test(arguments: [
        ("2002-05-15", true), ("2019-05-31", true), ("2019-12-15", false), ("2020-04-30", false),
        ("2020-06-01", false), ("2020-11-15", false), ("2021-05-15", true), ("2026-05-15", true),
    ])
    func `F6: a request nearer to another year's window says to check the year`(day: String, checks: Bool) throws {
        var sample = try Sample()
        sample.receivedAt = Paris.instant(try CivilDate(day), hour: 9)
        let breaches = try sample.found(by: Rules.F6)
        #expect(breaches.map(\.severity) == [day < "2020-05" ? .warns : .blocks(.examination)])
        #expect(breaches.map { $0.remedy.hasPrefix("Vérifiez l'année") } == [checks])
    }

    @Test func `F6: an early request warns and blocks no step`() throws {
        var sample = try Sample()
        sample.receivedAt = Paris.instant(try CivilDate("2020-04-30"))
        #expect(message(try sample.found(by: Rules.F6)).contains("avant l'ouverture de la campagne le 1er mai 2020"))
        #expect(sample.told(by: Rules.F6, before: .examination).isEmpty)
    }
}
