package import Vocabulary

/// « auteur de l'acte » : who signs the act, by name and quality: the only names in a sealed contract.
package struct ActAuthor: Codable, Hashable, Sendable {
    /// « fonction » : In which they sign.
    package var function: Function
    /// « personne » : Opaque.
    package var person: PersonID
    /// « nom » : As it stands on the act.
    package var name: Personal<PersonName>
    /// « qualité » : As it stands on the act: « Principale du collège … ».
    package var quality: Personal<FreeText>
    /// « mode de signature » : How they signed.
    package var method: Open<SignatureMethod>
    /// « signé le » : When.
    package var signedAt: Timestamp
    /// « délégation » : Under which a delegate signed.
    package var delegation: DelegationID?

    package init(
        function: Function, person: PersonID, name: Personal<PersonName>, quality: Personal<FreeText>,
        method: Open<SignatureMethod>, signedAt: Timestamp, delegation: DelegationID? = nil
    ) {
        self.function = function
        self.person = person
        self.name = name
        self.quality = quality
        self.method = method
        self.signedAt = signedAt
        self.delegation = delegation
    }
}
