package import Messages
package import Vocabulary

/// All that Intake decides on: what people ask, what the other services' topics say.
package enum IntakeInput: Hashable, Sendable {
    case request(RequestID, RequestAct)
    case function(Function, FunctionAct)
    case campaign(CampaignID, CampaignAct)
}

/// What can happen to a request.
package enum RequestAct: Hashable, Sendable {
    /// A draft is begun (F7).
    case draft(Drafting)
    /// A draft's form is changed.
    case revise(RequestForm, seen: Int64, by: Acts)
    /// Y1: the pilots send it.
    case submit(seen: Int64, by: Acts)
    /// It stands in a file that the Dfie or a service brings.
    case bring(Bringing)
    /// The form is changed after it was sent.
    case amend(RequestForm, seen: Int64, by: Acts)
    case withdraw(FreeText, seen: Int64, by: Acts)
    case handOver(Handing, seen: Int64, by: Acts)
    /// F5: a pilot answers by their own link.
    case consent(Consenting)
    /// Another service's topic says something of it.
    case fact(Fact)

    /// Who asks; nil for facts and links.
    package var acts: Acts? {
        switch self {
        case .revise(_, _, let acts), .submit(_, let acts), .amend(_, _, let acts), .withdraw(_, _, let acts),
            .handOver(_, _, let acts):
            acts
        case .draft, .bring, .consent, .fact: nil
        }
    }

    /// The revision that the person saw; nil where the act doesn't depend on one.
    package var seen: Int64? {
        switch self {
        case .revise(_, let seen, _), .submit(let seen, _), .amend(_, let seen, _), .withdraw(_, let seen, _),
            .handOver(_, let seen, _):
            seen
        case .draft, .bring, .consent, .fact: nil
        }
    }
}

/// A person who acts, and the pilots' functions that they hold.
package struct Acts: Hashable, Sendable {
    package var actor: MessageActor
    /// Of the pilots' alone; empty for the Dfie and services.
    package var functions: Set<Function>

    package init(actor: MessageActor, functions: Set<Function>) {
        self.actor = actor
        self.functions = functions
    }
}

package struct Drafting: Hashable, Sendable {
    package var form: RequestForm
    /// nil: the campaign that is open.
    package var campaign: CampaignID?
    /// 80 random bits, drawn by who asks: a decider draws nothing.
    package var tracking: TrackingNumber
    package var acts: Acts

    package init(form: RequestForm, campaign: CampaignID?, tracking: TrackingNumber, acts: Acts) {
        self.form = form
        self.campaign = campaign
        self.tracking = tracking
        self.acts = acts
    }
}

/// A request of a file: its day of reception and the pilots' agreements are as the file says.
package struct Bringing: Hashable, Sendable {
    package var form: RequestForm
    package var receivedAt: Instant
    package var tracking: TrackingNumber
    package var acts: Acts

    package init(form: RequestForm, receivedAt: Instant, tracking: TrackingNumber, acts: Acts) {
        self.form = form
        self.receivedAt = receivedAt
        self.tracking = tracking
        self.acts = acts
    }
}

package struct Handing: Hashable, Sendable {
    package var function: Function
    /// nil: whom the directory names on that day.
    package var to: PersonID?
    package var on: CivilDate

    package init(function: Function, to: PersonID?, on: CivilDate) {
        self.function = function
        self.to = to
        self.on = on
    }
}

/// What came by a link. Token and code never come this far, only their hashes.
package struct Consenting: Hashable, Sendable {
    package var tokenHash: ContentHash
    package var codeHash: ContentHash
    package var agrees: Bool
    /// SHA-256 of the form as it stood when the page was asked, and its revision.
    package var formHash: ContentHash
    package var requestRevision: Revision

    package init(
        tokenHash: ContentHash, codeHash: ContentHash, agrees: Bool, formHash: ContentHash, requestRevision: Revision
    ) {
        self.tokenHash = tokenHash
        self.codeHash = codeHash
        self.agrees = agrees
        self.formHash = formHash
        self.requestRevision = requestRevision
    }
}

/// What can happen to a function of the directory.
package enum FunctionAct: Hashable, Sendable {
    case hold(FunctionHeld)
}

package enum CampaignAct: Hashable, Sendable {
    case published(CampaignPublished)
    case closed(CampaignClosed)
}

/// What else a decision needs, read in the step's transaction.
package struct IntakeWorld: Hashable, Sendable {
    package var campaigns: [CampaignInForce]
    /// The directory's terms of the functions that the input is about.
    package var terms: [Function: FunctionState]
    /// The name and mail that stand in the directory for the term at hand.
    package var standing: Standing?

    package struct Standing: Hashable, Sendable {
        package var name: Personal<PersonName>
        package var mail: Personal<MailAddress>?

        package init(name: Personal<PersonName>, mail: Personal<MailAddress>?) {
            self.name = name
            self.mail = mail
        }
    }

    package init(
        campaigns: [CampaignInForce] = [], terms: [Function: FunctionState] = [:], standing: Standing? = nil
    ) {
        self.campaigns = campaigns
        self.terms = terms
        self.standing = standing
    }

    /// Who holds a function on a day in Paris; nil where the directory names nobody.
    package func holder(of function: Function, on day: CivilDate) -> PersonID? { terms[function]?.holder(on: day) }
}

/// What Intake needs of a campaign's latest revision.
package struct CampaignInForce: Codable, Hashable, Sendable {
    package var id: CampaignID
    package var revision: Revision
    /// F6, Y1: the month of requests.
    package var window: DateRange
    package var isClosed: Bool

    package init(id: CampaignID, revision: Revision, window: DateRange, isClosed: Bool = false) {
        self.id = id
        self.revision = revision
        self.window = window
        self.isClosed = isClosed
    }
}
