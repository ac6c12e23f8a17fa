import Rulebook
import TestKit
import Vocabulary

/// A request that breaks no rule, in a campaign and among places that stand still: each test changes what it is about.
struct Sample {
    var form: RequestForm
    var receivedAt: Instant
    var campaign: Campaign
    var places = SamplePlaces()
    var earlierActions: Set<EarlierActionID>?

    /// A new theme of the sector of collège Clément Marot, Lyon 4e: one group, 10 and 10 teachers, a full day.
    init() throws {
        campaign = try .lyon2020()
        form = try RequestForm(
            origin: .newTheme, scope: .one,
            contractLink: FreeText("Axe 2 du contrat d'objectifs : consolider la liaison entre l'école et le collège."),
            commitsOverTime: true,
            pilots: [
                Pilot(function: .head(.marot), agrees: true),
                Pilot(function: .inspector(.lyon4), agrees: true),
            ],
            theme: Theme(
                title: FreeText("La compréhension de l'écrit du CM1 à la 6e"),
                objectives: FreeText("Partager les gestes professionnels et construire une progression commune."),
                expectedResults: FreeText("Une progression de cycle 3 et des séances menées à deux."),
                proposedClass: ThemeClassID("francais"), orientations: [], concernsSpecialNeeds: false),
            council: Council(studied: true, withReferent: true),
            hours: 6, sessions: [.fullDay],
            groups: [
                Group(
                    id: GroupID("G1"), host: .marot, establishments: [.marot, .lapierre, .arnaud],
                    teachers: [.of("69", first: 10, second: 10)])
            ],
            intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 1),
            wishes: Wishes(months: [.november, .january], weekdays: [.tuesday], impossible: []),
            announcesMoreTrainees: false, guaranteesBalance: true)
        receivedAt = Paris.instant(try CivilDate("2020-05-18"), hour: 9)
    }

    /// The sectors of Marot and Lassagne together: two groups, each of two collèges' and écoles' teachers.
    static func several() throws -> Sample {
        var sample = try Sample()
        sample.form.scope = .several
        sample.form.territory = try FreeText("Deux collèges voisins qui partagent leurs écoles de secteur.")
        sample.form.groups = try ["G1", "G2"].map { name in
            try Group(
                id: GroupID(name), host: .marot, establishments: [.marot, .lassagne, .lapierre, .paulBert],
                teachers: [.of("69", first: 7, second: 8)])
        }
        return sample
    }

    /// The network of Aimé Césaire, REP+, on an orientation that binds it.
    static func priority() throws -> Sample {
        var sample = try Sample()
        sample.form.pilots = [
            Pilot(function: .head(try .cesaire), agrees: true),
            Pilot(function: .inspector(try .vaulx1), agrees: true),
        ]
        sample.form.theme.orientations = [try ThemeOrientation("pratiques-inclusives")]
        sample.form.groups[0].host = try .cesaire
        sample.form.groups[0].establishments = [try .cesaire, try .langevin]
        return sample
    }

    /// A renewal of last year's action.
    static func renewal() throws -> Sample {
        var sample = try Sample()
        sample.form.origin = .renewal
        sample.form.earlierAction = try EarlierActionID("ALP-2019-117")
        sample.form.contractLink = nil
        sample.form.commitsOverTime = false
        sample.earlierActions = [try EarlierActionID("ALP-2019-117")]
        return sample
    }

    var request: RequestSubject {
        get throws {
            RequestSubject(
                ReceivedRequest(id: try RequestID("ALP-69-0001"), receivedAt: receivedAt, form: form),
                campaign: campaign, places: places, earlierActions: earlierActions)
        }
    }

    func step(_ step: YearStep, done: StepsDone = StepsDone()) -> StepSubject {
        StepSubject(step, form: form, receivedAt: receivedAt, campaign: campaign, places: places, done: done)
    }

    func roster(_ trainees: [Trainee]) -> RosterSubject {
        RosterSubject(form: form, campaign: campaign, places: places, trainees: trainees)
    }

    /// A roster that agrees with the form: every group's wanted teachers, those of each degree from its establishments
    /// of that degree in turn.
    func trainees() throws -> [Trainee] {
        var trainees: [Trainee] = []
        for group in form.groups {
            for degree in Degree.allCases {
                let seats = group.establishments.filter { places.establishment($0)?.kind.degree == degree }
                guard !seats.isEmpty else { continue }
                for number in 0..<group.count(degree) {
                    trainees.append(
                        Trainee(
                            person: try PersonID("p-\(trainees.count + 1)"), degree: degree,
                            establishment: seats[number % seats.count], group: group.id, hasNameAndMail: true))
                }
            }
        }
        return trainees
    }
}

extension TeachersWanted {
    static func of(_ departement: String, first: Int, second: Int) throws -> TeachersWanted {
        TeachersWanted(
            departement: try Departement(departement), firstDegree: try HeadCount(first),
            secondDegree: try HeadCount(second))
    }
}

