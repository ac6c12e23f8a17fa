import Messages
import Rulebook
import Testing
import ValidationDomain
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct PlacementTests {
    /// Validated by both.
    private func validated() throws -> Given {
        var given = try Given(Sample.submitted(Sample.form()))
        try given.when(.approve)
        try given.when(.approve, by: Sample.service)
        return given
    }

    @Test func `Y3: released only once every session is confirmed at its present revision`() throws {
        var given = try validated()
        #expect(given.objection(.release)?.rules == [.T8])
        try given.when(Sample.proposed())
        #expect(given.objection(.release)?.rules == [.Y3])
        try given.when(Sample.confirmed(isComplete: false))
        #expect(given.objection(.release)?.rules == [.Y3])
        try given.when(Sample.confirmed())
        #expect(given.objection(.release, by: Sample.service) == .notFound)
        try given.when(.release)
        guard case .released(let released)? = given.decisions.first else {
            Issue.record("\(given.events)")
            return
        }
        #expect(released.decision == Open(.validation))
        #expect(released.validation == .first)
        #expect(released.sessions == [SessionNamed(session: try Sample.session().session, revision: .first)])
        #expect(given.objection(.release)?.rules == [.Y3])
        #expect(try given.request.queueState == .released)
    }

    @Test func `T8: a moved session has to be confirmed anew`() throws {
        var given = try validated()
        try given.when(Sample.proposed())
        try given.when(Sample.confirmed())
        let moved = try Sample.session(revision: 2)
        try given.when(
            .sessions(
                .moved(
                    SessionMoved(
                        campaignRevision: .first, requestRevision: .first, session: moved, previousHalfDays: [],
                        previousHost: SamplePlaces.marot, isPublished: false, reason: Sample.text("Salle prise.")))))
        #expect(given.objection(.release)?.rules == [.Y3])
        try given.when(Sample.confirmed())
        #expect(given.events == [.note(.passedOver(SessionsConfirmed.type, .outdated))], "it names revision 1")
        try given.when(Sample.confirmed([moved]))
        try given.when(.release)
        #expect(given.decisions.count == 1)
    }

    private func crossings() throws -> [SessionMessage] {
        let session = try Sample.session()
        let named = [SessionNamed(session: session.session, revision: session.revision)]
        return [
            .moved(
                SessionMoved(
                    campaignRevision: .first, requestRevision: .first, session: try Sample.session(revision: 2),
                    previousHalfDays: [], previousHost: SamplePlaces.marot, isPublished: false,
                    reason: Sample.text("Salle prise."))),
            .declined(
                SessionsDeclined(
                    actor: Sample.actor(.service(departement69())), campaignRevision: .first, requestRevision: .first,
                    departement: departement69(), sessions: named, reason: Sample.text("Examen blanc."))),
            .freed(
                SessionsFreed(
                    campaignRevision: .first, requestRevision: .first, sessions: named, why: Open(.returned))),
        ]
    }

    @Test func `Y3: a release that crossed a change of its sessions is void, and is given again`() throws {
        for crossing in try crossings() {
            var given = try validated()
            try given.when(Sample.proposed())
            try given.when(Sample.confirmed())
            try given.when(.release)
            try given.when(.sessions(crossing))
            #expect(try given.request.queueState == .validated, "\(crossing.type)")
            let again = try Sample.session(revision: 3)
            try given.when(Sample.proposed(sessions: [again]))
            #expect(given.objection(.release)?.rules == [.Y3], "\(crossing.type)")
            try given.when(Sample.confirmed([again]))
            try given.when(.release)
            #expect(given.types == [DecisionReleased.type], "\(crossing.type)")
        }
    }

    @Test func `a session that moves once it is published leaves its release as it is`() throws {
        var given = try validated()
        try given.when(Sample.proposed())
        try given.when(Sample.confirmed())
        try given.when(.release)
        try given.when(
            .sessions(
                .published(
                    SessionsPublished(
                        campaignRevision: .first, requestRevision: .first, validation: .first,
                        sessions: [Sample.session()]))))
        try given.when(.sessions(try #require(crossings().first)))
        #expect(try given.request.queueState == .released)
    }

    @Test func `T8: proposed again at the same revisions, sessions stay confirmed`() throws {
        var given = try validated()
        try given.when(Sample.proposed())
        try given.when(Sample.confirmed())
        try given.when(Sample.proposed())
        #expect(given.objection(.release) == nil)
        try given.when(Sample.proposed(sessions: [Sample.session(revision: 2)]))
        #expect(given.objection(.release)?.rules == [.Y3])
    }

    @Test func `T8: what found no place comes back with its causes, and is settled anew`() throws {
        var given = try validated()
        try given.when(Sample.notPlaced(), at: Sample.june + .seconds(86_400))
        #expect(try given.request.queueState == .notPlaced)
        #expect(try given.request.placement.causes.first?.causes.first?.rule == Open(.T7))
        #expect(try given.request.clock.runningSince != nil)
        #expect(given.objection(.release)?.rules == [.T8])
        var settlement = try #require(given.request.settlement)
        settlement.groups[0].academicTrainers = 0
        try given.when(.settle(settlement), by: Sample.service)
        #expect(
            given.types == ["validation.settled.v1", "decision.validated.v1", "validation.clockStopped.v1"])
        guard case .validated(let again)? = given.decisions.first else { return }
        #expect(again.validation.number == 2)
        #expect(try given.request.queueState == .validated)
        try given.when(Sample.notPlaced(validation: 1))
        #expect(given.events == [.note(.passedOver(SessionsNotPlaced.type, .outdated))])
    }

    @Test func `a proposal for an older validation is passed over`() throws {
        var given = try validated()
        try given.when(Sample.proposed(validation: 2))
        #expect(given.events == [.note(.passedOver(SessionsProposed.type, .outdated))])
    }

    @Test func `a validated action that is returned loses its validation, and the next has the next number`() throws {
        var given = try validated()
        try given.when(Sample.proposed())
        try given.when(.giveBack(rules: [], message: Sample.text("Le collège ferme ce jour."), answerBy: nil))
        #expect(try given.request.validation == nil)
        try given.when(
            .sessions(
                .freed(
                    SessionsFreed(
                        campaignRevision: .first, requestRevision: .first, sessions: try given.request.placement.named,
                        why: Open(.returned)))))
        #expect(try given.request.placement.sessions.isEmpty)
        try given.when(Sample.amended(Sample.form(), to: 2))
        try given.when(.approve)
        try given.when(.approve, by: Sample.service)
        guard case .validated(let again)? = given.decisions.last else { return }
        #expect(again.validation.number == 2)
        #expect(again.requestRevision.number == 2)
    }

    @Test func `a refusal is told when it is released, and ends it`() throws {
        var given = try Given(Sample.submitted(Sample.form()))
        try given.when(.refuse(breaches: [], message: Sample.text("Hors sujet.")))
        try given.when(.release)
        guard case .released(let released)? = given.decisions.first else { return }
        #expect(released.decision == Open(.refusal))
        #expect(released.sessions.isEmpty)
        #expect(try given.request.hasEnded)
    }

    @Test func `letters about it are known by their stage`() throws {
        var given = try validated()
        let letter = try LetterID("L-69-0001-1")
        let before = given.state.revision
        try given.when(.letter(.sent(LetterSent(letter: letter, attempt: 1, sentAt: Timestamp(Sample.june)))))
        #expect(try given.request.letters == [LetterFact(letter: letter, kind: nil, stage: .sent)])
        #expect(given.state.revision == before, "nobody's approval is stale for a letter")
        #expect(
            try given.when(.letter(.sent(LetterSent(letter: letter, attempt: 1, sentAt: Timestamp(Sample.june)))))
                .isEmpty)
    }

    @Test func `a letter that is told of before its request is kept for it`() throws {
        let letter = try LetterID("L-69-0001-1")
        var given = try Given(
            .letter(.sent(LetterSent(letter: letter, attempt: 1, sentAt: Timestamp(Sample.june)))))
        #expect(given.types == ["validation.letter.v1"])
        try given.when(Sample.submitted(Sample.form()))
        #expect(try given.request.letters.map(\.letter) == [letter])
        #expect(given.state.earlyLetters == nil)
    }
}
