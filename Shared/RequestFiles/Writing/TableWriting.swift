import Vocabulary

/// A request as cells by column name.
enum TableWriting {
    /// In the order of ``Column/all``, the numbered ones of a number side by side.
    static func names(for requests: [ReceivedRequest]) -> [String] {
        let forms = requests.map(\.form)
        func most(_ count: (RequestForm) -> Int) -> Int { forms.map(count).max() ?? 0 }
        let numbers: [String: Int] = [
            "pilote": max(1, most { $0.pilots.count }), "groupe": max(1, most { $0.groups.count }),
            "intervenant": most { $0.intervenants.speakers.count },
            "universitaire": most { $0.intervenants.lecturers.count },
        ]
        var names: [String] = []
        var written: Set<String> = []
        for column in Column.all {
            guard column.isNumbered else {
                names.append(column.name)
                continue
            }
            let family = String(column.name.prefix { $0 != " " })
            guard written.insert(family).inserted else { continue }
            let columns = Column.all.filter { $0.isNumbered && $0.name.hasPrefix(family + " ") }
            for number in 0..<(numbers[family] ?? 0) { names += columns.map { $0.name(number + 1) } }
        }
        return names
    }

    static func cells(_ request: ReceivedRequest) -> [String: String] {
        let form = request.form
        var cells: [String: String] = [:]
        func set(_ column: Column, _ text: String, at number: Int = 1) { cells[column.name(number)] = text }
        set(.id, request.id.text)
        set(.receivedAt, request.receivedAt.rfc3339)
        set(.origin, word(form.origin, CellWords.origins))
        set(.earlierAction, form.earlierAction?.text ?? "")
        set(.scope, word(form.scope, CellWords.scopes))
        set(.territory, CellText.withApostrophe(form.territory?.text ?? ""))
        set(.contractLink, CellText.withApostrophe(form.contractLink?.text ?? ""))
        set(.commitsOverTime, answer(form.commitsOverTime))
        for (index, pilot) in form.pilots.enumerated() {
            set(.pilot, CellWords.text(pilot.function), at: index + 1)
            set(.pilotAgrees, answer(pilot.agrees), at: index + 1)
        }
        set(.title, CellText.withApostrophe(form.theme.title.text))
        set(.objectives, CellText.withApostrophe(form.theme.objectives.text))
        set(.expectedResults, CellText.withApostrophe(form.theme.expectedResults.text))
        set(.proposedClass, form.theme.proposedClass?.text ?? "")
        set(.orientations, form.theme.orientations.map(\.text).joined(separator: ", "))
        set(.specialNeeds, answer(form.theme.concernsSpecialNeeds))
        set(.studied, answer(form.council.studied))
        set(.withReferent, answer(form.council.withReferent))
        set(.hours, "\(form.hours)")
        set(.sessions, form.sessions.map { word($0, CellWords.lengths) }.joined(separator: ", "))
        for (index, group) in form.groups.enumerated() {
            set(.groupName, group.id.text == "G\(index + 1)" ? "" : group.id.text, at: index + 1)
            set(.groupHost, group.host.text, at: index + 1)
            set(.groupEstablishments, group.establishments.map(\.text).joined(separator: ", "), at: index + 1)
            set(.groupFirstDegree, counts(group, \.firstDegree), at: index + 1)
            set(.groupSecondDegree, counts(group, \.secondDegree), at: index + 1)
        }
        intervenants(form.intervenants) { set($0, $2, at: $1) }
        set(.months, form.wishes.months.map(\.french).joined(separator: ", "))
        set(.weekdays, form.wishes.weekdays.map(\.french).joined(separator: ", "))
        set(.impossible, form.wishes.impossible.map(range).joined(separator: ", "))
        set(.announcesMore, answer(form.announcesMoreTrainees))
        set(.guaranteesBalance, answer(form.guaranteesBalance))
        return cells
    }

    private static func intervenants(_ wanted: IntervenantsWanted, _ set: (Column, Int, String) -> Void) {
        set(.academicTrainers, 1, "\(wanted.academicTrainers)")
        set(.firstDegreeTrainers, 1, "\(wanted.firstDegreeTrainers)")
        for (index, speaker) in wanted.speakers.enumerated() {
            set(.speakerPerson, index + 1, speaker.person.text)
            set(.speakerOrganisation, index + 1, CellText.withApostrophe(speaker.organisation.text))
            set(.speakerAskedBy, index + 1, CellWords.text(speaker.askedBy))
            set(.speakerFees, index + 1, answer(speaker.hasFees))
        }
        for (index, lecturer) in wanted.lecturers.enumerated() {
            set(.lecturerPerson, index + 1, lecturer.person.text)
            set(.lecturerUniversity, index + 1, CellText.withApostrophe(lecturer.university.text))
            set(.lecturerPole, index + 1, answer(lecturer.askedThroughPole))
        }
    }

    private static func answer(_ flag: Bool) -> String { flag ? "oui" : "non" }

    private static func word<Value: Equatable>(_ value: Value, _ words: [(word: String, value: Value)]) -> String {
        words.first { $0.value == value }?.word ?? ""
    }

    private static func counts(_ group: Group, _ degree: KeyPath<TeachersWanted, HeadCount>) -> String {
        if group.teachers.count == 1, let only = group.teachers.first, only.departement == group.host.departement {
            return "\(only[keyPath: degree].number)"
        }
        if group.teachers.isEmpty { return "0" }
        return group.teachers.map { "\($0.departement)=\($0[keyPath: degree].number)" }.joined(separator: ", ")
    }

    private static func range(_ range: DateRange) -> String {
        let (first, last) = (range.first, range.last)
        return first == last ? day(first) : "du \(day(first)) au \(day(last))"
    }

    private static func day(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        return "\(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)/\(year)"
    }
}
