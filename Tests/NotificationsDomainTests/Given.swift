import CampaignFile
import Deciding
import Foundation
import Messages
import NotificationsDomain
import Testing
import Vocabulary

/// One request's letters, played: given what was said, when something is said, then these letters.
struct Play {
    static let request = "ALP-69-0042"
    let decider: NotificationsDecider
    var state: NotificationsState
    var now: Instant
    var world: NotificationsWorld
    var events: [NotificationsEvent] = []

    init(campaign: Bool = true, at now: String = "2020-05-20T08:00:00.000Z") throws {
        decider = NotificationsDecider(press: try Self.press())
        state = decider.initial
        self.now = try Timestamp(now).instant
        world = NotificationsWorld(campaign: campaign ? try Self.published() : nil)
    }

    static func press() throws -> LetterPress {
        try LetterPress(
            places: Places(), intake: "https://alp.example.org",
            key: try #require(LinkKey(Array(repeating: 7, count: 32))))
    }

    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url
    }()

    static func published(_ revision: Int = 1) throws -> CampaignPublished {
        let file = root.appendingPathComponent("Samples/lyon-2020-2021/campaign.yaml")
        let campaign = try CampaignYAML.read(Array(Data(contentsOf: file))).get()
        return CampaignPublished(
            actor: MessageActor(role: Open(.dfie), function: Open(.dfie), person: try PersonID("p-1")),
            campaignRevision: try Revision(revision), changes: try FreeText("première"), campaign: campaign)
    }

    /// What happened now, newest decision alone.
    @discardableResult
    mutating func when(_ what: NotificationsInput.What, on aggregate: String = Play.request) throws
        -> [NotificationsEvent]
    {
        events = try decider.decide(
            NotificationsInput(aggregate, what), on: state,
            given: Facts(aggregate: aggregate, now: now, world: world))
        for event in events { state = decider.evolve(state, by: event) }
        return events
    }

    mutating func when(_ message: RequestMessage) throws { try when(.fact(.request(message))) }
    mutating func when(_ message: DecisionMessage) throws { try when(.fact(.decision(message))) }
    mutating func when(_ message: SessionMessage) throws { try when(.fact(.session(message))) }

    /// Letters that the newest decision prepared: `kind → function`.
    var prepared: [String] {
        events.compactMap { event in
            guard case .prepared(let letter, _) = event else { return nil }
            return "\(letter.kind.value?.rawValue ?? "?") → \(letter.to?.value?.text ?? "?")"
        }
    }

    var papers: [LetterPaper] {
        events.compactMap { if case .prepared(_, let paper) = $0 { paper } else { nil } }
    }

    /// Lets every letter that may go go, as the sender would.
    mutating func sendAll() throws {
        let letters = state.letters.filter { $0.status == .sendable }
        try takeAll()
        try when(.written(letters.map { LetterAttempt($0.letter, attempt: $0.attempt + 1) }))
    }

    mutating func takeAll() throws {
        let letters = state.letters.filter { $0.status == .sendable }
        for letter in letters { try hold(letter.to) }
        try when(.take(letters.map(\.letter), on: Paris.date(at: now)))
    }

    mutating func hold(_ function: Function, hasMail: Bool = true) throws {
        world.holders[function] = .init(person: try PersonID("p-7"), hasMail: hasMail)
    }

    mutating func take(_ letter: LetterID) throws { try when(.take([letter], on: Paris.date(at: now))) }

    mutating func releaseAll() throws {
        let waiting = state.letters.filter { $0.status == .waiting }
        try when(
            .release(
                waiting.map {
                    ReleasedLetter(
                        letter: $0.letter, campaignRevision: $0.campaignRevision, requestRevision: $0.requestRevision)
                }, by: try Say.actor))
    }

    func statuses(_ kind: LetterKind) -> [LetterEntry.Status] { state.letters.filter { $0.kind == kind }.map(\.status) }
}

/// What the other services say, in few words.
enum Say {
    static let head = "head:0691662G"
    static let inspector = "ien:69-lyon-vaise"

    static var actor: MessageActor {
        get throws {
            MessageActor(role: Open(.head), function: Open(try Function(head)), person: try PersonID("p-2"))
        }
    }

