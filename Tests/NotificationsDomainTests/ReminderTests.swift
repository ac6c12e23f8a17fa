import Messages
import NotificationsDomain
import Testing
import Vocabulary

/// Reminders in business days, with a cool-down; digests.
@Suite(.timeLimit(.minutes(1)))
struct ReminderTests {
    private func timer(_ play: Play) -> Instant? { play.state.request.reminderAt }

    @Test func `a consent that isn't answered is reminded of after four open days, with the same link`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        #expect(timer(play) == nil, "nobody is reminded of what they weren't sent")
        try play.sendAll()
        // Wednesday 20 May 2020; four open days later is Tuesday the 26th.
        #expect(timer(play) == Paris.instant(try CivilDate("2020-05-26"), hour: 8))
        play.now = try #require(timer(play))
        try play.when(.timer(.reminder))
        #expect(play.prepared == ["reminder → ien:69-lyon-vaise"])
        #expect(play.papers[0].linkOf == play.state.letters.first { $0.kind == .consent }?.letter)
        #expect(play.statuses(.reminder) == [.sendable])
        try play.when(.timer(.reminder))
        #expect(play.prepared.isEmpty, "not twice within the cool-down")
        #expect(timer(play) == Paris.instant(try CivilDate("2020-06-01"), hour: 8))
    }

    @Test func `an answer ends the reminders`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        try play.sendAll()
        try play.when(Say.consented())
        #expect(timer(play) == nil)
    }

    @Test func `a dead link isn't reminded of`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        try play.sendAll()
        play.now = play.now + .seconds(20 * 86_400)
        try play.when(.timer(.reminder))
        #expect(play.prepared.isEmpty)
        #expect(timer(play) == nil)
    }

    @Test func `a correction is reminded of two open days before its date, three times at most`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.returned(answerBy: "2020-06-05"))
        try play.sendAll()
        #expect(timer(play) == Paris.instant(try CivilDate("2020-06-03"), hour: 8))
        var count = 0
        while let at = timer(play), count < 10 {
            play.now = at
            try play.when(.timer(.reminder))
            count += 1
            #expect(play.prepared.count == 2)
        }
        #expect(count == ReminderLimit.most)
    }

    @Test func `a clock set to a Sunday reminds on Monday`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.returned())
        try play.sendAll()
        play.now = try Timestamp("2020-06-07T10:00:00.000Z").instant
        try play.when(.timer(.reminder))
        #expect(play.prepared.isEmpty)
        #expect(timer(play) == Paris.instant(try CivilDate("2020-06-08"), hour: 8))
    }

    @Test func `a digest says what waits, each open day at half past seven, and nothing where nothing does`() throws {
        var play = try Play(at: "2020-06-05T06:00:00.000Z")
        let digest = "digest/dfie"
        try play.when(.campaign(try Play.published()), on: digest)
        #expect(
            play.events == [
                .noted(
                    .timer(.digest, ordinal: 0, at: Paris.instant(try CivilDate("2020-06-08"), hour: 7, minute: 30)))
            ])
        play.now = Paris.instant(try CivilDate("2020-06-08"), hour: 7, minute: 30)
        try play.when(.timer(.digest), on: digest)
        #expect(play.prepared.isEmpty)
        play.now = Paris.instant(try CivilDate("2020-06-09"), hour: 7, minute: 30)
        play.world.figures = DigestFigures(stages: [.examination: 3], awaitingRelease: 1)
        try play.when(.timer(.digest), on: digest)
        #expect(play.prepared == ["digest → dfie"])
        #expect(play.papers[0].text.contains("Demandes à examiner : 3"))
        #expect(play.papers[0].letter.text == "digest-dfie-2020-06-09")
    }
}

enum ReminderLimit { static let most = 3 }
