import Messages
import Rulebook
import TestKit
import Testing
import ValidationDomain
import Vocabulary

/// Every state × everything that can be asked or happen: what is taken, and what stands after it.
@Suite(.timeLimit(.minutes(1)))
struct TransitionTests {
    private static func settlement() throws -> Settlement {
        var settlement = try #require(
            Settlement.proposed(by: Sample.form(), in: .lyon2020(), places: SamplePlaces()))
        settlement.priority = 5
        return settlement
    }

    private static let referent = Function.referent(SamplePlaces.marot)

    /// A request in each state, with a speaker and a lecturer on its form.
    private static func given(_ state: QueueState) throws -> Given {
        var form = try Sample.form()
        form.intervenants.speakers = [
            try OutsideSpeaker(
                person: PersonID("x-s01"), organisation: FreeText("Association (inventée)"),
                askedBy: .head(SamplePlaces.marot), hasFees: false)
        ]
        form.intervenants.lecturers = [
            try Lecturer(person: PersonID("x-l01"), university: FreeText("Université Lyon 2"), askedThroughPole: true)
        ]
        let why = Sample.text("Parce que.")
        switch state {
        case .awaitingCampaign:
            return try Given(Sample.submitted(form, campaignRevision: 2))
        case .awaitingConsents:
            form.pilots[1].agrees = false
            return try Given(Sample.submitted(form))
        case .late: return try Given(Sample.submitted(form, at: Sample.june))
        case .refusalProposed:
            form.pilots.removeLast()
            return try Given(Sample.submitted(form))
        case .examination: return try Given(Sample.submitted(form))
        case .returned:
            var given = try Given(Sample.submitted(form))
            try given.when(.giveBack(rules: [], message: why, answerBy: nil))
            return given
        case .validated, .notPlaced, .released:
            var given = try Given(Sample.submitted(form))
            try given.when(.approve)
            try given.when(.approve, by: Sample.service)
            if state == .notPlaced { try given.when(Sample.notPlaced()) }
            guard state == .released else { return given }
            try given.when(Sample.proposed())
            try given.when(Sample.confirmed())
            try given.when(.release)
            return given
        case .refused, .refusalReleased:
            var given = try Given(Sample.submitted(form))
            try given.when(.refuse(breaches: [], message: why))
            if state == .refusalReleased { try given.when(.release) }
            return given
        case .withdrawn: return try Given(Sample.submitted(form), Sample.withdrawn())
        case .cancelled:
            var given = try Given(Sample.submitted(form))
            try given.when(.cancel(reason: why))
            return given
        }
    }

    enum Step: String, CaseIterable {
        case settle, approve, refuse, giveBack, acceptLate, refuseLate, askOpinion, recordOpinion, decideSpeaker,
            decideLecturer, cancel, release
        case amended, withdrawn, agreed, disagreed, proposed, notPlaced, judge

        func input() throws -> ValidationInput {
            let why = Sample.text("Parce que.")
            let act: ExaminerAct
            switch self {
            case .settle: act = .settle(try TransitionTests.settlement())
            case .approve: act = .approve
            case .refuse: act = .refuse(breaches: [], message: why)
            case .giveBack: act = .giveBack(rules: [], message: why, answerBy: nil)
            case .acceptLate: act = .late(accept: true, reason: why)
            case .refuseLate: act = .late(accept: false, reason: why)
            case .askOpinion: act = .askOpinion(from: [TransitionTests.referent], question: nil, answerBy: nil)
            case .recordOpinion: act = .recordOpinion(from: TransitionTests.referent, .favourable, comment: nil)
            case .decideSpeaker: act = .decideSpeaker(try PersonID("x-s01"), isValidated: true, reason: nil)
            case .decideLecturer: act = .decideLecturer(try PersonID("x-l01"), isAgreed: true, reason: nil)
            case .cancel: act = .cancel(reason: why)
            case .release: act = .release
            case .amended: return Sample.amended(try Sample.form(), to: 2)
            case .withdrawn: return Sample.withdrawn()
            case .agreed: return try Sample.consented(Sample.form().pilots[1].function, true)
            case .disagreed: return try Sample.consented(Sample.form().pilots[0].function, false)
            case .proposed: return try Sample.proposed()
            case .notPlaced: return try Sample.notPlaced()
            case .judge: return .judge
            }
            return .act(act, by: Sample.dfie)
        }
    }

    /// What is taken in a state, and the state after it. An act that isn't here is refused; a fact changes nothing.
    private static let table: [QueueState: [Step: QueueState]] = [
        .awaitingCampaign: [.cancel: .cancelled, .amended: .awaitingCampaign, .withdrawn: .withdrawn],
        .awaitingConsents: [
            .settle: .awaitingConsents, .refuse: .refused, .giveBack: .returned, .askOpinion: .awaitingConsents,
            .decideSpeaker: .awaitingConsents, .decideLecturer: .awaitingConsents, .cancel: .cancelled,
            .amended: .examination, .withdrawn: .withdrawn, .agreed: .examination, .disagreed: .returned,
        ],
        .late: [
            .settle: .late, .refuse: .refused, .giveBack: .returned, .acceptLate: .examination, .refuseLate: .refused,
            .askOpinion: .late, .decideSpeaker: .late, .decideLecturer: .late, .cancel: .cancelled, .amended: .late,
            .withdrawn: .withdrawn, .disagreed: .returned,
        ],
        .refusalProposed: [
            .settle: .refusalProposed, .refuse: .refused, .giveBack: .returned, .askOpinion: .refusalProposed,
            .decideSpeaker: .refusalProposed, .decideLecturer: .refusalProposed, .cancel: .cancelled,
            .amended: .examination, .withdrawn: .withdrawn, .disagreed: .returned,
        ],
        .examination: [
            .settle: .examination, .approve: .examination, .refuse: .refused, .giveBack: .returned,
            .askOpinion: .examination, .decideSpeaker: .examination, .decideLecturer: .examination,
            .cancel: .cancelled, .amended: .examination, .withdrawn: .withdrawn, .disagreed: .returned,
        ],
        .returned: [.cancel: .cancelled, .amended: .examination, .withdrawn: .withdrawn],
        .validated: [
            .giveBack: .returned, .askOpinion: .validated, .decideSpeaker: .validated, .decideLecturer: .validated,
            .cancel: .cancelled, .amended: .examination, .withdrawn: .withdrawn, .proposed: .validated,
            .notPlaced: .notPlaced,
        ],
        .notPlaced: [
            .settle: .validated, .giveBack: .returned, .askOpinion: .notPlaced, .decideSpeaker: .notPlaced,
            .decideLecturer: .notPlaced, .cancel: .cancelled, .amended: .examination, .withdrawn: .withdrawn,
            .proposed: .validated, .notPlaced: .notPlaced,
        ],
        .released: [
            .giveBack: .returned, .askOpinion: .released, .decideSpeaker: .released, .decideLecturer: .released,
            .cancel: .cancelled, .amended: .examination, .withdrawn: .withdrawn, .proposed: .released,
            .notPlaced: .notPlaced,
        ],
        .refused: [
            .giveBack: .returned, .release: .refusalReleased, .amended: .examination, .withdrawn: .withdrawn,
        ],
        .refusalReleased: [:], .withdrawn: [:], .cancelled: [:],
    ]

    @Test(arguments: QueueState.allCases)
    func `only what the table says leads on`(from state: QueueState) throws {
        let row = try #require(Self.table[state], "\(state) stands in the table")
        for step in Step.allCases {
            var given = try Self.given(state)
            #expect(try given.request.queueState == state)
            let before = try given.request
            let input = try step.input()
            let objection = given.decider.objection(to: input, on: given.state, in: given.world, at: given.now)
            try given.when(input)
            let after = try given.request
            if let expected = row[step] {
                #expect(after.queueState == expected, "\(state) × \(step)")
                #expect(objection == nil, "\(state) × \(step): \(String(describing: objection))")
                #expect(!given.events.isEmpty, "\(state) × \(step)")
            } else {
                #expect(after.queueState == before.queueState, "\(state) × \(step)")
                #expect(given.decisions.isEmpty, "\(state) × \(step)")
                if case .act = input { #expect(objection?.lines.isEmpty == false, "\(state) × \(step)") }
            }
        }
    }

    @Test func `whatever comes before the submission is told apart and changes nothing`() throws {
        for step in Step.allCases {
            var given = try Given()
            let input = try step.input()
            try given.when(input)
            #expect(given.state == ValidationState(), "\(step)")
            if case .act(let act, let examiner, seen: _) = input {
                #expect(given.objection(act, by: examiner) == .notFound, "\(step)")
            }
        }
    }

    @Test func `a reason that is empty isn't one`() throws {
        let empty = Sample.text(" ")
        let given = try Self.given(.examination)
        #expect(given.objection(.cancel(reason: empty))?.kind == .invalid)
        #expect(given.objection(.refuse(breaches: [], message: empty))?.kind == .invalid)
        #expect(try Self.given(.late).objection(.late(accept: true, reason: empty))?.kind == .invalid)
    }

    @Test func `every state survives its coding`() throws {
        for state in QueueState.allCases {
            let given = try Self.given(state)
            let bytes = try MessageJSON.encode(given.state)
            #expect(try MessageJSON.decode(ValidationState.self, from: bytes) == given.state, "\(state)")
        }
    }
}
