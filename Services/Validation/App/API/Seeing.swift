import Pages
import Rulebook
import ServiceKit
import ValidationDomain
import Vocabulary

/// Who sees what: Dfie and Pôle all; a service and an IA-DASEN what concerns their département; an IA-IPR what their
/// collèges take part in. What isn't theirs isn't there (404).
extension Acting {
    static let examiners: [BusinessRole] = [.dfie, .service]
    static let readers: [BusinessRole] = [.dfie, .service, .pole, .director, .referent]

    var scope: QueueScope {
        switch role {
        case .dfie, .pole: .all
        case .referent: .colleges(colleges)
        case .service, .director: .departements(departements.sorted())
        case .pilot, .trainer: .departements([])
        }
    }

    private var colleges: [UAI] {
        functions.compactMap { if case .referent(let college) = $0 { college } else { nil } }
    }

    /// - Parameter places: whose sector an établissement is of.
    func sees(_ request: RequestState, _ decider: ValidationDecider) -> Bool {
        switch scope {
        case .all: true
        case .departements(let departements): request.departements.contains { departements.contains($0) }
        case .colleges(let colleges):
            request.form.groups.flatMap(\.establishments).contains { uai in
                decider.places.establishment(uai)?.sector.map(colleges.contains) ?? false
            }
        }
    }

    /// Y3: an IA-IPR learns a decision and its dates when they are released.
    var learnsAtRelease: Bool { role == .referent }

    /// A service acts for each département that its token names.
    var examiner: Examiner {
        var functions = Set(functions)
        if role == .service { functions.formUnion(departements.map(Function.service)) }
        return Examiner(actor: actor, functions: functions)
    }
}

extension QueueState {
    /// What is shown to those who learn a decision at its release.
    var untold: QueueState {
        switch self {
        case .validated, .notPlaced, .refused: .examination
        default: self
        }
    }
}

extension RequestView {
    /// Without what isn't released: votes, decision, dates, and what tells of them.
    var untold: RequestView {
        var view = self
        view.state = state.untold
        view.stateText = view.state.french
        view.votes = []
        view.missingVotes = []
        view.validation = nil
        view.placement = Placement()
        view.refusal = nil
        view.letters = []
        view.history = []
        return view
    }
}

extension Access {
    static var examiners: Access { .roles(Acting.examiners.map(\.rawValue)) }
    static var readers: Access { .roles(Acting.readers.map(\.rawValue)) }
}