extension FreeText {
    static func of(_ text: String) throws -> FreeText { try FreeText(text) }
}

/// A handful of real establishments.
extension UAI {
    /// Clément Marot, Lyon 4e: HREP.
    static var marot: UAI { get throws { try UAI("0691662G") } }
    static var lapierre: UAI { get throws { try UAI("0691028T") } }
    static var arnaud: UAI { get throws { try UAI("0693016D") } }
    /// André Lassagne, Caluire-et-Cuire: HREP.
    static var lassagne: UAI { get throws { try UAI("0691728D") } }
    static var paulBert: UAI { get throws { try UAI("0690231B") } }
    /// Aimé Césaire, Vaulx-en-Velin: REP+.
    static var cesaire: UAI { get throws { try UAI("0691666L") } }
    static var langevin: UAI { get throws { try UAI("0691412K") } }
    /// Saint-Exupéry, Ambérieu-en-Bugey, Ain: HREP.
    static var exupery: UAI { get throws { try UAI("0010002X") } }
    static var ferry: UAI { get throws { try UAI("0011207G") } }
    /// Albert Thomas, Roanne, Loire: REP.
    static var thomas: UAI { get throws { try UAI("0421684C") } }
    static var mulsant: UAI { get throws { try UAI("0422040P") } }
    /// In no file.
    static var unknown: UAI { get throws { try UAI("0690001B") } }
    /// A collège that the files know, of a département that doesn't take part.
    static var outside: UAI { get throws { try UAI("0750001U") } }
}

extension CirconscriptionID {
    static var lyon4: CirconscriptionID { get throws { try CirconscriptionID("69-lyon-4eme-caluire") } }
    static var vaulx1: CirconscriptionID { get throws { try CirconscriptionID("69-vaulx-en-velin-1") } }
    static var amberieu: CirconscriptionID { get throws { try CirconscriptionID("01-amberieu") } }
    static var roanne: CirconscriptionID { get throws { try CirconscriptionID("42-roanne") } }
    /// Of a whole département, tied to no establishment.
    static var ash: CirconscriptionID { get throws { try CirconscriptionID("69-ash") } }
    static var paris: CirconscriptionID { get throws { try CirconscriptionID("75-paris") } }
}

/// The places above, and kilometres that a test can change.
struct SamplePlaces: Places {
    var establishments: [UAI: Establishment] = [:]
    /// By the two numbers in order.
    var distances: [[UAI]: Double] = [:]

    init() {
        // A slip in the table leaves it empty, and the test of the faultless sample fails.
        guard let rows = try? Self.rows() else { return }
        for row in rows { establishments[row.uai] = row }
    }

    func establishment(_ uai: UAI) -> Establishment? { establishments[uai] }

    func isCirconscription(_ id: CirconscriptionID) -> Bool { isTerritorial(id) || id.text == "69-ash" }

    func isTerritorial(_ id: CirconscriptionID) -> Bool {
        establishments.values.contains { $0.circonscription == id }
    }

    func kilometres(_ one: UAI, _ other: UAI) -> Double? {
        guard establishments[one] != nil, establishments[other] != nil else { return nil }
        return distances[[one, other].sorted()] ?? 3
    }

    private static func rows() throws -> [Establishment] {
        func row(
            _ uai: UAI, _ kind: Establishment.Kind, _ name: String, _ departement: String,
            _ priority: PriorityEducation, _ circonscription: CirconscriptionID, of sector: UAI
        ) throws -> Establishment {
            Establishment(
                uai: uai, kind: kind, name: name, departement: try Departement(departement),
                commune: departement + "001", priority: priority, circonscription: circonscription, sector: sector)
        }
        return try [
            row(.marot, .college, "Collège Clément Marot", "69", .none, .lyon4, of: .marot),
            row(.lapierre, .ecole, "École Georges Lapierre", "69", .none, .lyon4, of: .marot),
            row(.arnaud, .ecole, "École Commandant Arnaud", "69", .none, .lyon4, of: .marot),
            row(.lassagne, .college, "Collège André Lassagne", "69", .none, .lyon4, of: .lassagne),
            row(.paulBert, .ecole, "École Paul Bert", "69", .none, .lyon4, of: .lassagne),
            row(.cesaire, .college, "Collège Aimé Césaire", "69", .repPlus, .vaulx1, of: .cesaire),
            row(.langevin, .ecole, "École Paul Langevin", "69", .repPlus, .vaulx1, of: .cesaire),
            row(.exupery, .college, "Collège Saint-Exupéry", "01", .none, .amberieu, of: .exupery),
            row(.ferry, .ecole, "École Jules Ferry", "01", .none, .amberieu, of: .exupery),
            row(.thomas, .college, "Collège Albert Thomas", "42", .rep, .roanne, of: .thomas),
            row(.mulsant, .ecole, "École Mulsant", "42", .rep, .roanne, of: .thomas),
            row(.outside, .college, "Collège de Paris", "75", .none, .paris, of: .outside),
        ]
    }
}
