package import Vocabulary

/// « séance au contrat » : a session's day in a contract.
package struct ContractSession: Codable, Hashable, Sendable {
    /// « séance » : Which.
    package var session: SessionID
    /// « demi-journées » : One or two of one day.
    package var halfDays: [HalfDay]

    package init(
        session: SessionID, halfDays: [HalfDay]
    ) {
        self.session = session
        self.halfDays = halfDays
    }
}
