package import Messages
package import Vocabulary

/// What Notifications remembers of a request: what letters have to say, and what was said.
package struct RequestFile: Codable, Hashable, Sendable {
    package var campaign: CampaignID?
    /// Of the form that stands; nil until the request was submitted.
    package var revision: Revision?
    package var form: RequestForm?
    package var channel: RequestChannel?
    package var receivedAt: Timestamp?
    package var isLate = false
    /// By which anybody who has it follows the request; nil where its submission named none.
    package var trackingNumber: String?
    /// In which it was sent or changed last.
    package var author: Function?
    package var departements: [Departement] = []
    /// What pilots said by their link, by function; void when the form changes.
    package var consents: [String: Bool] = [:]
    /// Facts that came before what they need.
    package var awaited: [Fact] = []
    package var returned: RequestReturned?
    package var refused: RequestRefused?
    /// Opinions asked and not given yet, by function.
    package var opinions: [String: OpinionAsked] = [:]
    package var validated: RequestValidated?
    /// As published last, with what was moved since; empty where none are.
    package var sessions: [SessionStated] = []
    /// Given back after letters told of them: their calendars have to be emptied.
    package var freed: [SessionStated] = []
    package var ending: Ending?
    package var stage = Stage.consent
    /// By function.
    package var reminders: [String: Reminded] = [:]
    /// When the reminders' timer is set to.
    package var reminderAt: Instant?
    /// Pilots' functions that pass to another holder, by function: first day.
    package var handovers: [String: CivilDate] = [:]

    package init() {}

    package enum Ending: String, Codable, Hashable, Sendable {
        case withdrawn
        case cancelled
    }

    /// What was reminded of, so that nobody is pressed every day.
    package struct Reminded: Codable, Hashable, Sendable {
        package var last: CivilDate
        package var count: Int
    }

    /// Where a request stands, for the staff's digest.
    package enum Stage: String, Codable, Hashable, Sendable, CaseIterable {
        case consent
        case examination
        case correction
        case refusal
        case placement
        case replacement
        case confirmation
        case release
        case published
        case ended

        package var french: String {
            switch self {
            case .consent: "en attente d'accords de pilotes"
            case .examination: "à examiner"
            case .correction: "retournées pour correction"
            case .refusal: "refusées, à communiquer"
            case .placement: "validées, dates recherchées"
            case .replacement: "validées, à replacer faute de dates"
            case .confirmation: "aux dates proposées, à confirmer"
            case .release: "aux dates confirmées, à communiquer"
            case .published: "communiquées"
            case .ended: "closes"
            }
        }
    }

    /// Pilots' functions of the form, once each, in its order; who sent it where the form names none (F5).
    package var pilots: [Function] {
        var pilots: [Function] = []
        for pilot in form?.pilots ?? [] where pilot.function.isPilot && !pilots.contains(pilot.function) {
            pilots.append(pilot.function)
        }
        if pilots.isEmpty, let author, author.isPilot { return [author] }
        return pilots
    }

    /// Pilots who haven't said yes or no yet. What a file states is what the pilots wrote on paper (F5).
    package var consentsMissing: [Function] {
        guard let form, channel != .csv else { return [] }
        return pilots.filter { function in
            form.pilots.contains { $0.function == function && !$0.agrees } && consents[function.text] == nil
        }
    }
}

extension RequestFile {
    /// Takes a fact over. Which letters it causes is `LetterPlan`'s to say.
    mutating func take(_ fact: Fact) {
        switch fact {
        case .request(let message): take(message)
        case .decision(let message): take(message)
        case .session(let message): take(message)
        }
        if ending != nil { stage = .ended }
    }

    private mutating func take(_ message: RequestMessage) {
        switch message {
        case .submitted(let message):
            campaign = message.campaign
            channel = message.channel.value
            isLate = message.isLate
            trackingNumber = message.trackingNumber
            take(
                message.form, message.requestRevision, message.receivedAt, message.departements, message.actor)
        case .amended(let message):
            take(message.form, message.requestRevision, message.receivedAt, message.departements, message.actor)
        case .consented(let message):
            consents[message.function.text] = message.agrees
            if stage == .consent, consentsMissing.isEmpty { stage = .examination }
        case .withdrawn:
            ending = .withdrawn
        case .handedOver(let message):
            handovers[message.function.text] = message.on
        }
    }

    private mutating func take(
        _ form: Open<RequestForm>, _ revision: Revision, _ receivedAt: Timestamp, _ departements: [Departement],
        _ actor: MessageActor
    ) {
        self.form = form.value
        self.revision = revision
        self.receivedAt = receivedAt
        self.departements = departements
        author = actor.function?.value
        consents = [:]
        returned = nil
        refused = nil
        opinions = [:]
        stage = consentsMissing.isEmpty ? .examination : .consent
    }

    private mutating func take(_ message: DecisionMessage) {
        switch message {
        case .returned(let message):
            returned = message
            opinions = [:]
            stage = .correction
        case .refused(let message):
            refused = message
            stage = .refusal
        case .opinionAsked(let message):
            for function in message.from { opinions[function.text] = message }
        case .opinionRecorded(let message):
            opinions[message.function.text] = nil
        case .validated(let message):
            validated = message
            returned = nil
            let before: Set<Stage> = [.consent, .examination, .correction, .refusal, .replacement]
            if before.contains(stage) { stage = .placement }
        case .released(let message):
            if message.decision.value == .refusal { stage = .ended }
        case .cancelled:
            ending = .cancelled
        case .lateAccepted, .speakerDecided, .lecturerDecided, .dispositifNumbered:
            break
        }
    }

    private mutating func take(_ message: SessionMessage) {
        switch message {
        case .proposed: stage = .confirmation
        case .declined: stage = .placement
        case .notPlaced: stage = .replacement
        case .confirmed(let message): stage = message.isComplete ? .release : .confirmation
        case .published(let message):
            let kept = Set(message.sessions.map(\.session))
            freed = (freed + sessions).filter { !kept.contains($0.session) }
            sessions = message.sessions
            stage = .published
        case .moved(let message):
            replace([message.session])
        case .trainerReplaced(let message):
            replace(message.sessions)
        case .freed(let message):
            let gone = Set(message.sessions.map(\.session))
            freed += sessions.filter { gone.contains($0.session) }
            sessions.removeAll { gone.contains($0.session) }
            if sessions.isEmpty, stage != .correction, stage != .refusal { stage = .placement }
        }
    }

    private mutating func replace(_ changed: [SessionStated]) {
        for session in changed {
            if let index = sessions.firstIndex(where: { $0.session == session.session }),
                sessions[index].revision < session.revision
            {
                sessions[index] = session
            }
        }
    }
}
