import Deciding
import Messages
import Rulebook
import Testing
import ValidationDomain
import Vocabulary

/// Two sectors, of which one is in priority education, and the circonscriptions they are in.
struct SamplePlaces: Places {
    static let marot = uai("0691662G")
    static let lapierre = uai("0691028T")
    static let cesaire = uai("0691666L")
    static let exupery = uai("0010002X")

    private let establishments: [UAI: Establishment]

    init() {
        func row(
            _ uai: UAI, _ kind: Establishment.Kind, _ departement: String, _ priority: PriorityEducation,
            _ circonscription: String, _ sector: UAI
        ) -> (UAI, Establishment) {
            (
                uai,
                Establishment(
                    uai: uai, kind: kind, name: "Établissement \(uai)", departement: departement69(departement),
                    commune: departement + "001", priority: priority,
                    circonscription: try? CirconscriptionID(circonscription), sector: sector)
            )
        }
        establishments = Dictionary(uniqueKeysWithValues: [
            row(Self.marot, .college, "69", .none, "69-lyon-4eme-caluire", Self.marot),
            row(Self.lapierre, .ecole, "69", .none, "69-lyon-4eme-caluire", Self.marot),
            row(Self.cesaire, .college, "69", .repPlus, "69-vaulx-en-velin-1", Self.cesaire),
            row(Self.exupery, .college, "01", .none, "01-amberieu", Self.exupery),
        ])
    }

    func establishment(_ uai: UAI) -> Establishment? { establishments[uai] }
    func isCirconscription(_ id: CirconscriptionID) -> Bool { isTerritorial(id) }
    func isTerritorial(_ id: CirconscriptionID) -> Bool {
        establishments.values.contains { $0.circonscription == id }
    }
    func kilometres(_ one: UAI, _ other: UAI) -> Double? { 3 }
}

private func uai(_ text: String) -> UAI {
    guard let uai = try? UAI(text) else { preconditionFailure(text) }
    return uai
}

func departement69(_ text: String = "69") -> Departement {
    guard let departement = try? Departement(text) else { preconditionFailure(text) }
    return departement
}

enum Sample {
    static let request = "ALP-69-0001"
    static let june = Paris.instant(CivilDate(year: 2020, month: 6, day: 8) ?? .first, hour: 9)
    static let may = Paris.instant(CivilDate(year: 2020, month: 5, day: 18) ?? .first, hour: 9)

    static func text(_ text: String) -> FreeText {
        guard let text = try? FreeText(text) else { preconditionFailure(text) }
        return text
    }

    static func revision(_ number: Int) -> Revision {
        guard let revision = try? Revision(number) else { preconditionFailure("\(number)") }
        return revision
    }

