import CampaignFile
import Foundation
import RequestFiles
import Rulebook
import TestKit
import Testing
import Vocabulary

/// The same program under another académie's numbers: what changes is the campaign, and so the verdict.
@Suite(.timeLimit(.minutes(1)))
struct OtherCampaignTests {
    private let nantes: Campaign
    private let places: OtherPlaces

    init() throws {
        let folder = PackageRoot.url.appending(path: "Samples/nantes-2021-2022")
        nantes = try CampaignYAML.read(Array(try Data(contentsOf: folder.appending(path: "campaign.yaml")))).get()
        places = try OtherPlaces()
    }

    private func rules(_ form: RequestForm, at received: String = "2021-05-10") throws -> [String] {
        let request = ReceivedRequest(
            id: try RequestID("ALP-44-0001"), receivedAt: Paris.instant(try CivilDate(received)), form: form)
        return Rules.judge(RequestSubject(request, campaign: nantes, places: places)).breaches
            .map { "\($0.rule) \($0.severity.text)" }
    }

    /// Of the sector of one collège of the Loire-Atlantique.
    private func form() throws -> RequestForm {
        try RequestForm(
            origin: .newTheme, scope: .one, contractLink: FreeText("Axe 1 du contrat d'objectifs : l'oral."),
            commitsOverTime: true,
            pilots: [
                Pilot(function: .head(places.college), agrees: true),
                Pilot(function: .inspector(places.circonscription), agrees: true),
            ],
            theme: Theme(
                title: FreeText("L'oral au cycle 3"), objectives: FreeText("Faire parler tous les élèves"),
                expectedResults: FreeText("Une grille commune d'évaluation"), proposedClass: ThemeClassID("oral"),
                orientations: [ThemeOrientation("oral")], concernsSpecialNeeds: false),
            council: Council(studied: true, withReferent: true), hours: 18, sessions: [.fullDay, .fullDay, .fullDay],
            groups: [
                Group(
                    id: GroupID("G1"), host: places.college, establishments: [places.college] + places.schools,
                    teachers: [
                        TeachersWanted(
                            departement: Departement("44"), firstDegree: HeadCount(12), secondDegree: HeadCount(8))
                    ])
            ],
            intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 2),
            wishes: Wishes(months: [.november], weekdays: [.friday]), announcesMoreTrainees: false,
            guaranteesBalance: true)
    }

    @Test func `18 hours in three days on a Friday pass in Nantes`() throws { #expect(try rules(form()) == []) }

    @Test func `the same form breaks Lyon's hours, sessions, days, guide and dates`() throws {
        let lyon = try LyonSample().campaign
        let request = ReceivedRequest(
            id: try RequestID("ALP-44-0001"), receivedAt: Paris.instant(try CivilDate("2020-05-10")), form: try form())
        var campaign = nantes
        campaign.rules = lyon.rules
        campaign.rules.H2 = nantes.rules.H2
        campaign.rules.H4 = nantes.rules.H4
        let verdict = Rules.judge(RequestSubject(request, campaign: campaign, places: places))
        #expect(Set(verdict.breaches.map(\.rule)) == [.F7, .T1, .T3, .P1])
        #expect(verdict.outcome == .refused)
    }

    @Test func `25 teachers are too many, five to two is no imbalance, a Thursday is closed`() throws {
        var many = try form()
        many.groups[0].teachers[0].firstDegree = try HeadCount(17)
        #expect(try rules(many) == ["P1 warns", "P2 returns"])
        var uneven = try form()
        uneven.groups[0].teachers[0].firstDegree = try HeadCount(15)
        uneven.groups[0].teachers[0].secondDegree = try HeadCount(6)
        #expect(try rules(uneven) == ["P1 warns"])
        var thursday = try form()
        thursday.wishes.weekdays = [.thursday]
        #expect(try rules(thursday) == ["T3 returns"])
    }

    @Test func `May ends on the 21st`() throws {
        #expect(try rules(form(), at: "2021-05-21") == [])
        #expect(try rules(form(), at: "2021-05-22") == ["F6 blocks:examination"])
    }
}

/// One invented sector: UAIs in the Loire-Atlantique's range, no real establishment.
private struct OtherPlaces: Places {
    let college: UAI
    let schools: [UAI]
    let circonscription: CirconscriptionID

    init() throws {
        func uai(_ number: Int) throws -> UAI {
            let digits = "0" + String(number)
            for letter in "ABCDEFGHJKLMNPRSTUVWXYZ" {
                if let uai = try? UAI(digits + String(letter)) { return uai }
            }
            throw KitError("no check letter for \(digits)")
        }
        college = try uai(449_901)
        schools = [try uai(449_902), try uai(449_903)]
        circonscription = try CirconscriptionID("44-invention")
    }

    func establishment(_ uai: UAI) -> Establishment? {
        guard uai == college || schools.contains(uai) else { return nil }
        return Establishment(
            uai: uai, kind: uai == college ? .college : .ecole, name: uai.text,
            departement: uai.departement ?? circonscription.departement,
            commune: "44000", priority: .none, circonscription: circonscription, sector: college)
    }

    func isCirconscription(_ id: CirconscriptionID) -> Bool { id == circonscription }

    func isTerritorial(_ id: CirconscriptionID) -> Bool { id == circonscription }

    func kilometres(_ one: UAI, _ other: UAI) -> Double? { 0 }
}
