import RequestFiles
import TestKit
import Vocabulary

/// A request without a fault, and random ones.
enum Sample {
    static func request(_ id: String = "ALP-69-0001") throws -> ReceivedRequest {
        ReceivedRequest(
            id: try RequestID(id), receivedAt: Paris.instant(try CivilDate("2020-05-15"), hour: 14, minute: 30),
            form: try form())
    }

    static func form() throws -> RequestForm {
        let host = try UAI("0690001B")
        return RequestForm(
            origin: .newTheme, scope: .one, contractLink: try FreeText("Axe 2 du contrat de réseau."),
            commitsOverTime: true,
            pilots: [
                Pilot(function: .head(host), agrees: true),
                Pilot(function: .inspector(try CirconscriptionID("69-tarare")), agrees: true),
            ],
            theme: Theme(
                title: try FreeText("Construire l'autonomie du CM1 à la 6e"),
                objectives: try FreeText("Définir des méthodes communes ;\n« apprendre à apprendre »."),
                expectedResults: try FreeText("Un livret commun, \"prêt\" en juin."),
                proposedClass: try ThemeClassID("autonomie"), orientations: [try ThemeOrientation("travail-personnel")],
                concernsSpecialNeeds: false),
            council: Council(studied: true, withReferent: true), hours: 6, sessions: [.fullDay],
            groups: [
                Group(
                    id: try GroupID("G1"), host: host, establishments: [host, try UAI("0693723X")],
                    teachers: [
                        TeachersWanted(
                            departement: try Departement("69"), firstDegree: try HeadCount(10),
                            secondDegree: try HeadCount(10))
                    ])
            ],
            intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 1),
            wishes: Wishes(
                months: [.november, .january], weekdays: [.tuesday, .thursday],
                impossible: [DateRange(day: try CivilDate("2020-11-05"))]),
            announcesMoreTrainees: false, guaranteesBalance: true)
    }

    /// With everything that a form can have.
    static func full() throws -> ReceivedRequest {
        var request = try Sample.request("ALP-01-0009")
        request.form.origin = .renewal
        request.form.scope = .several
        request.form.earlierAction = try EarlierActionID("ALP-2019-117")
        request.form.territory = try FreeText("=Bassin d'Oyonnax\tet plateau")
        request.form.sessions = [.fullDay, .halfDay]
        request.form.groups.append(
            Group(
                id: try GroupID("plateau"), host: try UAI("0010035H"), establishments: [try UAI("0010035H")],
                teachers: [
                    TeachersWanted(
                        departement: try Departement("01"), firstDegree: try HeadCount(4),
                        secondDegree: try HeadCount(0)),
                    TeachersWanted(
                        departement: try Departement("69"), firstDegree: try HeadCount(0),
                        secondDegree: try HeadCount(6)),
                ]))
        request.form.intervenants.speakers = [
            OutsideSpeaker(
                person: try PersonID("p-7f3a"), organisation: try FreeText("Association ; Lire \"ensemble\""),
                askedBy: .referent(try UAI("0690001B")), hasFees: true)
        ]
        request.form.intervenants.lecturers = [
            Lecturer(person: try PersonID("p-91c0"), university: try FreeText("Lyon 2"), askedThroughPole: false)
        ]
        request.form.wishes.impossible.append(
            try DateRange(try CivilDate("2020-12-07"), try CivilDate("2020-12-11")))
        return request
    }

    static func random(_ number: Int, _ random: inout SeededRandom) throws -> ReceivedRequest {
        var request = try full()
        request.id = try RequestID("R-\(number)")
        request.receivedAt = Instant(
            milliseconds: Int64.random(in: 1_580_000_000_000...1_600_000_000_000, using: &random))
        func some<Element>(_ all: [Element]) -> [Element] { all.filter { _ in Bool.random(using: &random) } }
        var form = request.form
        form.origin = Origin.allCases.randomElement(using: &random) ?? .renewal
        form.scope = Scope.allCases.randomElement(using: &random) ?? .one
        if Bool.random(using: &random) { form.earlierAction = nil }
        form.territory = try text(&random)
        form.contractLink = try text(&random)
        form.theme.title = try text(&random) ?? form.theme.title
        form.theme.objectives = try text(&random) ?? FreeText("")
        form.theme.proposedClass = Bool.random(using: &random) ? nil : form.theme.proposedClass
        form.theme.orientations = some(form.theme.orientations)
        form.pilots = some(form.pilots)
        form.sessions = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            Bool.random(using: &random) ? .fullDay : .halfDay
        }
        form.hours = Int.random(in: 0...99, using: &random)
        form.groups = some(form.groups)
        for index in form.groups.indices {
            // A table has no way to say that a group states no numbers at all.
            let teachers = some(form.groups[index].teachers)
            if !teachers.isEmpty { form.groups[index].teachers = teachers }
        }
        form.intervenants.speakers = some(form.intervenants.speakers)
        form.intervenants.lecturers = some(form.intervenants.lecturers)
        form.wishes = Wishes(
            months: some(Month.allCases), weekdays: some(Weekday.allCases), impossible: some(form.wishes.impossible))
        request.form = form
        return request
    }

    /// Nil, or a text that is hard to write in a table.
    private static func text(_ random: inout SeededRandom) throws -> FreeText? {
        let parts = [
            "é", "œ", "\"", ";", ",", "\n", "\t", " ", "=", "'", "@", "<script>", "🎓", "\u{202E}", "a", "עברית", "\\",
            "’",
        ]
        let count = Int.random(in: 0...12, using: &random)
        let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        return text.isEmpty ? nil : try FreeText(text)
    }
}

/// What a reader makes of a whole file.
func lines(_ format: RequestFormat, _ bytes: some Sequence<UInt8>) throws(UnreadableFile) -> [RequestLine] {
    var reader = RequestReader(format)
    reader.feed(Array(bytes))
    reader.finish()
    var lines: [RequestLine] = []
    while let line = try reader.next() { lines.append(line) }
    return lines
}

extension RequestLine {
    var request: ReceivedRequest? {
        if case .request(let request, _) = self { request } else { nil }
    }

    /// « place : message », or none.
    var faults: [String] {
        if case .broken(let broken) = self { broken.errors.map { "\($0.place) : \($0.message)" } } else { [] }
    }
}
