import Messages
import Vocabulary

/// Opinions asked and given (H3), and the decisions on persons from outside (I2, I3).
extension Examination {
    func ask(
        _ from: [Function], _ question: FreeText?, _ answerBy: CivilDate?
    ) throws(Objection) -> [ValidationEvent] {
        let authorities = try asAuthority()
        try stillOpen()
        guard !from.isEmpty else { throw .invalid(Texts.nobodyAsked, field: "from") }
        for (index, function) in from.enumerated() {
            guard !state.isAuthority(function) else {
                throw .invalid(Texts.authoritiesVote, field: "from[\(index)]", rule: .Y2)
            }
            guard canBeAsked(function) else {
                throw .invalid(Texts.cannotBeAsked(function), field: "from[\(index)]")
            }
        }
        if let answerBy, answerBy < Paris.date(at: now) { throw .invalid(Texts.dayIsPast, field: "answerBy") }
        return [
            .decision(
                .opinionAsked(
                    OpinionAsked(
                        actor: actor(in: authorities[0]), campaignRevision: campaignRevision,
                        requestRevision: state.requestRevision, from: from, question: question, answerBy: answerBy)))
        ]
    }

    /// By whoever holds the function, or by the Dfie for them.
    func record(
        _ from: Function, _ opinion: Opinion, _ comment: FreeText?
    ) throws(Objection) -> [ValidationEvent] {
        guard examiner.functions.contains(from) || examiner.isDfie else { throw .notFound }
        try stillOpen()
        guard !state.isAuthority(from) else { throw .conflict(Texts.authoritiesVote, rule: .Y2) }
        guard state.asked.contains(where: { $0.from == from }) else {
            throw .conflict(Texts.notAsked(from), rule: .H3)
        }
        return [
            .decision(
                .opinionRecorded(
                    OpinionRecorded(
                        actor: examiner.functions.contains(from) ? actor(in: from) : actor(in: .dfie),
                        campaignRevision: campaignRevision, requestRevision: state.requestRevision, function: from,
                        opinion: Open(opinion), reason: comment)))
        ]
    }

    /// I2: the Dfie's. Pending, it blocks the contract, not the examination.
    func decideSpeaker(
        _ person: PersonID, _ isValidated: Bool, _ reason: FreeText?
    ) throws(Objection) -> [ValidationEvent] {
        try asDfie()
        try stillOpen()
        guard state.form.intervenants.speakers.contains(where: { $0.person == person }) else { throw .notFound }
        guard !state.speakers.contains(where: { $0.person == person && $0.isYes == isValidated }) else {
            throw .conflict(Texts.decidedAlready, rule: .I2)
        }
        return [
            .decision(
                .speakerDecided(
                    SpeakerDecided(
                        actor: actor(in: .dfie), campaignRevision: campaignRevision,
                        requestRevision: state.requestRevision, speaker: person, isValidated: isValidated,
                        reason: reason)))
        ]
    }

    /// I3: the Pôle's, or the Dfie's for it.
    func decideLecturer(
        _ person: PersonID, _ isAgreed: Bool, _ reason: FreeText?
    ) throws(Objection) -> [ValidationEvent] {
        guard examiner.isPole || examiner.isDfie else { throw .notFound }
        try stillOpen()
        guard state.form.intervenants.lecturers.contains(where: { $0.person == person }) else { throw .notFound }
        guard !state.lecturers.contains(where: { $0.person == person && $0.isYes == isAgreed }) else {
            throw .conflict(Texts.decidedAlready, rule: .I3)
        }
        return [
            .decision(
                .lecturerDecided(
                    LecturerDecided(
                        actor: examiner.isPole ? actor(in: .pole) : actor(in: .dfie),
                        campaignRevision: campaignRevision, requestRevision: state.requestRevision, lecturer: person,
                        isAgreed: isAgreed, reason: reason)))
        ]
    }

    private func stillOpen() throws(Objection) {
        switch state.phase {
        case .examination, .validated: return
        case .awaitingCampaign, .returned, .refused, .withdrawn, .cancelled:
            throw .conflict(Texts.notExamined(state.queueState))
        }
    }

    /// The IA-IPR of an establishment of the request, the Pôle or an IA-DASEN. The Dfie and the services vote (Y2).
    private func canBeAsked(_ function: Function) -> Bool {
        switch function {
        case .referent(let uai): state.form.groups.contains { $0.establishments.contains(uai) }
        case .pole: true
        case .director(let departement): state.departements.contains(departement)
        case .dfie, .service, .head, .inspector, .delegate, .trainer: false
        }
    }
}
