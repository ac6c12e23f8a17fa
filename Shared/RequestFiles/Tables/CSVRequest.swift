import Vocabulary

/// A request from one row of a table.
struct CSVRequest {
    private let cells: Cells
    private var faults: Faults { cells.faults }

    static func read(_ cells: [String], line: Int, _ plan: ColumnPlan) -> RequestLine {
        let faults = Faults()
        let row = CSVRequest(cells: Cells(cells, plan, faults))
        let id = row.cells.value(.id) { text throws(ValueError) in try RequestID(text) }
        let receivedAt = row.cells.value(.receivedAt, DateWords.instant)
        let form = row.form()
        if let id, let receivedAt, let form, faults.errors.isEmpty {
            return .request(ReceivedRequest(id: id, receivedAt: receivedAt, form: form), line: line)
        }
        return .broken(BrokenLine(line: line, id: id, errors: faults.errors))
    }

    private func flag(_ column: Column, at number: Int = 1) -> Bool? { cells.value(column, at: number, CellWords.flag) }

    private func form() -> RequestForm? {
        let origin = cells.value(.origin) { text throws(ValueError) in
            try CellWords.read(text, CellWords.origins, kind: "une origine", shown: 2)
        }
        let earlierAction = cells.optional(.earlierAction) { text throws(ValueError) in try EarlierActionID(text) }
        let scope = cells.value(.scope) { text throws(ValueError) in
            try CellWords.read(text, CellWords.scopes, kind: "une portée", shown: 2)
        }
        let territory = cells.optionalFreeText(.territory)
        let contractLink = cells.optionalFreeText(.contractLink)
        let commitsOverTime = flag(.commitsOverTime)
        let pilots = cells.numbers([.pilot, .pilotAgrees]).compactMap(pilot)
        let theme = theme()
        let studied = flag(.studied)
        let withReferent = flag(.withReferent)
        let hours = cells.value(.hours, CellWords.number(0...99))
        let sessions = cells.list(.sessions, separators: ",;+", atMost: ListLimit.sessions, CellWords.sessions)
        let groups = cells.numbers([
            .groupName, .groupHost, .groupEstablishments, .groupFirstDegree, .groupSecondDegree,
        ]).compactMap(group)
        let intervenants = intervenants()
        let wishes = wishes()
        let announcesMore = flag(.announcesMore)
        let guaranteesBalance = flag(.guaranteesBalance)
        guard let origin, let scope, let commitsOverTime, let theme, let studied, let withReferent, let hours,
            let intervenants, let announcesMore, let guaranteesBalance
        else { return nil }
        return RequestForm(
            origin: origin, earlierAction: earlierAction, scope: scope, territory: territory,
            contractLink: contractLink, commitsOverTime: commitsOverTime, pilots: pilots, theme: theme,
            council: Council(studied: studied, withReferent: withReferent), hours: hours,
            sessions: sessions.flatMap(\.self), groups: groups, intervenants: intervenants, wishes: wishes,
            announcesMoreTrainees: announcesMore, guaranteesBalance: guaranteesBalance)
    }

    private func pilot(_ number: Int) -> Pilot? {
        let function = cells.value(.pilot, at: number) { text throws(ValueError) in
            try CellWords.function(text, shown: 2)
        }
        let agrees = flag(.pilotAgrees, at: number)
        guard let function, let agrees else { return nil }
        return Pilot(function: function, agrees: agrees)
    }

    private func theme() -> Theme? {
        let title = cells.freeText(.title)
        let objectives = cells.freeText(.objectives)
        let expectedResults = cells.freeText(.expectedResults)
        let proposedClass = cells.optional(.proposedClass) { text throws(ValueError) in try ThemeClassID(text) }
        let orientations = cells.list(.orientations, atMost: ListLimit.orientations) { text throws(ValueError) in
            try ThemeOrientation(text)
        }
        let specialNeeds = flag(.specialNeeds)
        guard let title, let objectives, let expectedResults, let specialNeeds else { return nil }
        return Theme(
            title: title, objectives: objectives, expectedResults: expectedResults, proposedClass: proposedClass,
            orientations: orientations, concernsSpecialNeeds: specialNeeds)
    }