    /// A new theme of one sector: one group, 10 and 10 teachers, a full day; no rule says a word.
    static func form() throws -> RequestForm {
        try RequestForm(
            origin: .newTheme, scope: .one,
            contractLink: FreeText("Axe 2 du contrat d'objectifs : la liaison entre l'école et le collège."),
            commitsOverTime: true,
            pilots: [
                Pilot(function: .head(SamplePlaces.marot), agrees: true),
                Pilot(function: .inspector(CirconscriptionID("69-lyon-4eme-caluire")), agrees: true),
            ],
            theme: Theme(
                title: FreeText("La compréhension de l'écrit du CM1 à la 6e"),
                objectives: FreeText("Partager les gestes et construire une progression commune."),
                expectedResults: FreeText("Une progression de cycle 3 et des séances menées à deux."),
                proposedClass: ThemeClassID("francais"), orientations: [], concernsSpecialNeeds: false),
            council: Council(studied: true, withReferent: true), hours: 6, sessions: [.fullDay],
            groups: [
                Group(
                    id: GroupID("G1"), host: SamplePlaces.marot,
                    establishments: [SamplePlaces.marot, SamplePlaces.lapierre],
                    teachers: [
                        TeachersWanted(
                            departement: departement69(), firstDegree: HeadCount(10), secondDegree: HeadCount(10))
                    ])
            ],
            intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 1),
            wishes: Wishes(months: [.november], weekdays: [.tuesday]), announcesMoreTrainees: false,
            guaranteesBalance: true)
    }

    static func actor(_ function: Function) -> MessageActor {
        guard let person = try? PersonID("p-\(function.role.rawValue)") else { preconditionFailure() }
        return MessageActor(role: Open(function.role), function: Open(function), person: person)
    }

    static func examiner(_ functions: Function...) -> Examiner {
        Examiner(actor: actor(functions[0]), functions: Set(functions))
    }

    static let dfie = examiner(.dfie)
    static let service = examiner(.service(departement69()))

    static func submitted(
        _ form: RequestForm, at received: Instant = may, channel: RequestChannel = .csv,
        departements: [Departement] = [departement69()], campaignRevision: Int = 1
    ) throws -> ValidationInput {
        .request(
            .submitted(
                RequestSubmitted(
                    actor: actor(form.pilots.first?.function ?? .dfie), campaign: try CampaignID("lyon-2020-2021"),
                    campaignRevision: revision(campaignRevision), requestRevision: .first,
                    receivedAt: Timestamp(received), isLate: false, channel: Open(channel), pilots: [],
                    departements: departements, form: Open(form))))
    }

    static func amended(_ form: RequestForm, to number: Int, answersReturn: Bool = true) -> ValidationInput {
        .request(
            .amended(
                RequestAmended(
                    actor: actor(form.pilots[0].function), campaignRevision: .first, requestRevision: revision(number),
                    receivedAt: Timestamp(june), answersReturn: answersReturn, pilots: [],
                    departements: [departement69()], form: Open(form))))
    }

    static func consented(_ function: Function, _ agrees: Bool, on number: Int = 1) throws -> ValidationInput {
        .request(
            .consented(
                RequestConsented(
                    actor: actor(function), campaignRevision: .first, requestRevision: revision(number),
                    function: function, agrees: agrees,
                    formHash: try ContentHash(String(repeating: "0", count: 64)), method: Open(.link))))
    }

    static func withdrawn(_ number: Int = 1) -> ValidationInput {
        .request(
            .withdrawn(
                RequestWithdrawn(
                    actor: actor(.head(SamplePlaces.marot)), campaignRevision: .first,
                    requestRevision: revision(number), reason: text("Le projet est abandonné."))))
    }

    static func session(_ number: Int = 1, revision: Int = 1) throws -> SessionStated {
        SessionStated(
            session: try SessionID("\(request).G1.\(number)"), revision: Sample.revision(revision),
            group: try GroupID("G1"), halfDays: [try HalfDay("2020-11-05A")], host: SamplePlaces.marot,
            team: [try TrainerID("F001")], replacements: [])
    }

    static func proposed(validation: Int = 1, sessions: [SessionStated]? = nil) throws -> ValidationInput {
        .sessions(
            .proposed(
                SessionsProposed(
                    campaignRevision: .first, requestRevision: .first, validation: revision(validation),
                    sessions: try sessions ?? [session()])))
    }

    static func confirmed(
        _ sessions: [SessionStated]? = nil, isComplete: Bool = true
    ) throws -> ValidationInput {
        .sessions(
            .confirmed(
                SessionsConfirmed(
                    actor: actor(.service(departement69())), campaignRevision: .first, requestRevision: .first,
                    departement: departement69(),
                    sessions: try (sessions ?? [session()]).map {
                        SessionNamed(session: $0.session, revision: $0.revision)
                    }, isComplete: isComplete)))
    }

    static func notPlaced(validation: Int = 1) throws -> ValidationInput {
        .sessions(
            .notPlaced(
                SessionsNotPlaced(
                    campaignRevision: .first, requestRevision: .first, validation: revision(validation),
                    groups: [
                        GroupNotPlaced(
                            group: try GroupID("G1"),
                            causes: [
                                PlacementCause(
                                    rule: Open(.T7), trainers: [], departement: departement69(),
                                    message: "Pas assez de remplaçants.", remedy: "Demandez moins d'enseignants.")
                            ])
                    ])))
    }
}
