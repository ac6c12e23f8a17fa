package import Deciding
import Messages
import Vocabulary

/// Which letters an event causes, who is written to, what may go, and what went.
package struct NotificationsDecider: Decider {
    package typealias State = NotificationsState
    package typealias Input = NotificationsInput
    package typealias Event = NotificationsEvent
    package typealias World = NotificationsWorld

    /// A function that nobody holds may get its holder yet: records of the directory and of requests have no order.
    package static let patience = Duration.seconds(72 * 3600)
    /// Times that a letter's file is tried before a person has to act.
    package static let attempts = 5

    let press: LetterPress

    package init(press: LetterPress) { self.press = press }

    package var initial: State { State() }

    package func decide(_ input: Input, on state: State, given facts: Facts<World>) throws -> [Event] {
        var work = LetterWork(state, facts, press)
        switch input.what {
        case .fact(let fact): try work.take(fact)
        case .lookAgain: try work.takeAwaited()
        case .directory(let message): return [.noted(.term(FunctionTerm(message)))]
        case .campaign(let campaign):
            if AggregateName.digested(facts.aggregate) != nil {
                work.setDigestTimer(campaign.campaign)
            } else {
                return [.noted(.campaign(campaign))]
            }
        case .release(let letters, let actor): work.release(letters, by: actor)
        case .take(let letters, _, let spool): for letter in letters { work.take(letter, into: spool) }
        case .written(let letters): for letter in letters { work.written(letter) }
        case .unwritten(let letter, let why): work.unwritten(letter, why)
        case .again(let letter, let attempt): work.again(letter, attempt: attempt)
        case .timer(.reminder): try work.remind()
        case .timer(.handover): try work.handOver()
        case .timer(.digest): try work.digest()
        case .nothing: break
        }
        work.setReminderTimer()
        return work.events
    }

    package func evolve(_ state: State, by event: Event) -> State {
        var state = state
        state.take(event)
        return state
    }
}
