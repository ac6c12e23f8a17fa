import Foundation
import Reference
import TestKit
import Testing
import Vocabulary

@Suite("The reference files of Lyon", .timeLimit(.minutes(1)))
struct LyonTests {
    private let lyon: ReferenceSet
    private var colleges: [School] { lyon.schools.filter { $0.establishment.kind == .college } }
    private var ecoles: [School] { lyon.schools.filter { $0.establishment.kind == .ecole } }

    init() throws { lyon = try LyonFolder.set.get() }

    @Test func `nothing of the sources is lost`() {
        #expect(lyon.version == "lyon-2020-09-01")
        #expect(lyon.index.schoolYear.text == "2020-2021")
        #expect(colleges.count == 214)
        #expect(ecoles.count == 1266)
        #expect(lyon.communes.count == 1020)
        #expect(lyon.circonscriptions.count(where: { $0.origin == .source }) == 36)
        let inDepartement = Dictionary(grouping: colleges) { $0.establishment.departement.text }.mapValues(\.count)
        #expect(inDepartement == ["01": 51, "42": 50, "69": 113])
    }

    @Test func `every file says where it comes from and under which licence`() {
        #expect(Set(lyon.index.files.map(\.name)) == Set(ReferenceFolder.Table.allCases.map(\.rawValue)))
        for file in lyon.index.files {
            #expect(file.real != nil && !file.sources.isEmpty)
            for source in file.sources { #expect(source.licence.hasPrefix("Licence Ouverte") && !source.date.isEmpty) }
        }
    }

    @Test func `every number's check letter is right and its digits are its département's`() throws {
        for school in lyon.schools {
            #expect(try UAI(school.uai.text) == school.uai)
            #expect(school.uai.departement == school.establishment.departement)
        }
    }

    @Test func `every école has a collège of its département and one territorial circonscription`() throws {
        for ecole in ecoles {
            let sector = try #require(lyon.sector(holding: ecole.uai))
            #expect(sector.ecoles.contains(ecole.uai))
            let college = try #require(lyon.school(sector.college))
            #expect(college.establishment.departement == ecole.establishment.departement)
            #expect(college.establishment.priority == ecole.establishment.priority)
            let circonscription = try #require(lyon.circonscription(of: ecole.uai))
            #expect(circonscription.kind == .territorial)
            #expect(circonscription.id.departement == ecole.establishment.departement)
            #expect(lyon.schools(in: circonscription.id).contains(ecole.uai))
            #expect(lyon.commune(ecole.establishment.commune)?.point == ecole.point)
            #expect(ecole.sectorOrigin == .derived && ecole.circonscriptionOrigin == .derived)
        }
    }

    @Test func `every collège but the specialised one has écoles`() {
        #expect(colleges.filter(\.isSpecialised).map(\.uai.text) == ["0692165D"])
        for college in colleges where !college.isSpecialised {
            #expect(lyon.sector(of: college.uai)?.ecoles.isEmpty == false, "\(college.uai)")
        }
        #expect(colleges.allSatisfy { lyon.circonscription(of: $0.uai)?.kind == .territorial })
    }

    @Test func `circonscriptions of the Ain and the Loire are invented, five to ten each, and none is empty`() {
        for code in ["01", "42"] {
            let made = lyon.circonscriptions.filter { $0.id.departement.text == code }
            #expect((5...10).contains(made.count) && made.allSatisfy { $0.origin == .invented })
        }
        for circonscription in lyon.circonscriptions where circonscription.kind == .territorial {
            let kinds = lyon.schools(in: circonscription.id).compactMap { lyon.establishment($0)?.kind }
            #expect(kinds.contains(.college) && kinds.contains(.ecole), "\(circonscription.id)")
        }
        for ash in lyon.circonscriptions where ash.kind == .ash { #expect(lyon.schools(in: ash.id).isEmpty) }
    }

    @Test func `networks are headed by collèges in priority education`() {
        #expect(lyon.networks.count == 48)
        #expect(lyon.networks.count(where: { $0.priority == .repPlus }) == 22)
        for network in lyon.networks {
            #expect(lyon.priority(of: network.college) == network.priority && network.priority.isPriority)
            #expect(network.networkName == lyon.establishment(network.college)?.name)
            #expect(!network.ecoles.isEmpty)
        }
        #expect(lyon.sectors.filter { !$0.priority.isPriority }.allSatisfy { $0.networkName == nil })
    }

    /// The rule as the notes state it, computed anew: the files were derived by another program.
    @Test func `an école belongs to a collège of its commune, else to the nearest`() throws {
        let ordinary = colleges.filter { !$0.isSpecialised }
        for ecole in ecoles {
            let sector = try #require(ecole.establishment.sector)
            let own = ordinary.filter { $0.establishment.commune == ecole.establishment.commune }
            guard own.isEmpty else {
                #expect(own.contains { $0.uai == sector }, "\(ecole.uai)")
                continue
            }
            let same = ordinary.filter { $0.establishment.departement == ecole.establishment.departement }
            let least = try #require(same.map { $0.point.distance(to: ecole.point) }.min())
            // The program compares whole metres.
            #expect(try #require(lyon.distance(ecole.uai, sector)) <= least + 1, "\(ecole.uai)")
            #expect(lyon.circonscription(of: ecole.uai) == lyon.circonscription(of: sector))
        }
    }

    /// Oyonnax to Villeurbanne, 78,804.8 m on the ellipsoid by PROJ's geod, and Ferney-Voltaire to Saint-Étienne,
    /// 161,396.8 m.
    @Test func `distances are planar, in metres or kilometres`() throws {
        let (oyonnax, iris) = try (UAI("0010035H"), UAI("0690280E"))
        #expect(try (78_710...78_740).contains(#require(lyon.distance(oyonnax, iris))))
        #expect(try (78.71...78.74).contains(#require(lyon.kilometres(oyonnax, iris))))
        #expect(lyon.distance(iris, oyonnax) == lyon.distance(oyonnax, iris))
        #expect(try (161.2...161.4).contains(#require(lyon.kilometres(UAI("0010896U"), UAI("0421176A")))))
        #expect(lyon.distance(iris, iris) == 0)
        #expect(lyon.distance(iris, try UAI("0010001W")) == nil)
    }

    @Test func `the number of a place that isn't there finds nothing`() throws {
        let other = try UAI("0010001W")
        #expect(lyon.school(other) == nil && lyon.establishment(other) == nil && lyon.sector(of: other) == nil)
        #expect(lyon.circonscription(of: other) == nil && lyon.priority(of: other) == nil)
        #expect(lyon.isCirconscription(try CirconscriptionID("69-oullins")))
        #expect(!lyon.isCirconscription(try CirconscriptionID("69-paris")))
        #expect(lyon.isTerritorial(try CirconscriptionID("69-oullins")))
        #expect(!lyon.isTerritorial(try CirconscriptionID("69-paris")))
        let ash = lyon.circonscriptions.filter { $0.kind == .ash }
        #expect(!ash.isEmpty && !ash.contains { lyon.isTerritorial($0.id) })
        #expect(lyon.schools(inCommune: "75056").isEmpty && lyon.commune("75056") == nil)
        #expect(lyon.sector(of: ecoles[0].uai) == nil)
    }

    @Test func `loading is quick`() throws {
        let clock = ContinuousClock()
        let took = try clock.measure { _ = try ReferenceFolder.load(LyonFolder.url) }
        tell("Reference files of Lyon loaded in \(took)")
    }
}

@Suite("The calendar of Lyon", .timeLimit(.minutes(1)))
struct CalendarTests {
    private let lyon: ReferenceSet

    init() throws { lyon = try LyonFolder.set.get() }

    @Test(arguments: [
        ("2020-10-16", nil), ("2020-10-17", "samedi"), ("2020-10-19", "Vacances de la Toussaint"),
        ("2020-11-02", nil), ("2020-11-11", "11 novembre"), ("2021-02-05", nil), ("2021-02-08", "Vacances d'hiver"),
        ("2021-04-05", "Lundi de Pâques"), ("2021-05-14", "Pont de l'Ascension"), ("2021-05-16", "dimanche"),
        ("2021-05-17", nil), ("2021-05-24", "Lundi de Pentecôte"), ("2021-07-05", nil),
        ("2021-07-06", "Vacances d'été"), ("2019-08-31", "hors du calendrier connu"),
        ("2022-09-01", "hors du calendrier connu"),
    ])
    func `a day is open or has a reason`(day: String, reason: String?) throws {
        let date = try CivilDate(day)
        #expect(lyon.calendar.closing(on: date) == reason)
        #expect(lyon.isOpen(date) == (reason == nil))
    }

    /// Counted apart, in Python, from the same tables.
    @Test func `the window of the campaign has 122 open days`() throws {
        let window = try DateRange(CivilDate("2020-10-15"), CivilDate("2021-06-05"))
        #expect(window.days.count(where: lyon.isOpen) == 122)
    }
}
