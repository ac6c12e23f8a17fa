import Deciding
import IntakeDomain
import Messages
import Rulebook
import Vocabulary

/// Two collèges and an école, enough for a sector.
struct FewPlaces: Places {
    static let college = "0691662G"
    static let ecole = "0690001B"
    static let ofAnother = "0010002X"

    func establishment(_ uai: UAI) -> Establishment? {
        let sector = uai.text == Self.ofAnother ? Self.ofAnother : Self.college
        return uai.departement.map {
            Establishment(
                uai: uai, kind: uai.text == Self.ecole ? .ecole : .college, name: "Exemple", departement: $0,
                commune: "69123", priority: .none, circonscription: nil, sector: try? UAI(sector))
        }
    }
    func isCirconscription(_ id: CirconscriptionID) -> Bool { true }
    func isTerritorial(_ id: CirconscriptionID) -> Bool { true }
    func kilometres(_ one: UAI, _ other: UAI) -> Double? { nil }
}

/// Given what happened, when something comes in, then these events.
struct Given {
    static let decider = IntakeDecider(places: FewPlaces())
    static let request = sure { try RequestID("ALP-69-0042") }
    static let head = sure { try Function("head:0691662G") }
    static let inspector = sure { try Function("ien:69-lyon-4eme-caluire") }
    static let campaign = CampaignInForce(
        id: sure { try CampaignID("lyon-2020-2021") }, revision: .first,
        window: sure { try DateRange(CivilDate("2020-05-01"), CivilDate("2020-05-31")) })

    var state = IntakeState.nothing
    var now = instant("2020-05-12T10:00:00Z")
    var world = IntakeWorld(
        campaigns: [campaign],
        terms: [head: holds("p-head"), inspector: holds("p-ien")])
    var events: [IntakeEvent] = []

    static func acts(_ function: Function? = head, _ role: Role = .head, _ person: String = "p-head") -> Acts {
        Acts(
            actor: MessageActor(
                role: Open(role), function: function.map { Open($0) }, person: sure { try PersonID(person) }),
            functions: function.map { [$0] } ?? [])
    }

    static func holds(_ person: String) -> FunctionState {
        sure {
            FunctionState(terms: [.init(from: try CivilDate("2015-09-01"), until: nil, person: try PersonID(person))])
        }
    }

    static let dfie = acts(nil, .dfie, "p-dfie")

    static func form(title: String = "Lire et comprendre") -> RequestForm {
        RequestForm(
            origin: .newTheme, scope: .one, contractLink: sure { try FreeText("Axe 2 du contrat d'objectifs.") },
            commitsOverTime: true,
            pilots: [Pilot(function: head, agrees: true), Pilot(function: inspector, agrees: true)],
            theme: Theme(
                title: sure { try FreeText(title) },
                objectives: sure { try FreeText("Construire une progression commune.") },
                expectedResults: sure { try FreeText("Des élèves plus à l'aise.") }, orientations: [],
                concernsSpecialNeeds: false),
            council: Council(studied: true, withReferent: true), hours: 6, sessions: [.fullDay],
            groups: [
                Group(
                    id: sure { try GroupID("G1") }, host: sure { try UAI(FewPlaces.college) },
                    establishments: [sure { try UAI(FewPlaces.college) }, sure { try UAI(FewPlaces.ecole) }],
                    teachers: [
                        TeachersWanted(
                            departement: sure { try Departement("69") }, firstDegree: sure { try HeadCount(10) },
                            secondDegree: sure { try HeadCount(10) })
                    ])
            ], intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 1), wishes: Wishes(),
            announcesMoreTrainees: false, guaranteesBalance: true)
    }

    static let tracking = TrackingNumber(of: Array(1...10))

    /// What happens: state and events afterwards.
    func when(_ act: RequestAct) throws -> Given { try when(.request(Self.request, act)) }

    func when(_ input: IntakeInput) throws -> Given {
        var after = self
        after.events = try Self.decider.decide(
            input, on: state, given: Facts(aggregate: "a", now: now, world: world))
        for event in after.events { after.state = Self.decider.evolve(after.state, by: event) }
        return after
    }

    /// A time later.
    func later(_ time: Duration = .seconds(3600)) -> Given {
        var after = self
        after.now = now + time
        return after
    }

    func refusal(of act: RequestAct) -> Refusal? {
        Self.decider.refusal(of: .request(Self.request, act), on: state, now: now)
    }

    var tells: RequestState { state.request ?? RequestState() }
    var message: RequestMessage? {
        events.compactMap { if case .request(let message) = $0 { message } else { nil } }.first
    }

    static func drafted(_ form: RequestForm = form()) throws -> Given {
        try Given().when(.draft(Drafting(form: form, campaign: nil, tracking: tracking, acts: acts())))
    }

    static func submitted() throws -> Given { try drafted().later().when(.submit(seen: 1, by: acts())) }

    static func brought(_ form: RequestForm = form(), at: String = "2020-05-12T08:00:00Z") throws -> Given {
        try Given().when(bring(form, at: at))
    }

    static func bring(_ form: RequestForm = form(), at: String = "2020-05-12T08:00:00Z") -> RequestAct {
        .bring(Bringing(form: form, receivedAt: instant(at), tracking: tracking, acts: dfie))
    }

    func fact(_ what: Fact.What, on revision: Revision = .first) throws -> Given {
        try when(.fact(Fact(at: Timestamp(now), requestRevision: revision, role: .dfie, what: what)))
    }

    static let refused = Fact.What.refused(Refused(breaches: [breach(.T1)], reason: nil))
    static let returned = Fact.What.returned(
        Returned(breaches: [breach(.H1)], message: nil, answerBy: sure { try CivilDate("2020-06-10") }))

    static func breach(_ rule: RuleID) -> Breach {
        Breach(rule: rule, severity: .returns, place: "hours", message: "Trop long.", remedy: "Raccourcissez.")
    }

    static let session = ShownSession(
        SessionStated(
            session: sure { try SessionID("ALP-69-0042.G1.1") }, revision: .first, group: sure { try GroupID("G1") },
            halfDays: [sure { try HalfDay("2020-11-05A") }], host: sure { try UAI(FewPlaces.college) }, team: [],
            replacements: []))

    static func hash(_ letter: Character) -> ContentHash {
        sure { try ContentHash(String(repeating: letter, count: 64)) }
    }

    static func link(_ token: Character = "a", expires: String = "2020-05-26T00:00:00.000Z") -> Fact.What {
        .link(
            ConsentLink(
                function: inspector, documentHash: hash("d"), tokenHash: hash(token), codeHash: hash("c"),
                expires: sure { try Timestamp(expires) }))
    }

    static func consenting(
        code: Character = "c", agrees: Bool = true, form: Character = "d", on revision: Revision = .first
    ) -> RequestAct {
        .consent(
            Consenting(
                tokenHash: hash("a"), codeHash: hash(code), agrees: agrees, formHash: hash(form),
                requestRevision: revision))
    }
}

/// A value of a test that is well written.
func sure<Value>(_ make: () throws -> Value) -> Value {
    do {
        return try make()
    } catch {
        preconditionFailure("a test's own value: \(error)")
    }
}

func instant(_ text: String) -> Instant { sure { try Timestamp(Instant(rfc3339: text)?.rfc3339 ?? text).instant } }
