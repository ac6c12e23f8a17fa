import Vocabulary

/// A request from one line of JSON Lines.
enum JSONRequest {
    /// Nil for a line without anything on it. - Parameter isCut: no newline stands behind it.
    static func read(_ bytes: ArraySlice<UInt8>, line: Int, isCut: Bool) -> RequestLine? {
        var bytes = bytes
        if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return nil }
        let faults = Faults()
        do throws(JSONFault) {
            let (id, request) = request(try JSONText.read(bytes), faults)
            if let request, faults.errors.isEmpty { return .request(request, line: line) }
            return .broken(BrokenLine(line: line, id: id, errors: faults.errors))
        } catch {
            let column = String(decoding: bytes.prefix(error.offset), as: UTF8.self).unicodeScalars.count + 1
            let cut =
                isCut && error.offset >= bytes.count ? " ; c'est la dernière ligne : le fichier semble tronqué" : ""
            let fault = FieldError(place: "", message: "JSON incorrect, caractère \(column) : \(error.reason)\(cut)")
            return .broken(BrokenLine(line: line, id: nil, errors: [fault]))
        }
    }

    /// Every key that a reader of `bytes`, one whole request, asks for.
    static func keys(askedFor bytes: [UInt8]) throws(JSONFault) -> Set<String> {
        let faults = Faults(keepsAsked: true)
        _ = request(try JSONText.read(bytes[...]), faults)
        return faults.asked
    }

    private static func request(_ node: JSONNode, _ faults: Faults) -> (RequestID?, ReceivedRequest?) {
        guard let object = JSONObject(node, path: "", known: ["id", "receivedAt", "form"], faults: faults) else {
            return (nil, nil)
        }
        let id: RequestID? = object.value("id")
        let receivedAt = object.text("receivedAt").flatMap { text in
            faults.value("receivedAt") { () throws(ValueError) in try DateWords.instant(text) }
        }
        let form = object.needed("form").flatMap { JSONForm(faults).form($0) }
        guard let id, let receivedAt, let form else { return (id, nil) }
        return (id, ReceivedRequest(id: id, receivedAt: receivedAt, form: form))
    }
}

/// The form, its keys relative to it: `groups[0].host`.
private struct JSONForm {
    private let faults: Faults

    init(_ faults: Faults) { self.faults = faults }

    private func object(_ node: JSONNode, _ path: String, _ known: [String]) -> JSONObject? {
        JSONObject(node, path: path, known: known, faults: faults)
    }

    func form(_ node: JSONNode) -> RequestForm? {
        let known = [
            "origin", "earlierAction", "scope", "territory", "contractLink", "commitsOverTime", "pilots", "theme",
            "council", "hours", "sessions", "groups", "intervenants", "wishes", "announcesMoreTrainees",
            "guaranteesBalance",
        ]
        guard let form = object(node, "", known) else { return nil }
        let origin: Origin? = form.word("origin")
        let earlierAction: EarlierActionID? = form.optionalValue("earlierAction")
        let scope: Scope? = form.word("scope")
        let territory: FreeText? = form.optionalValue("territory")
        let contractLink: FreeText? = form.optionalValue("contractLink")
        let commitsOverTime = form.flag("commitsOverTime")
        let pilots = form.list("pilots", atMost: ListLimit.pilots, pilot)
        let theme = theme(form)
        let council = council(form)
        let hours = form.number("hours", 0...99)
        let sessions: [SessionLength] = form.words("sessions", atMost: ListLimit.sessions)
        let groups = form.list("groups", atMost: ListLimit.groups, group)
        let intervenants = intervenants(form)
        let wishes = form.optional("wishes").map(wishes) ?? Wishes()
        let announcesMoreTrainees = form.flag("announcesMoreTrainees")
        let guaranteesBalance = form.flag("guaranteesBalance")
        guard let origin, let scope, let commitsOverTime, let theme, let council, let hours, let intervenants,
            let announcesMoreTrainees, let guaranteesBalance
        else { return nil }
        return RequestForm(
            origin: origin, earlierAction: earlierAction, scope: scope, territory: territory,
            contractLink: contractLink, commitsOverTime: commitsOverTime, pilots: pilots, theme: theme,
            council: council, hours: hours, sessions: sessions, groups: groups, intervenants: intervenants,
            wishes: wishes, announcesMoreTrainees: announcesMoreTrainees, guaranteesBalance: guaranteesBalance)
    }

    private func pilot(_ node: JSONNode, _ path: String) -> Pilot? {
        guard let pilot = object(node, path, ["function", "agrees"]) else { return nil }
        let function: Function? = pilot.value("function")
        let agrees = pilot.flag("agrees")
        guard let function, let agrees else { return nil }
        return Pilot(function: function, agrees: agrees)
    }

