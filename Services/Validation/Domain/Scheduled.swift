import Messages
import Vocabulary

/// Facts of Scheduling, on the validation that stands. None can come before the request: each follows from one of our
/// decisions.
enum Scheduled {
    static func take(_ message: SessionMessage, on state: RequestState?, at now: Instant) throws -> [Note] {
        guard let state else { return [.passedOver(message.type, .beforeSubmission)] }
        if let why = passedOver(message, on: state) { return [.passedOver(message.type, why)] }
        switch message {
        case .proposed(let proposed): return [.sessions(.proposed(proposed.sessions))] + stopped(state, now)
        case .confirmed(let confirmed):
            return [
                .sessions(
                    .confirmed(by: confirmed.departement, confirmed.sessions, isComplete: confirmed.isComplete))
            ]
        case .declined(let declined):
            return [.sessions(.declined(by: declined.departement, reason: declined.reason))]
        case .moved(let moved): return [.sessions(.moved(moved.session))]
        case .trainerReplaced(let replaced): return [.sessions(.trainerReplaced(replaced.sessions))]
        case .freed(let freed): return [.sessions(.freed(freed.sessions))]
        case .notPlaced(let notPlaced):
            // Back in the examiners' hands: their days count again.
            let started: [Note] = state.clock.runningSince == nil ? [.clockStarted(now)] : []
            return [.sessions(.notPlaced(notPlaced.groups))] + started
        case .published(let published): return [.sessions(.published(published.sessions))]
        }
    }

    /// Freed sessions are told whatever the request has become: the end of it freed them.
    private static func passedOver(_ message: SessionMessage, on state: RequestState) -> PassedOver? {
        if case .freed = message { return nil }
        guard let validation = state.validation else { return state.hasEnded ? .afterTheEnd : .notValidated }
        switch message {
        case .proposed(let proposed): return proposed.validation == validation ? nil : .outdated
        case .notPlaced(let notPlaced): return notPlaced.validation == validation ? nil : .outdated
        case .published(let published): return published.validation == validation ? nil : .outdated
        case .confirmed(let confirmed):
            return confirmed.requestRevision == state.requestRevision && state.placement.stands(confirmed.sessions)
                ? nil : .outdated
        case .declined(let declined):
            return declined.requestRevision == state.requestRevision && state.placement.stands(declined.sessions)
                ? nil : .outdated
        case .moved(let moved): return moved.requestRevision == state.requestRevision ? nil : .outdated
        case .trainerReplaced(let replaced):
            return replaced.requestRevision == state.requestRevision ? nil : .outdated
        case .freed: return nil
        }
    }

    private static func stopped(_ state: RequestState, _ now: Instant) -> [Note] {
        state.clock.runningSince == nil ? [] : [.clockStopped(now)]
    }
}

/// Facts of Notifications: how far the letters about a request have come.
enum Letters {
    /// - Parameter known: what is known of the request's letters, even before the request itself.
    static func take(_ message: LetterMessage, beside known: [LetterFact]) -> [Note] {
        let facts: [LetterFact]
        switch message {
        case .prepared(let prepared):
            facts = [LetterFact(letter: prepared.letter, kind: prepared.kind, stage: .prepared)]
        case .released(let released):
            facts = released.letters.map { LetterFact(letter: $0.letter, kind: nil, stage: .released) }
        case .sent(let sent): facts = [LetterFact(letter: sent.letter, kind: nil, stage: .sent)]
        case .failed(let failed):
            guard failed.isFinal else { return [] }
            facts = [LetterFact(letter: failed.letter, kind: nil, stage: .failed)]
        }
        return facts.filter { fact in
            !known.contains { $0.letter == fact.letter && $0.stage == fact.stage }
        }.map { .letter($0) }
    }
}
