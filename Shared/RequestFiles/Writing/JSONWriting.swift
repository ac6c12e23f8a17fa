import Vocabulary

/// JSON with its keys in the order of the form.
struct JSONWriting {
    private(set) var text = ""

    mutating func request(_ request: ReceivedRequest) {
        object([
            ("id", { $0.quote(request.id.text) }), ("receivedAt", { $0.quote(request.receivedAt.rfc3339) }),
            ("form", { $0.form(request.form) }),
        ])
    }

    private mutating func form(_ form: RequestForm) {
        object([
            ("origin", { $0.quote(form.origin.rawValue) }),
            ("earlierAction", form.earlierAction.map { id in { $0.quote(id.text) } }),
            ("scope", { $0.quote(form.scope.rawValue) }),
            ("territory", form.territory.map { text in { $0.quote(text.text) } }),
            ("contractLink", form.contractLink.map { text in { $0.quote(text.text) } }),
            ("commitsOverTime", { $0.flag(form.commitsOverTime) }),
            ("pilots", { $0.list(form.pilots) { $0.pilot($1) } }),
            ("theme", { $0.theme(form.theme) }),
            ("council", { $0.council(form.council) }),
            ("hours", { $0.number(form.hours) }),
            ("sessions", { $0.list(form.sessions) { $0.quote($1.rawValue) } }),
            ("groups", { $0.list(form.groups) { $0.group($1) } }),
            ("intervenants", { $0.intervenants(form.intervenants) }),
            ("wishes", { $0.wishes(form.wishes) }),
            ("announcesMoreTrainees", { $0.flag(form.announcesMoreTrainees) }),
            ("guaranteesBalance", { $0.flag(form.guaranteesBalance) }),
        ])
    }

    private mutating func pilot(_ pilot: Pilot) {
        object([("function", { $0.quote(pilot.function.text) }), ("agrees", { $0.flag(pilot.agrees) })])
    }

    private mutating func theme(_ theme: Theme) {
        object([
            ("title", { $0.quote(theme.title.text) }), ("objectives", { $0.quote(theme.objectives.text) }),
            ("expectedResults", { $0.quote(theme.expectedResults.text) }),
            ("proposedClass", theme.proposedClass.map { id in { $0.quote(id.text) } }),
            ("orientations", { $0.list(theme.orientations) { $0.quote($1.text) } }),
            ("concernsSpecialNeeds", { $0.flag(theme.concernsSpecialNeeds) }),
        ])
    }

    private mutating func council(_ council: Council) {
        object([("studied", { $0.flag(council.studied) }), ("withReferent", { $0.flag(council.withReferent) })])
    }

    private mutating func group(_ group: Group) {
        object([
            ("id", { $0.quote(group.id.text) }), ("host", { $0.quote(group.host.text) }),
            ("establishments", { $0.list(group.establishments) { $0.quote($1.text) } }),
            ("teachers", { $0.list(group.teachers) { $0.teachers($1) } }),
        ])
    }

    private mutating func teachers(_ teachers: TeachersWanted) {
        object([
            ("departement", { $0.quote(teachers.departement.text) }),
            ("firstDegree", { $0.number(teachers.firstDegree.number) }),
            ("secondDegree", { $0.number(teachers.secondDegree.number) }),
        ])
    }

    private mutating func intervenants(_ wanted: IntervenantsWanted) {
        object([
            ("academicTrainers", { $0.number(wanted.academicTrainers) }),
            ("firstDegreeTrainers", { $0.number(wanted.firstDegreeTrainers) }),
            ("speakers", { $0.list(wanted.speakers) { $0.speaker($1) } }),
            ("lecturers", { $0.list(wanted.lecturers) { $0.lecturer($1) } }),
        ])
    }

    private mutating func speaker(_ speaker: OutsideSpeaker) {
        object([
            ("person", { $0.quote(speaker.person.text) }), ("organisation", { $0.quote(speaker.organisation.text) }),
            ("askedBy", { $0.quote(speaker.askedBy.text) }), ("hasFees", { $0.flag(speaker.hasFees) }),
        ])
    }

    private mutating func lecturer(_ lecturer: Lecturer) {
        object([
            ("person", { $0.quote(lecturer.person.text) }), ("university", { $0.quote(lecturer.university.text) }),
            ("askedThroughPole", { $0.flag(lecturer.askedThroughPole) }),
        ])
    }

    private mutating func wishes(_ wishes: Wishes) {
        object([
            ("months", { $0.list(wishes.months) { $0.number($1.rawValue) } }),
            ("weekdays", { $0.list(wishes.weekdays) { $0.number($1.rawValue) } }),
            ("impossible", { $0.list(wishes.impossible) { $0.range($1) } }),
        ])
    }

    private mutating func range(_ range: DateRange) {
        object([("first", { $0.quote(range.first.text) }), ("last", { $0.quote(range.last.text) })])
    }

    private mutating func object(_ members: [(String, ((inout JSONWriting) -> Void)?)]) {
        text += "{"
        var isFirst = true
        for case (let key, let write?) in members {
            if !isFirst { text += "," }
            isFirst = false
            quote(key)
            text += ":"
            write(&self)
        }
        text += "}"
    }

    private mutating func list<Element>(_ elements: [Element], _ write: (inout JSONWriting, Element) -> Void) {
        text += "["
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            write(&self, element)
        }
        text += "]"
    }

    private mutating func number(_ number: Int) { text += "\(number)" }

    private mutating func flag(_ flag: Bool) { text += flag ? "true" : "false" }

    /// RFC 8259, section 7.
    private mutating func quote(_ value: String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar == "\u{2028}" || scalar == "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
