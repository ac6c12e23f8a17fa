import IntakeDomain
import Messages
import ServiceKit
import Vocabulary

/// A request as its pilots and examiners see it. Y3: nothing here knows more than the tracking page.
struct RequestView: Codable, Hashable, Sendable {
    var request: RequestID
    var trackingNumber: TrackingNumber?
    /// Where the tracking page stands, where this service knows its own address.
    var trackingURL: String?
    var campaign: CampaignID?
    var channel: RequestChannel?
    /// To be named in `seenRevision`.
    var revision: Int64
    var requestRevision: Revision?
    var receivedAt: Timestamp?
    var isLate: Bool
    var departements: [Departement]
    var standing: StandingView
    var pilots: [PilotView]
    var history: [HistoryLine]
    var form: RequestForm?
    /// Other open requests of the same sector, for whoever examines it.
    var possibleDuplicates: [RequestID]
    /// What the rules would find in a draft, before it is sent.
    var findings: [Breach]?

    struct PilotView: Codable, Hashable, Sendable {
        var function: Function
        var person: PersonID?
        var agrees: Bool
    }

    init(
        _ request: RequestID, _ state: RequestState, duplicates: [RequestID] = [], findings: [Breach]? = nil,
        linksURL: String? = nil
    ) {
        self.request = request
        trackingNumber = state.tracking
        trackingURL = state.trackingURL(at: linksURL)
        campaign = state.campaign
        channel = state.channel
        revision = state.revision
        requestRevision = state.requestRevision
        receivedAt = state.receivedAt
        isLate = state.isLate
        departements = state.departements
        standing = StandingView(state)
        let missing = Set(state.missingConsents)
        pilots = (state.form?.pilots ?? []).map { pilot in
            PilotView(
                function: pilot.function, person: state.pilots.first { $0.function == pilot.function }?.person,
                agrees: !missing.contains(pilot.function))
        }
        history = state.history.map(HistoryLine.init)
        form = state.form
        possibleDuplicates = duplicates
        self.findings = findings
    }
}

/// What is answered to whoever changed something. It is kept with the idempotency key, so it holds identifiers alone:
/// the form and the reasons are for GET to show.
struct RequestAnswer: Codable, Hashable, Sendable {
    var request: RequestID
    var trackingNumber: TrackingNumber?
    /// Where the tracking page stands, where this service knows its own address.
    var trackingURL: String?
    /// To be named in `seenRevision`.
    var revision: Int64
    var requestRevision: Revision?
    var stage: Stage

    init(_ request: RequestID, _ state: RequestState, linksURL: String?) {
        self.request = request
        trackingNumber = state.tracking
        trackingURL = state.trackingURL(at: linksURL)
        revision = state.revision
        requestRevision = state.requestRevision
        stage = state.stage
    }
}

extension RequestState {
    fileprivate func trackingURL(at linksURL: String?) -> String? {
        linksURL.flatMap { url in tracking.map { "\(url)/suivi/\($0)" } }
    }
}

/// Where a request stands, who must act, since when, why.
struct StandingView: Codable, Hashable, Sendable {
    var stage: Stage
    /// The stage in French.
    var text: String
    /// Kinds of functions, in French.
    var mustAct: [String]
    var since: Timestamp?
    var reasons: [String]
    var answerBy: CivilDate?
    var sessions: [SessionView]

    struct SessionView: Codable, Hashable, Sendable {
        var group: GroupID
        var halfDays: [HalfDay]
        var host: UAI
    }

    init(_ state: RequestState) {
        let page = state.trackingPage
        stage = page.stage
        text = Texts.stage(page.stage)
        mustAct = page.mustAct.map { Texts.role($0) }
        since = page.since
        reasons = page.reasons
        answerBy = page.answerBy
        sessions = page.sessions.map { SessionView(group: $0.group, halfDays: $0.halfDays, host: $0.host) }
    }
}

/// What whoever has the tracking number sees: functions by kind alone, never a name, a place of a pilot or the form.
struct TrackingView: Codable, Hashable, Sendable {
    var request: RequestID
    var requestRevision: Revision?
    var receivedAt: Timestamp?
    var standing: StandingView
}

struct HistoryLine: Codable, Hashable, Sendable {
    var what: String
    var at: Timestamp
    /// The kind of function that did it, in French.
    var by: String

    init(_ change: Change) {
        what = Texts.change(change.what)
        at = change.at
        by = Texts.role(change.role)
    }
}

/// A line of the list of requests.
struct RequestLineView: Codable, Hashable, Sendable {
    var request: RequestID
    var stage: Stage
    var text: String
    var title: String
    var campaign: String?
    var revision: Int64
    var receivedAt: Timestamp?
    var since: Timestamp?

    init(_ line: RequestTable.Line) {
        request = line.request
        stage = line.stage
        text = Texts.stage(line.stage)
        title = line.title
        campaign = line.campaign
        revision = line.revision
        receivedAt = line.receivedAt.map { Timestamp($0) }
        since = line.changedAt.map { Timestamp($0) }
    }
}

struct RequestListView: Codable, Hashable, Sendable {
    var requests: [RequestLineView]
    /// Give it as `after` for the next page; absent on the last.
    var next: String?
}

/// What a pilot is asked to agree to, by their own link.
struct ConsentView: Codable, Hashable, Sendable {
    var request: RequestID
    var requestRevision: Revision?
    var function: Function
    var expires: Timestamp
    var form: RequestForm?
}

struct ConsentAnswer: Codable, Hashable, Sendable {
    var request: RequestID
    var function: Function?
    var agrees: Bool
    var stage: Stage
}

/// A term of the directory: who holds a function from when to when.
struct TermView: Codable, Hashable, Sendable {
    var function: Function
    var from: CivilDate
    var until: CivilDate?
    var person: PersonID
    var name: String
    var mail: String?

    init(_ line: DirectoryTable.Line) {
        function = line.function
        from = line.from
        until = line.until
        person = line.person
        name = line.name
        mail = line.mail
    }
}

struct TermListView: Codable, Hashable, Sendable {
    var terms: [TermView]
    var next: String?
}

struct TermAnswer: Codable, Hashable, Sendable {
    var function: Function
    var from: CivilDate
    /// False: the directory said so already.
    var changed: Bool
    /// No term began on that day before.
    var created: Bool
}
