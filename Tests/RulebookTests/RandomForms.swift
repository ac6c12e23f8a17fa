import Rulebook
import TestKit
import Vocabulary

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same forms everywhere.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// One of a list that isn't empty.
    mutating func pick<Value>(_ list: [Value]) -> Value { list[Int.random(in: list.indices, using: &self)] }

    mutating func several<Value>(_ list: [Value], most: Int) -> [Value] {
        (0..<Int.random(in: 0...most, using: &self)).map { _ in pick(list) }
    }
}

/// Forms of any shape that the values allow: half of them a faultless one with a few slips, half of them nonsense.
struct RandomForms {
    var random: Seeded
    private let texts: [FreeText]
    private let longest: FreeText
    private let uais: [UAI]
    private let functions: [Function]
    private let faultless: [Sample]
    private let people: [PersonID]
    private let days: [CivilDate]

    init(seed: UInt64) throws {
        random = Seeded(state: seed)
        texts = try [
            "", " ", "Maths", "…", "🧑‍🏫 🎉", "<script>alert(1)</script>", "\u{202E}tourné\u{2066} à l'envers", "a\nb\tc",
            "اللغة العربية", "La compréhension de l'écrit du CM1 à la 6e", String(repeating: "é ", count: 99),
            "Nul n'est parfait ; « guillemets » et \"quotes\"",
        ].map { try FreeText($0) }
        longest = try FreeText(String(repeating: "x", count: FreeText.longest))
        uais = try [
            .marot, .lapierre, .arnaud, .lassagne, .paulBert, .cesaire, .langevin, .exupery, .ferry, .thomas, .mulsant,
            .unknown, .outside, UAI("0010001W"),
        ]
        functions = try [
            "head:0691662G", "head:0691028T", "head:0690001B", "head:0010002X", "ien:69-lyon-4eme-caluire",
            "ien:69-vaulx-en-velin-1", "ien:42-roanne", "ien:69-ash", "ien:69-nulle-part", "ia-ipr:0691662G", "dfie",
            "pole",
            "service:69", "ia-dasen:01", "delegate:42:7", "trainer:F012",
        ].map { try Function($0) }
        faultless = try [Sample(), .several(), .priority(), .renewal()]
        people = try (1...4).map { try PersonID("p-\($0)") }
        days = try ["1900-01-01", "2012-12-12", "2020-08-31", "2020-09-01", "2020-12-14", "2021-08-31", "2999-12-31"]
            .map { try CivilDate($0) }
    }

    mutating func next() throws -> Sample {
        var sample = random.pick(faultless)
        let changes = random.chance(50) ? Int.random(in: 1...4, using: &random) : 40
        for _ in 0..<changes { try change(&sample) }
        return sample
    }

    /// What people may have done about it, each or none.
    mutating func done() -> StepsDone {
        var done = StepsDone()
        done.lateAccepted = random.chance(50)
        done.hasNamedLeader = random.chance(50)
        done.speakersValidated = Set(random.several(people, most: 3))
        done.lecturersAgreed = Set(random.several(people, most: 3))
        return done
    }

    /// Trainees as the form wants them, or anyone in any group.
    mutating func trainees(_ sample: Sample) throws -> [Trainee] {
        if random.chance(30) { return try sample.trainees() }
        let groups = sample.form.groups.map(\.id) + [try GroupID("ailleurs")]
        return try (0..<Int.random(in: 0...40, using: &random)).map { number in
            Trainee(
                person: try PersonID("p-\(random.chance(90) ? number : 0)"), degree: random.pick(Degree.allCases),
                establishment: random.pick(uais), group: random.pick(groups), hasNameAndMail: random.chance(90))
        }
    }

    private mutating func change(_ sample: inout Sample) throws {
        switch Int.random(in: 0..<24, using: &random) {
        case 0..<12: try changeForm(&sample.form)
        case 12..<16: try changeGroups(&sample.form)
        case 16..<20: try changePeople(&sample.form)
        case 20: sample.earlierActions = random.chance(50) ? nil : []
        case 21: changePlaces(&sample.places)
        case 22: changeCampaign(&sample.campaign)
        default:
            let moments = [
                Int64.min, .max, 0, 1_588_284_000_000, 1_590_962_399_999, 1_590_962_400_000, 1_700_000_000_000,
            ]
            sample.receivedAt = Instant(milliseconds: random.pick(moments))
        }
    }

    /// A long one now and then: its words take long to count.
    private mutating func text() -> FreeText { random.chance(1) ? longest : random.pick(texts) }

