/// What stands on the topic `contracts`.
package enum ContractMessage: TopicMessage {
    case ecouteHeld(EcouteHeld)
    case leaderNamed(LeaderNamed)
    case rosterProgressed(RosterProgressed)
    case drafted(ContractDrafted)
    case signed(ContractSigned)
    case sent(ContractSent)
    case returned(ContractReturned)
    case validated(ContractValidated)
    case voided(ContractVoided)

    package static let topic = ProductTopic.contracts
    package static let members: [Member<Self>] = [
        Member(EcouteHeld.self, Self.ecouteHeld),
        Member(LeaderNamed.self, Self.leaderNamed),
        Member(RosterProgressed.self, Self.rosterProgressed),
        Member(ContractDrafted.self, Self.drafted),
        Member(ContractSigned.self, Self.signed),
        Member(ContractSent.self, Self.sent),
        Member(ContractReturned.self, Self.returned),
        Member(ContractValidated.self, Self.validated),
        Member(ContractVoided.self, Self.voided),
    ]

    package var message: any Message {
        switch self {
        case .ecouteHeld(let message): message
        case .leaderNamed(let message): message
        case .rosterProgressed(let message): message
        case .drafted(let message): message
        case .signed(let message): message
        case .sent(let message): message
        case .returned(let message): message
        case .validated(let message): message
        case .voided(let message): message
        }
    }
}
