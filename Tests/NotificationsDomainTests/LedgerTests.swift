import Messages
import NotificationsDomain
import Testing
import Vocabulary

/// From prepared to sent.
@Suite(.timeLimit(.minutes(1)))
struct LedgerTests {
    private func submitted() throws -> (Play, LetterID) {
        var play = try Play()
        try play.when(Say.submitted())
        return (play, play.state.letters[0].letter)
    }

    @Test func `a letter is sent once, however often it is said`() throws {
        var (play, letter) = try submitted()
        try play.hold(try Function(Say.head))
        try play.take(letter)
        #expect(play.events == [.noted(.taken(letter, attempt: 1, person: try PersonID("p-7")))])
        try play.take(letter)
        #expect(play.events.isEmpty)
        try play.when(.written([LetterAttempt(letter, attempt: 1)]))
        #expect(play.events.first == .sent(LetterSent(letter: letter, attempt: 1, sentAt: Timestamp(play.now))))
        try play.when(.written([LetterAttempt(letter, attempt: 1)]))
        #expect(play.events.isEmpty)
    }

    @Test func `whoever has no mail can't be written to: final, until a person mends it`() throws {
        var (play, letter) = try submitted()
        try play.hold(try Function(Say.head), hasMail: false)
        try play.take(letter)
        #expect(
            play.events == [
                .failed(LetterFailed(letter: letter, attempt: 1, why: Open(.addressUnknown), isFinal: true))
            ])
        try play.when(.again(letter, attempt: 2))
        #expect(play.events.isEmpty, "another attempt than the one that failed")
        try play.when(.again(letter, attempt: 1))
        try play.hold(try Function(Say.head))
        try play.take(letter)
        #expect(play.events == [.noted(.taken(letter, attempt: 2, person: try PersonID("p-7")))])
    }

    @Test func `a function that nobody holds is waited for, three days`() throws {
        var (play, letter) = try submitted()
        play.world.preparedAt[letter] = play.now
        try play.take(letter)
        #expect(play.events.isEmpty)
        play.now = play.now + .seconds(73 * 3600)
        try play.take(letter)
        #expect(play.state.letters[0].status == .failed)
    }

    @Test func `a file that can't be written is tried five times`() throws {
        var (play, letter) = try submitted()
        try play.hold(try Function(Say.head))
        for attempt in 1...5 {
            try play.take(letter)
            try play.when(.unwritten(LetterAttempt(letter, attempt: attempt), .unavailable))
            #expect(play.state.letters[0].status == (attempt < 5 ? .sendable : .failed))
        }
    }

    @Test func `only the letters that were read are released`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.published())
        let waiting = play.state.letters.filter { $0.status == .waiting }
        let asked = [
            ReleasedLetter(letter: waiting[0].letter, campaignRevision: .first, requestRevision: .first),
            ReleasedLetter(letter: waiting[1].letter, campaignRevision: .first, requestRevision: try Revision(2)),
        ]
        try play.when(.release(asked, by: try Say.actor))
        #expect(play.events.count == 1)
        #expect(play.state.letter(waiting[0].letter)?.status == .sendable)
        #expect(play.state.letter(waiting[1].letter)?.status == .waiting)
        try play.when(.release(asked, by: try Say.actor))
        #expect(play.events.isEmpty)
    }

    @Test func `a void letter can't be released`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.published())
        let old = play.state.letters.filter { $0.status == .waiting }
        try play.when(Say.moved())
        try play.when(
            .release(
                old.map {
                    ReleasedLetter(letter: $0.letter, campaignRevision: .first, requestRevision: $0.requestRevision)
                }, by: try Say.actor))
        #expect(play.events.isEmpty)
    }

    @Test func `the state folded from journalled notes is the same`() throws {
        var play = try Play()
        var all: [NotificationsEvent] = []
        for step in 0..<4 {
            switch step {
            case 0: try play.when(Say.submitted(agrees: false))
            case 1: try play.when(Say.consented())
            case 2: try play.when(Say.published())
            default: try play.when(Say.moved())
            }
            all += play.events
        }
        var folded = NotificationsState()
        for event in all {
            // As the journal gives it back: papers and names aren't there.
            let back: NotificationsEvent =
                switch event {
                case .prepared(let letter, _): .prepared(letter, nil)
                case .noted(let note):
                    .noted(try MessageJSON.decode(Note.self, from: try MessageJSON.encode(note)))
                default: event
                }
            folded = play.decider.evolve(folded, by: back)
        }
        #expect(folded == play.state)
        let saved = try MessageJSON.decode(NotificationsState.self, from: try MessageJSON.encode(play.state))
        #expect(saved == play.state)
    }

    @Test func `a term's name and mail go to the table and not into the journal`() throws {
        var play = try Play()
        let held = DirectoryMessage.held(
            FunctionHeld(
                actor: try Say.actor, function: try Function(Say.head), person: try PersonID("p-9"),
                name: Personal(try PersonName("Ancolie Brouette")),
                mail: Personal(try MailAddress("ancolie.brouette@example.org")), from: try CivilDate("2019-09-01")))
        try play.when(.directory(held), on: "directory/\(Say.head)")
        guard case .noted(let note) = play.events[0], case .term(let term) = note else {
            Issue.record("no term")
            return
        }
        #expect(term.name != nil)
        let journalled = String(decoding: try MessageJSON.encode(note), as: UTF8.self)
        #expect(!journalled.contains("Ancolie") && !journalled.contains("example.org"))
    }
}
