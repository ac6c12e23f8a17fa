import Messages
import NotificationsDomain
import Testing
import Vocabulary

/// Y2, Y3, T8: what is told once it is released, and what becomes of it.
@Suite(.timeLimit(.minutes(1)))
struct TellingTests {
    private func told() throws -> Play {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.published())
        try play.releaseAll()
        try play.sendAll()
        return play
    }

    @Test func `Y3: a refusal is told when it is released, and not before`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.refused())
        #expect(play.prepared.isEmpty)
        try play.when(Say.released(.refusal))
        #expect(play.prepared == ["refusal → head:0691662G", "refusal → ien:69-lyon-vaise"])
        #expect(play.statuses(.refusal) == [.waiting, .waiting])
        #expect(play.papers[0].text.contains("« Hors orientations. »"))
    }

    @Test func `Y3: the July letter goes to heads, inspectors and the IA-IPR of each collège, with the calendar`()
        throws
    {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.released(.validation))
        #expect(play.prepared.isEmpty, "dates are told when they are published")
        try play.when(Say.published())
        #expect(
            play.prepared == [
                "validation → head:0691662G", "validation → ien:69-lyon-vaise", "validation → ia-ipr:0691662G",
            ])
        #expect(play.statuses(.validation) == [.waiting, .waiting, .waiting])
        #expect(play.papers.allSatisfy { $0.calendar?.method == .publish })
        #expect(play.papers[0].text.contains("jeudi 5 novembre 2020, de 9 h à 12 h"))
        #expect(play.papers[0].calendar?.text.contains("UID:ALP-69-0042.G1.1\r\n") == true)
    }

    @Test func `the same dates published again are told once`() throws {
        var play = try told()
        try play.when(Say.published())
        #expect(play.prepared.isEmpty)
    }

    @Test func `T8: a move before the July letter went makes it anew`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.published())
        try play.when(Say.moved())
        #expect(play.prepared.count == 3)
        #expect(play.prepared.allSatisfy { $0.hasPrefix("validation") })
        #expect(play.statuses(.validation) == [.void, .void, .void, .waiting, .waiting, .waiting])
        #expect(play.papers[0].calendar?.text.contains("SEQUENCE:2\r\n") == true)
    }

    @Test func `T8: a move after it went is told by a change letter, with the calendar's next sequence`() throws {
        var play = try told()
        try play.when(Say.moved())
        #expect(play.prepared.count == 3)
        #expect(play.prepared.allSatisfy { $0.hasPrefix("change") })
        let text = play.papers[0].text
        #expect(text.contains("jeudi 5 novembre 2020") && text.contains("jeudi 12 novembre 2020"))
        let calendar = try #require(play.papers[0].calendar).text
        #expect(calendar.contains("UID:ALP-69-0042.G1.1\r\n") && calendar.contains("SEQUENCE:2\r\n"))
    }

    @Test func `a letter that is being written counts as gone`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.published())
        try play.releaseAll()
        try play.takeAll()
        try play.when(Say.moved())
        #expect(play.prepared.allSatisfy { $0.hasPrefix("change") })
        #expect(play.statuses(.validation) == [.taken, .taken, .taken])
    }

    @Test func `two moves before the change letter went are told by one`() throws {
        var play = try told()
        try play.when(Say.moved())
        try play.when(Say.moved(to: "2020-11-19A", revision: 3))
        #expect(play.statuses(.change) == [.void, .void, .void, .waiting, .waiting, .waiting])
        #expect(play.papers[0].text.contains("jeudi 19 novembre 2020"))
        #expect(play.papers[0].calendar?.text.contains("SEQUENCE:4\r\n") == true)
    }

    @Test func `an unpublished move tells nobody`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        guard case .moved(var moved) = try Say.moved() else { return }
        moved.isPublished = false
        try play.when(.moved(moved))
        #expect(play.prepared.isEmpty)
    }

    @Test func `dates given back after they were told are told, and cancelled in the calendar`() throws {
        var play = try told()
        try play.when(Say.freed(.declined))
        #expect(play.prepared.count == 3)
        let calendar = try #require(play.papers[0].calendar).text
        #expect(calendar.contains("STATUS:CANCELLED\r\n") && calendar.contains("SEQUENCE:1\r\n"))
    }

    @Test(arguments: [true, false])
    func `an end is told once, whichever of its facts comes first`(_ isFreedFirst: Bool) throws {
        var play = try told()
        var prepared: [String] = []
        for step in isFreedFirst ? [0, 1] : [1, 0] {
            if step == 0 { try play.when(Say.freed(.cancelled)) } else { try play.when(Say.cancelled()) }
            prepared += play.prepared
        }
        #expect(
            prepared == [
                "cancellation → head:0691662G", "cancellation → ien:69-lyon-vaise", "cancellation → ia-ipr:0691662G",
            ])
    }

    @Test func `a withdrawal before anything was told goes to the pilots alone, and stops what waits`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.published())
        try play.when(Say.withdrawn())
        #expect(play.prepared == ["cancellation → head:0691662G", "cancellation → ien:69-lyon-vaise"])
        #expect(play.statuses(.validation) == [.void, .void, .void])
        try play.when(Say.moved())
        #expect(play.prepared.isEmpty, "nothing after the end")
    }

    @Test func `an opinion is asked of whom it is asked of, and waits for the Dfie`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.opinionAsked(answerBy: "2020-06-10"))
        #expect(play.prepared == ["opinion → ia-ipr:0691662G"])
        #expect(play.statuses(.opinion) == [.waiting])
    }
}
