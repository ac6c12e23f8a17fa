package import Messages
package import Vocabulary

/// What happened. Requests' and directory's messages leave on their topics; the rest stays in the journal.
package enum IntakeEvent: Hashable, Sendable {
    case drafted(Drafted)
    case draftRevised(DraftRevised)
    case request(RequestMessage)
    /// What people see in the history; each one raises the revision that they see.
    case recorded(Change)
    /// Somebody gave a wrong code.
    case codeRefused(CodeRefused)
    /// Another service's topic said something of a request.
    case noted(Fact)
    case directory(DirectoryMessage)
    case campaign(CampaignNoted)
}

package struct Drafted: Codable, Hashable, Sendable {
    package var tracking: TrackingNumber
    /// nil: the campaign that is open when it is sent.
    package var campaign: CampaignID?
    package var owner: PersonID
    package var form: RequestForm
    package var departements: [Departement]
}

package struct DraftRevised: Codable, Hashable, Sendable {
    package var form: RequestForm
    package var departements: [Departement]
}

package struct CodeRefused: Codable, Hashable, Sendable {
    package var tokenHash: ContentHash
}

package struct CampaignNoted: Codable, Hashable, Sendable {
    package var inForce: CampaignInForce
    /// The whole of it, where a revision was published.
    package var campaign: Campaign?
}

/// A line of a request's history, as people may see it.
package struct Change: Codable, Hashable, Sendable {
    package enum What: String, Codable, Hashable, Sendable, CaseIterable {
        case drafted, draftRevised, submitted, consented, declined, amended, withdrawn, handedOver
        case returned, refused, lateAccepted, validated, published, moved, freed, cancelled
    }

    package var what: What
    package var at: Timestamp
    /// As what it was done; nil where a check or a date did it.
    package var role: Role?

    package init(_ what: What, at: Timestamp, role: Role?) {
        self.what = what
        self.at = at
        self.role = role
    }
}
