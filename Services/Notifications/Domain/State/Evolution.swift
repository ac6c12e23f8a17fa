import Messages
import Vocabulary

extension NotificationsState {
    mutating func take(_ event: NotificationsEvent) {
        switch event {
        case .prepared(let message, _): take(message)
        case .released(let message):
            for released in message.letters { change(released.letter) { $0.status = .sendable } }
        case .sent(let message):
            change(message.letter) {
                $0.status = .sent
                $0.attempt = message.attempt
                $0.sentAt = message.sentAt
            }
        case .failed(let message):
            change(message.letter) {
                $0.status = message.isFinal ? .failed : .sendable
                $0.attempt = message.attempt
            }
        case .noted(let note): take(note)
        }
    }

    private mutating func take(_ message: LetterPrepared) {
        // Our own letters have kinds and functions that this program knows; a newer one's are passed over.
        guard let kind = message.kind.value, let to = message.to?.value else { return }
        letters.append(
            LetterEntry(
                letter: message.letter, kind: kind, to: to, status: message.waitsForRelease ? .waiting : .sendable,
                campaignRevision: message.campaignRevision, requestRevision: message.requestRevision, attempt: 0,
                expires: message.link?.expires, supersedes: message.supersedes))
        if kind == .consent { request.handovers[to.text] = nil }
    }

    private mutating func take(_ note: Note) {
        switch note {
        case .fact(let fact):
            forget(fact)
            request.take(fact)
        case .void(let fact): forget(fact)
        case .awaited(let fact): request.awaited.append(fact)
        case .campaign, .term: break
        case .taken(let letter, let attempt, _, _):
            change(letter) {
                $0.status = .taken
                $0.attempt = attempt
            }
        case .voided(let letters):
            for letter in letters { change(letter) { $0.status = .void } }
        case .again(let letter): change(letter) { $0.status = .sendable }
        case .reminded(let functions, let day):
            for function in functions {
                request.reminders[function] = .init(last: day, count: (request.reminders[function]?.count ?? 0) + 1)
            }
        case .timer(.reminder, _, let at): request.reminderAt = at
        case .timer: break
        }
    }

    private mutating func forget(_ fact: Fact) {
        if let index = request.awaited.firstIndex(of: fact) { request.awaited.remove(at: index) }
    }

    private mutating func change(_ letter: LetterID, _ body: (inout LetterEntry) -> Void) {
        guard let index = letters.firstIndex(where: { $0.letter == letter }) else { return }
        body(&letters[index])
    }
}
