package import Messages
package import Vocabulary

/// What another service's topic says of a request, as far as Intake shows it.
package struct Fact: Codable, Hashable, Sendable {
    /// When its writer recorded it.
    package var at: Timestamp
    /// The request's revision that it was made on: on an outdated one it is void (DESIGN, "Messages").
    package var requestRevision: Revision
    /// As what it was done; nil where a check or a date did it.
    package var role: Role?
    package var what: What

    package enum What: Codable, Hashable, Sendable {
        case returned(Returned)
        case refused(Refused)
        case lateAccepted
        case validated(Revision)
        case released(ReleasedDecision, validation: Revision?)
        case cancelled(FreeText)
        case published(validation: Revision, [ShownSession])
        /// Moved, or led by others, after they were published.
        case changed([ShownSession])
        case freed([SessionID])
        case link(ConsentLink)
    }

    package init(at: Timestamp, requestRevision: Revision, role: Role?, what: What) {
        self.at = at
        self.requestRevision = requestRevision
        self.role = role
        self.what = what
    }
}

/// Why a request goes back to its pilots.
package struct Returned: Codable, Hashable, Sendable {
    package var breaches: [Breach]
    package var message: FreeText?
    package var answerBy: CivilDate?

    package init(breaches: [Breach], message: FreeText?, answerBy: CivilDate?) {
        self.breaches = breaches
        self.message = message
        self.answerBy = answerBy
    }
}

package struct Refused: Codable, Hashable, Sendable {
    package var breaches: [Breach]
    package var reason: FreeText?

    package init(breaches: [Breach], reason: FreeText?) {
        self.breaches = breaches
        self.reason = reason
    }
}

/// A session as pilots see it.
package struct ShownSession: Codable, Hashable, Sendable {
    package var session: SessionID
    package var group: GroupID
    package var halfDays: [HalfDay]
    package var host: UAI

    package init(_ session: SessionStated) {
        self.session = session.session
        group = session.group
        halfDays = session.halfDays
        host = session.host
    }
}

/// A link that Notifications wrote into a letter (F5; SECURITY, "Links").
///
/// Waits → used, dead after five wrong codes, dead by date, dead when the form or the holder changes.
package struct ConsentLink: Codable, Hashable, Sendable {
    package static let triesAllowed = 5

    package var function: Function
    package var documentHash: ContentHash
    package var tokenHash: ContentHash
    package var codeHash: ContentHash?
    package var expires: Timestamp
    /// Who held the function when the link came; another holder can't use it.
    package var holder: PersonID?
    package var wrongCodes = 0
    package var isUsed = false

    package init(
        function: Function, documentHash: ContentHash, tokenHash: ContentHash, codeHash: ContentHash?,
        expires: Timestamp, holder: PersonID? = nil
    ) {
        self.function = function
        self.documentHash = documentHash
        self.tokenHash = tokenHash
        self.codeHash = codeHash
        self.expires = expires
        self.holder = holder
    }
}
