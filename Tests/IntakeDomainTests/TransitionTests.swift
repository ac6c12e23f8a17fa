import IntakeDomain
import Messages
import Testing
import Vocabulary

/// Every phase × everything that a person can ask: done, or refused with words.
@Suite(.timeLimit(.minutes(1)))
struct TransitionTests {
    enum Standing: String, CaseIterable {
        case nothing, draft, open, validated, refused, released, returned, withdrawn, cancelled
    }

    enum Act: String, CaseIterable {
        case draft, revise, submit, bring, amend, withdraw, handOver
    }

    /// What is done; all else is refused.
    static let allowed: [Standing: Set<Act>] = [
        .nothing: [.draft, .bring],
        .draft: [.revise, .submit],
        .open: [.bring, .amend, .withdraw, .handOver],
        .validated: [.withdraw, .handOver],
        .refused: [.withdraw, .handOver],
        .released: [.withdraw, .handOver],
        .returned: [.bring, .amend, .withdraw, .handOver],
        .withdrawn: [],
        .cancelled: [],
    ]

    private func given(_ standing: Standing) throws -> Given {
        switch standing {
        case .nothing: Given()
        case .draft: try Given.drafted()
        case .open: try Given.brought()
        case .validated: try Given.brought().fact(.validated(.first))
        case .refused: try Given.brought().fact(Given.refused)
        case .released:
            try Given.brought().fact(.validated(.first)).fact(.released(.validation, validation: .first))
        case .returned: try Given.brought().fact(Given.returned)
        case .withdrawn:
            try Given.brought().when(.withdraw(try FreeText("Fin."), seen: 1, by: Given.acts()))
        case .cancelled: try Given.brought().fact(.cancelled(try FreeText("Fin.")))
        }
    }

    private func act(_ act: Act, seen: Int64) throws -> RequestAct {
        let form = Given.form(title: "Un titre nouveau")
        return switch act {
        case .draft: .draft(Drafting(form: form, campaign: nil, tracking: Given.tracking, acts: Given.acts()))
        case .revise: .revise(form, seen: seen, by: Given.acts())
        case .submit: .submit(seen: seen, by: Given.acts())
        case .bring: Given.bring(form)
        case .amend: .amend(form, seen: seen, by: Given.acts())
        case .withdraw: .withdraw(try FreeText("Fin."), seen: seen, by: Given.acts())
        case .handOver:
            .handOver(
                Handing(function: Given.head, to: try PersonID("p-new"), on: try CivilDate("2020-09-01")), seen: seen,
                by: Given.acts())
        }
    }

    @Test(arguments: Standing.allCases, Act.allCases)
    func `Y1 to Y3: what may be asked where, and nothing else`(standing: Standing, asked: Act) throws {
        let given = try given(standing)
        let act = try act(asked, seen: given.tells.revision)
        let after = try given.when(act)
        let isAllowed = Self.allowed[standing]?.contains(asked) == true
        #expect(after.events.isEmpty == !isAllowed)
        #expect((given.refusal(of: act) == nil) == isAllowed)
        if !isAllowed { #expect(after.state == given.state) }
        // Deciding again on the same state says the same: a decider is pure.
        #expect(try given.when(act).events == after.events)
    }
}