    private func theme(_ form: JSONObject) -> Theme? {
        let known = [
            "title", "objectives", "expectedResults", "proposedClass", "orientations", "concernsSpecialNeeds",
        ]
        guard let theme = form.object("theme", known: known) else { return nil }
        let title: FreeText? = theme.value("title")
        let objectives: FreeText? = theme.value("objectives")
        let expectedResults: FreeText? = theme.value("expectedResults")
        let proposedClass: ThemeClassID? = theme.optionalValue("proposedClass")
        let orientations: [ThemeOrientation] = theme.values("orientations", atMost: ListLimit.orientations)
        let concernsSpecialNeeds = theme.flag("concernsSpecialNeeds")
        guard let title, let objectives, let expectedResults, let concernsSpecialNeeds else { return nil }
        return Theme(
            title: title, objectives: objectives, expectedResults: expectedResults, proposedClass: proposedClass,
            orientations: orientations, concernsSpecialNeeds: concernsSpecialNeeds)
    }

    private func council(_ form: JSONObject) -> Council? {
        guard let council = form.object("council", known: ["studied", "withReferent"]) else { return nil }
        let studied = council.flag("studied")
        let withReferent = council.flag("withReferent")
        guard let studied, let withReferent else { return nil }
        return Council(studied: studied, withReferent: withReferent)
    }

    private func group(_ node: JSONNode, _ path: String) -> Group? {
        guard let group = object(node, path, ["id", "host", "establishments", "teachers"]) else { return nil }
        let id: GroupID? = group.value("id")
        let host: UAI? = group.value("host")
        let establishments: [UAI] = group.values("establishments", atMost: ListLimit.establishments)
        let teachers = group.list("teachers", atMost: ListLimit.departements, teachers)
        for (index, wanted) in teachers.enumerated()
        where teachers[..<index].contains(where: { $0.departement == wanted.departement }) {
            faults.add(
                group.place("teachers"),
                "le département « \(wanted.departement) » est écrit deux fois : on attend un objet par département")
        }
        guard let id, let host else { return nil }
        return Group(id: id, host: host, establishments: establishments, teachers: teachers)
    }

    private func teachers(_ node: JSONNode, _ path: String) -> TeachersWanted? {
        guard let teachers = object(node, path, ["departement", "firstDegree", "secondDegree"]) else { return nil }
        let departement: Departement? = teachers.value("departement")
        let first = teachers.number("firstDegree", HeadCount.allowed).flatMap { try? HeadCount($0) }
        let second = teachers.number("secondDegree", HeadCount.allowed).flatMap { try? HeadCount($0) }
        guard let departement, let first, let second else { return nil }
        return TeachersWanted(departement: departement, firstDegree: first, secondDegree: second)
    }

    private func intervenants(_ form: JSONObject) -> IntervenantsWanted? {
        let known = ["academicTrainers", "firstDegreeTrainers", "speakers", "lecturers"]
        guard let wanted = form.object("intervenants", known: known) else { return nil }
        let academic = wanted.number("academicTrainers", 0...9)
        let firstDegree = wanted.number("firstDegreeTrainers", 0...9)
        let speakers = wanted.list("speakers", isNeeded: false, atMost: ListLimit.intervenants, speaker)
        let lecturers = wanted.list("lecturers", isNeeded: false, atMost: ListLimit.intervenants, lecturer)
        guard let academic, let firstDegree else { return nil }
        return IntervenantsWanted(
            academicTrainers: academic, firstDegreeTrainers: firstDegree, speakers: speakers, lecturers: lecturers)
    }

    private func speaker(_ node: JSONNode, _ path: String) -> OutsideSpeaker? {
        guard let speaker = object(node, path, ["person", "organisation", "askedBy", "hasFees"]) else { return nil }
        let person: PersonID? = speaker.value("person")
        let organisation: FreeText? = speaker.value("organisation")
        let askedBy: Function? = speaker.value("askedBy")
        let hasFees = speaker.flag("hasFees")
        guard let person, let organisation, let askedBy, let hasFees else { return nil }
        return OutsideSpeaker(person: person, organisation: organisation, askedBy: askedBy, hasFees: hasFees)
    }

    private func lecturer(_ node: JSONNode, _ path: String) -> Lecturer? {
        guard let lecturer = object(node, path, ["person", "university", "askedThroughPole"]) else { return nil }
        let person: PersonID? = lecturer.value("person")
        let university: FreeText? = lecturer.value("university")
        let askedThroughPole = lecturer.flag("askedThroughPole")
        guard let person, let university, let askedThroughPole else { return nil }
        return Lecturer(person: person, university: university, askedThroughPole: askedThroughPole)
    }

    private func wishes(_ node: JSONNode) -> Wishes {
        guard let wishes = object(node, "wishes", ["months", "weekdays", "impossible"]) else { return Wishes() }
        return Wishes(
            months: wishes.numbers("months", atMost: ListLimit.months),
            weekdays: wishes.numbers("weekdays", atMost: ListLimit.weekdays),
            impossible: wishes.list("impossible", isNeeded: false, atMost: ListLimit.ranges, range))
    }

    private func range(_ node: JSONNode, _ path: String) -> DateRange? {
        guard let range = object(node, path, ["first", "last"]) else { return nil }
        let first: CivilDate? = range.value("first")
        let last: CivilDate? = range.value("last")
        guard let first, let last else { return nil }
        return faults.value(path) { () throws(ValueError) in try DateRange(first, last) }
    }
}
