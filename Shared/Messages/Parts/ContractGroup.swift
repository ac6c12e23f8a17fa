package import Vocabulary

/// « groupe au contrat » : a group in a contract.
package struct ContractGroup: Codable, Hashable, Sendable {
    /// « groupe » : Of the form.
    package var group: GroupID
    /// « établissement d'accueil » : Where the sessions take place.
    package var host: UAI
    /// « établissements » : That send trainees.
    package var establishments: [UAI]
    /// « premier degré » : Primary teachers.
    package var firstDegree: HeadCount
    /// « second degré » : Secondary teachers.
    package var secondDegree: HeadCount
    /// « séances » : In order.
    package var sessions: [ContractSession]
    /// « intervenants » : Who leads them (I1–I3).
    package var leaders: [ContractLeader]

    package init(
        group: GroupID, host: UAI, establishments: [UAI], firstDegree: HeadCount, secondDegree: HeadCount,
        sessions: [ContractSession], leaders: [ContractLeader]
    ) {
        self.group = group
        self.host = host
        self.establishments = establishments
        self.firstDegree = firstDegree
        self.secondDegree = secondDegree
        self.sessions = sessions
        self.leaders = leaders
    }
}
