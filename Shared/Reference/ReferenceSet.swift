package import Vocabulary

/// What is known of establishments, communes, circonscriptions, networks and the calendar at one version: read once,
/// never changed, shared by all threads. Made by ``ReferenceFolder``, which sees to it that nothing dangles.
package struct ReferenceSet: Sendable {
    package let index: ReferenceIndex
    package let calendar: SchoolCalendar
    /// Collèges and écoles, in the order of their numbers.
    package let schools: [School]
    package let communes: [Commune]
    package let circonscriptions: [Circonscription]
    /// Every collège's but the specialised ones', in the order of their numbers.
    package let sectors: [Sector]

    private let schoolByUAI: [UAI: School]
    private let communeByCode: [String: Commune]
    private let circonscriptionByID: [CirconscriptionID: Circonscription]
    private let sectorByCollege: [UAI: Sector]
    private let schoolsByCirconscription: [CirconscriptionID: [UAI]]
    private let schoolsByCommune: [String: [UAI]]

    init(
        index: ReferenceIndex, calendar: SchoolCalendar, schools: [School], communes: [Commune],
        circonscriptions: [Circonscription], networkNames: [UAI: String]
    ) {
        self.index = index
        self.calendar = calendar
        self.schools = schools.sorted { $0.uai < $1.uai }
        self.communes = communes
        self.circonscriptions = circonscriptions
        schoolByUAI = Dictionary(schools.map { ($0.uai, $0) }) { first, _ in first }
        communeByCode = Dictionary(communes.map { ($0.insee, $0) }) { first, _ in first }
        circonscriptionByID = Dictionary(circonscriptions.map { ($0.id, $0) }) { first, _ in first }

        var ecoles: [UAI: [UAI]] = [:]
        var ofCirconscription: [CirconscriptionID: [UAI]] = [:]
        var ofCommune: [String: [UAI]] = [:]
        for school in self.schools {
            ofCommune[school.establishment.commune, default: []].append(school.uai)
            if let id = school.establishment.circonscription { ofCirconscription[id, default: []].append(school.uai) }
            if school.establishment.kind == .ecole, let college = school.establishment.sector {
                ecoles[college, default: []].append(school.uai)
            }
        }
        sectors = self.schools.filter { $0.establishment.kind == .college && !$0.isSpecialised }.map { college in
            Sector(
                college: college.uai, ecoles: ecoles[college.uai] ?? [], priority: college.establishment.priority,
                networkName: networkNames[college.uai])
        }
        sectorByCollege = Dictionary(sectors.map { ($0.college, $0) }) { first, _ in first }
        schoolsByCirconscription = ofCirconscription
        schoolsByCommune = ofCommune
    }

    /// `lyon-2020-09-01`, which a campaign names.
    package var version: String { index.version }

    /// The réseaux: sectors in priority education.
    package var networks: [Sector] { sectors.filter(\.priority.isPriority) }

    /// nil where the number stands in none of the files.
    package func school(_ uai: UAI) -> School? { schoolByUAI[uai] }

    package func establishment(_ uai: UAI) -> Establishment? { schoolByUAI[uai]?.establishment }

    package func commune(_ insee: String) -> Commune? { communeByCode[insee] }

    package func circonscription(_ id: CirconscriptionID) -> Circonscription? { circonscriptionByID[id] }

    package func isCirconscription(_ id: CirconscriptionID) -> Bool { circonscriptionByID[id] != nil }

    /// Not one that is for ASH alone; no where it isn't known.
    package func isTerritorial(_ id: CirconscriptionID) -> Bool { circonscriptionByID[id]?.kind == .territorial }

    /// The territorial one of a collège or an école.
    package func circonscription(of uai: UAI) -> Circonscription? {
        establishment(uai)?.circonscription.flatMap(circonscription)
    }

    /// nil for what isn't a collège, and for a specialised one.
    package func sector(of college: UAI) -> Sector? { sectorByCollege[college] }

    /// The sector that a collège heads or an école belongs to.
    package func sector(holding uai: UAI) -> Sector? { establishment(uai)?.sector.flatMap(sector(of:)) }

    /// REP, REP+ or neither; an école's is its collège's.
    package func priority(of uai: UAI) -> PriorityEducation? { establishment(uai)?.priority }

    /// In the order of their numbers.
    package func schools(in id: CirconscriptionID) -> [UAI] { schoolsByCirconscription[id] ?? [] }

    /// In the order of their numbers.
    package func schools(inCommune insee: String) -> [UAI] { schoolsByCommune[insee] ?? [] }

    package func isOpen(_ date: CivilDate) -> Bool { calendar.isOpen(date) }

    /// Metres in a straight line of Lambert-93; 0 between écoles of one commune, which all stand at its centre. nil
    /// where a number is not known.
    package func distance(_ one: UAI, _ other: UAI) -> Double? {
        guard let one = school(one), let other = school(other) else { return nil }
        return one.point.distance(to: other.point)
    }

    /// The same in kilometres, not rounded: 25.3 is more than 25 (F4).
    package func kilometres(_ one: UAI, _ other: UAI) -> Double? {
        distance(one, other).map { $0 / 1000 }
    }
}