    private mutating func changeForm(_ form: inout RequestForm) throws {
        switch Int.random(in: 0..<14, using: &random) {
        case 0: form.origin = random.pick(Origin.allCases)
        case 1: form.earlierAction = try random.pick([nil, EarlierActionID("ALP-2019-117"), EarlierActionID("autre")])
        case 2: form.scope = random.pick(Scope.allCases)
        case 3: form.territory = random.chance(30) ? nil : text()
        case 4: form.contractLink = random.chance(30) ? nil : text()
        case 5: form.commitsOverTime = random.chance(50)
        case 6: form.theme.title = text()
        case 7: form.theme.objectives = text()
        case 8: form.theme.expectedResults = text()
        case 9: form.theme.proposedClass = try random.pick([nil, ThemeClassID("francais"), ThemeClassID("latin")])
        case 10:
            let orientations = try [ThemeOrientation("autonomie"), ThemeOrientation("numerique")]
            form.theme.orientations = random.several(orientations, most: 3)
        case 11: form.council = Council(studied: random.chance(50), withReferent: random.chance(50))
        case 12:
            form.hours = random.pick([Int.min, -3, 0, 3, 6, 9, 12, 15, .max])
            form.sessions = random.several(SessionLength.allCases, most: 5)
        default:
            form.wishes.months = random.several(Month.allCases, most: 3)
            form.wishes.weekdays = random.several(Weekday.allCases, most: 3)
            form.wishes.impossible = try (0..<Int.random(in: 0...3, using: &random)).map { _ in
                let ends = [random.pick(days), random.pick(days)].sorted()
                return try DateRange(ends[0], ends[1])
            }
            form.theme.concernsSpecialNeeds = random.chance(50)
        }
    }

    private mutating func changeGroups(_ form: inout RequestForm) throws {
        form.announcesMoreTrainees = random.chance(50)
        form.guaranteesBalance = random.chance(80)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where random.chance(20): form.groups = []
        case 1 where form.groups.count < 9: form.groups.append(try group())
        case 2 where !form.groups.isEmpty:
            form.groups[Int.random(in: form.groups.indices, using: &random)].establishments =
                random.several(uais, most: 6)
        default:
            guard !form.groups.isEmpty else { return }
            form.groups[Int.random(in: form.groups.indices, using: &random)].teachers = try teachers()
        }
    }

    private mutating func group() throws -> Group {
        Group(
            id: try GroupID(random.pick(["G1", "G2", "G3", "x"])), host: random.pick(uais),
            establishments: random.several(uais, most: 8), teachers: try teachers())
    }

    private mutating func teachers() throws -> [TeachersWanted] {
        let heads = [0, 0, 1, 5, 10, 11, 20, 300]
        return try (0..<Int.random(in: 0...3, using: &random)).map { _ in
            try .of(
                random.pick(["01", "42", "69", "69", "75", "2A"]), first: random.pick(heads), second: random.pick(heads)
            )
        }
    }

    private mutating func changePeople(_ form: inout RequestForm) throws {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            form.pilots = random.several(functions, most: 5).map { Pilot(function: $0, agrees: random.chance(70)) }
        case 1:
            let numbers = [Int.min, -1, 0, 1, 2, 3, 4, 9, .max]
            form.intervenants.academicTrainers = random.pick(numbers)
            form.intervenants.firstDegreeTrainers = random.pick(numbers)
        case 2:
            form.intervenants.speakers = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                OutsideSpeaker(
                    person: random.pick(people), organisation: text(), askedBy: random.pick(functions),
                    hasFees: random.chance(50))
            }
        default:
            form.intervenants.lecturers = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                Lecturer(
                    person: random.pick(people), university: text(), askedThroughPole: random.chance(50))
            }
        }
    }

    private mutating func changePlaces(_ places: inout SamplePlaces) {
        let one = random.pick(uais)
        places.distances[[one, random.pick(uais)].sorted()] = random.pick([0, 25, 25.04, 26, 400])
        if random.chance(30) { places.establishments[one]?.sector = nil }
        if random.chance(30) { places.establishments[one]?.circonscription = nil }
    }

    private mutating func changeCampaign(_ campaign: inout Campaign) {
        let numbers = [Int.min, -1, 0, 1, 2, 7, 40, .max]
        switch Int.random(in: 0..<8, using: &random) {
        case 0: campaign.rules.F4.warnBeyondKilometres.value = random.pick(numbers)
        case 1: campaign.rules.F7.hours.value = random.several(numbers, most: 4)
        case 2: campaign.rules.F7.mostTrainers.value = random.pick(numbers)
        case 3: campaign.rules.P2.most.value = random.pick(numbers)
        case 4: campaign.rules.P3.ratio.value = random.pick(numbers)
        case 5: campaign.rules.P4.leastEstablishments.value = random.pick(numbers)
        case 6: campaign.rules.I1.leastFirstDegree.value = random.pick(numbers)
        default:
            campaign.rules.H1.leastWords.value = random.pick(numbers)
            if random.chance(50) { campaign.rules.H2.orientations.value = [] }
            if random.chance(50) { campaign.rules.H4.classes.value = [] }
            if random.chance(20) { campaign.departements = [] }
        }
    }
}