    private func group(_ number: Int) -> Group? {
        let name = cells.cell(.groupName, at: number)
        let id = faults.value(Column.groupName.name(number)) { () throws(ValueError) in
            try GroupID(name.isEmpty ? "G\(number)" : name)
        }
        let host = cells.value(.groupHost, at: number, CellWords.uai)
        let establishments = cells.list(
            .groupEstablishments, at: number, separators: ",;/+ \t\u{A0}", atMost: ListLimit.establishments,
            CellWords.uai)
        let teachers = teachers(number, host)
        guard let id, let host, let teachers else { return nil }
        return Group(id: id, host: host, establishments: establishments, teachers: teachers)
    }

    /// One entry a département, in the order of the cells; where one cell leaves a département out, it counts nobody
    /// there. An empty cell is a fault: a number that someone forgot must not be judged as none.
    private func teachers(_ number: Int, _ host: UAI?) -> [TeachersWanted]? {
        func counts(_ column: Column) -> [(Departement, HeadCount)]? {
            let text = cells.cell(column, at: number)
            guard !text.isEmpty else {
                faults.add(
                    column.name(number),
                    "la cellule est vide : on attend \(column.accepted) ; écrivez 0 s'il n'y en a pas")
                return nil
            }
            // A host that couldn't be read is a fault already; its département can't be told.
            if host == nil, Int(text) != nil { return nil }
            return faults.value(column.name(number)) { () throws(ValueError) in
                try CellWords.counts(text, host: host)
            }
        }
        let first = counts(.groupFirstDegree)
        let second = counts(.groupSecondDegree)
        guard let first, let second, let nobody = try? HeadCount(0) else { return nil }
        for (column, counts) in [(Column.groupFirstDegree, first), (.groupSecondDegree, second)]
        where Set(counts.map(\.0)).count < counts.count {
            faults.add(column.name(number), "un département est écrit deux fois : on attend un nombre par département")
            return nil
        }
        var wanted: [TeachersWanted] = []
        for departement in first.map(\.0) + second.map(\.0)
        where !wanted.contains(where: { $0.departement == departement }) {
            wanted.append(
                TeachersWanted(
                    departement: departement, firstDegree: first.first { $0.0 == departement }?.1 ?? nobody,
                    secondDegree: second.first { $0.0 == departement }?.1 ?? nobody))
        }
        return wanted
    }

    private func intervenants() -> IntervenantsWanted? {
        let academic = cells.value(.academicTrainers, CellWords.number(0...9))
        let firstDegree = cells.value(.firstDegreeTrainers, CellWords.number(0...9))
        let speakers = cells.numbers([.speakerPerson, .speakerOrganisation, .speakerAskedBy, .speakerFees])
            .compactMap(speaker)
        let lecturers = cells.numbers([.lecturerPerson, .lecturerUniversity, .lecturerPole]).compactMap(lecturer)
        guard let academic, let firstDegree else { return nil }
        return IntervenantsWanted(
            academicTrainers: academic, firstDegreeTrainers: firstDegree, speakers: speakers, lecturers: lecturers)
    }

    private func speaker(_ number: Int) -> OutsideSpeaker? {
        let person = cells.value(.speakerPerson, at: number) { text throws(ValueError) in try PersonID(text) }
        let organisation = cells.freeText(.speakerOrganisation, at: number)
        let askedBy = cells.value(.speakerAskedBy, at: number) { text throws(ValueError) in
            try CellWords.function(text, shown: 3)
        }
        let hasFees = flag(.speakerFees, at: number)
        guard let person, let organisation, let askedBy, let hasFees else { return nil }
        return OutsideSpeaker(person: person, organisation: organisation, askedBy: askedBy, hasFees: hasFees)
    }

    private func lecturer(_ number: Int) -> Lecturer? {
        let person = cells.value(.lecturerPerson, at: number) { text throws(ValueError) in try PersonID(text) }
        let university = cells.freeText(.lecturerUniversity, at: number)
        let pole = flag(.lecturerPole, at: number)
        guard let person, let university, let pole else { return nil }
        return Lecturer(person: person, university: university, askedThroughPole: pole)
    }

    private func wishes() -> Wishes {
        Wishes(
            months: cells.list(.months, atMost: ListLimit.months) { text throws(ValueError) in
                try CellWords.read(text, CellWords.months, kind: "un mois")
            },
            weekdays: cells.list(.weekdays, atMost: ListLimit.weekdays) { text throws(ValueError) in
                try CellWords.read(text, CellWords.weekdays, kind: "un jour")
            },
            impossible: cells.list(.impossible, atMost: ListLimit.ranges, DateWords.range))
    }
}