    static func form(agrees: Bool = true, title: String = "Lire et écrire du CM1 à la 6e") throws -> RequestForm {
        RequestForm(
            origin: .newTheme, scope: .one, contractLink: try FreeText("Le contrat le dit."), commitsOverTime: true,
            pilots: [
                Pilot(function: try Function(head), agrees: true),
                Pilot(function: try Function(inspector), agrees: agrees),
            ],
            theme: Theme(
                title: try FreeText(title), objectives: try FreeText("Rapprocher les pratiques."),
                expectedResults: try FreeText("Des élèves plus sûrs d'eux."), orientations: [],
                concernsSpecialNeeds: false),
            council: Council(studied: true, withReferent: true), hours: 6, sessions: [.fullDay],
            groups: [
                Group(
                    id: try GroupID("G1"), host: try UAI("0691662G"), establishments: [try UAI("0691662G")],
                    teachers: [])
            ], intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 1), wishes: Wishes(),
            announcesMoreTrainees: false, guaranteesBalance: true)
    }

    static func submitted(
        agrees: Bool = true, channel: RequestChannel = .api, title: String = "Lire et écrire du CM1 à la 6e",
        campaignRevision: Int = 1
    ) throws -> RequestMessage {
        .submitted(
            RequestSubmitted(
                actor: try actor, campaign: try CampaignID("lyon-2020-2021"),
                campaignRevision: try Revision(campaignRevision), requestRevision: .first,
                receivedAt: try Timestamp("2020-05-20T08:00:00.000Z"), isLate: false, channel: Open(channel),
                pilots: [], departements: [try Departement("69")], form: Open(try form(agrees: agrees, title: title))))
    }

    static func amended(_ revision: Int = 2, agrees: Bool = true) throws -> RequestMessage {
        .amended(
            RequestAmended(
                actor: try actor, campaignRevision: .first, requestRevision: try Revision(revision),
                receivedAt: try Timestamp("2020-05-25T08:00:00.000Z"), answersReturn: true, pilots: [],
                departements: [try Departement("69")], form: Open(try form(agrees: agrees))))
    }

    static func consented(_ agrees: Bool = true, revision: Int = 1) throws -> RequestMessage {
        .consented(
            RequestConsented(
                actor: try actor, campaignRevision: .first, requestRevision: try Revision(revision),
                function: try Function(inspector), agrees: agrees, formHash: .zeros, method: Open(.link)))
    }

    static func withdrawn() throws -> RequestMessage {
        .withdrawn(
            RequestWithdrawn(
                actor: try actor, campaignRevision: .first, requestRevision: .first, reason: try FreeText("Changement.")
            ))
    }

    static func handedOver(on day: String) throws -> RequestMessage {
        .handedOver(
            RequestHandedOver(
                campaignRevision: .first, requestRevision: .first, function: try Function(inspector),
                from: try PersonID("p-7"), to: try PersonID("p-8"), on: try CivilDate(day)))
    }

    static func returned(revision: Int = 1, answerBy: String? = nil) throws -> DecisionMessage {
        .returned(
            RequestReturned(
                campaignRevision: .first, requestRevision: try Revision(revision),
                breaches: [
                    Open(
                        Breach(
                            rule: .H1, severity: .returns, place: "theme.title", message: "Le titre tient en un mot.",
                            remedy: "Dites-en plus."))
                ], answerBy: try answerBy.map { try CivilDate($0) }))
    }

    static func refused() throws -> DecisionMessage {
        .refused(
            RequestRefused(
                campaignRevision: .first, requestRevision: .first, rules: [Open(.H2)], breaches: [],
                reason: try FreeText("Hors orientations.")))
    }

    static func released(_ decision: ReleasedDecision) throws -> DecisionMessage {
        .released(
            DecisionReleased(
                actor: try actor, campaignRevision: .first, requestRevision: .first, decision: Open(decision),
                sessions: []))
    }

    static func opinionAsked(answerBy: String? = nil) throws -> DecisionMessage {
        .opinionAsked(
            OpinionAsked(
                actor: try actor, campaignRevision: .first, requestRevision: .first,
                from: [try Function("ia-ipr:0691662G")], answerBy: try answerBy.map { try CivilDate($0) }))
    }

    static func cancelled() throws -> DecisionMessage {
        .cancelled(
            RequestCancelled(
                actor: try actor, campaignRevision: .first, requestRevision: .first, reason: try FreeText("Travaux.")))
    }

    static func session(_ halfDay: String = "2020-11-05A", revision: Int = 1) throws -> SessionStated {
        SessionStated(
            session: try SessionID("ALP-69-0042.G1.1"), revision: try Revision(revision), group: try GroupID("G1"),
            halfDays: [try HalfDay(halfDay)], host: try UAI("0691662G"), team: [try TrainerID("F012")],
            replacements: [])
    }

    static func published(_ session: SessionStated? = nil) throws -> SessionMessage {
        .published(
            SessionsPublished(
                campaignRevision: .first, requestRevision: .first, validation: .first,
                sessions: [try session ?? self.session()]))
    }

    static func moved(to halfDay: String = "2020-11-12A", revision: Int = 2) throws -> SessionMessage {
        .moved(
            SessionMoved(
                campaignRevision: .first, requestRevision: .first, session: try session(halfDay, revision: revision),
                previousHalfDays: [try HalfDay("2020-11-05A")], previousHost: try UAI("0691662G"), isPublished: true,
                reason: try FreeText("Conseil de classe.")))
    }

    static func freed(_ why: FreedReason) throws -> SessionMessage {
        .freed(
            SessionsFreed(
                campaignRevision: .first, requestRevision: .first,
                sessions: [SessionNamed(session: try SessionID("ALP-69-0042.G1.1"), revision: .first)], why: Open(why)))
    }
}
