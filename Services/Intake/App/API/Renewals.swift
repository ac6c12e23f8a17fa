import IntakeDomain
import Pages
import ServiceKit
import Vocabulary

/// F1, F2: a renewal's draft carries what the earlier action said.
extension IntakeRoutes {
    /// From a request of Intake's own of another year, or from the list of earlier actions. An action that is none of
    /// the pilot's isn't there.
    func renewed(_ earlier: EarlierActionID, _ acting: Acting) throws -> RequestForm {
        if let request = try? RequestID(earlier.text), let state = try desk.state(of: request.text)?.state.request,
            state.phase != .draft, let form = state.form, acting.maySee(state), try !isOfThisYear(state)
        {
            return form.renewed(from: earlier)
        }
        guard let action = ground.earlierActions?.actions[earlier],
            let function = acting.functions.first(where: { isOf($0, action) })
        else { throw Problem.notFound }
        return try action.form(for: function, earlier)
    }

    private func isOfThisYear(_ state: RequestState) throws -> Bool {
        let world = IntakeWorld(campaigns: try desk.read { try CampaignTable.all(in: $0) })
        return state.campaign == world.campaign(named: nil)?.id
    }

    /// A head's collège, or an IEN's département: the list says no more.
    private func isOf(_ function: Function, _ action: EarlierActionTable.Action) -> Bool {
        switch function {
        case .head(let uai): uai == action.college
        case .inspector(let circonscription):
            circonscription.departement == (action.departement ?? action.college.departement)
        default: false
        }
    }
}

extension RequestForm {
    /// Agreements, commitments of balance and impossible days were of their year; the rest is carried on.
    func renewed(from earlier: EarlierActionID) -> RequestForm {
        var form = self
        form.origin = .renewal
        form.earlierAction = earlier
        form.wishes.impossible = []
        form.guaranteesBalance = false
        for index in form.pilots.indices { form.pilots[index].agrees = false }
        return form
    }
}

extension EarlierActionTable.Action {
    /// The list has a theme and a collège; the pilots complete the rest.
    func form(for function: Function, _ earlier: EarlierActionID) throws -> RequestForm {
        let head = Function.head(college)
        let pilots = [head] + (function == head ? [] : [function])
        let nothing = try FreeText("")
        return RequestForm(
            origin: .renewal, earlierAction: earlier, scope: .one, commitsOverTime: false,
            pilots: pilots.map { Pilot(function: $0, agrees: false) },
            theme: Theme(
                title: theme, objectives: nothing, expectedResults: nothing, orientations: [],
                concernsSpecialNeeds: false),
            council: Council(studied: false, withReferent: false), hours: 6, sessions: [.fullDay],
            groups: [Group(id: try GroupID("G1"), host: college, establishments: [college], teachers: [])],
            intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 1), wishes: Wishes(),
            announcesMoreTrainees: false, guaranteesBalance: false)
    }
}
