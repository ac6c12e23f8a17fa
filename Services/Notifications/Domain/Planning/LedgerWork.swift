import Deciding
import Messages
import Vocabulary

/// From prepared to sent: what a letter may do next.
extension LetterWork {
    /// « bon à envoyer »: those that wait, and are the ones that were read.
    mutating func release(_ asked: [ReleasedLetter], by actor: MessageActor) {
        var letters: [ReleasedLetter] = []
        for one in asked {
            guard let entry = state.letter(one.letter), entry.status == .waiting,
                entry.campaignRevision == one.campaignRevision, entry.requestRevision == one.requestRevision,
                !letters.contains(one)
            else { continue }
            letters.append(one)
        }
        if !letters.isEmpty { add(.released(LettersReleased(actor: actor, letters: letters))) }
    }

    /// The function's holder of today is found, and from here on the letter counts as gone. Only the spool that it is
    /// taken into goes on with it.
    mutating func take(_ letter: LetterID, into spool: String?) {
        guard let entry = state.letter(letter), entry.status == .sendable else { return }
        let attempt = entry.attempt + 1
        guard let holder = facts.world.holders[entry.to] else {
            let since = facts.world.preparedAt[letter] ?? facts.now
            if facts.now - since > NotificationsDecider.patience {
                fail(letter, attempt, .addressUnknown, isFinal: true)
            }
            return
        }
        guard holder.hasMail else { return fail(letter, attempt, .addressUnknown, isFinal: true) }
        note(.taken(letter, attempt: attempt, person: holder.person, spool: spool))
    }

    mutating func written(_ letter: LetterAttempt) {
        guard isTaken(letter) else { return }
        add(.sent(LetterSent(letter: letter.letter, attempt: letter.attempt, sentAt: Timestamp(facts.now))))
    }

    mutating func unwritten(_ letter: LetterAttempt, _ why: LetterFailure) {
        guard isTaken(letter) else { return }
        let isFinal = why == .addressUnknown || letter.attempt >= NotificationsDecider.attempts
        fail(letter.letter, letter.attempt, why, isFinal: isFinal)
    }

    private func isTaken(_ letter: LetterAttempt) -> Bool {
        state.letter(letter.letter).map { $0.status == .taken && $0.attempt == letter.attempt } ?? false
    }

    /// A person has mended what was wrong.
    mutating func again(_ letter: LetterID, attempt: Int?) {
        guard let entry = state.letter(letter), entry.status == .failed, attempt ?? entry.attempt == entry.attempt
        else { return }
        note(.again(letter))
    }

    private mutating func fail(_ letter: LetterID, _ attempt: Int, _ why: LetterFailure, isFinal: Bool) {
        add(.failed(LetterFailed(letter: letter, attempt: attempt, why: Open(why), isFinal: isFinal)))
    }
}
