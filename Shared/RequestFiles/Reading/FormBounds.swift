package import Vocabulary

/// How long a form's lists may be, by whatever way it comes: far beyond what the rules let pass, so that no form makes
/// a record that is too large to be published, and waits in its key for ever.
package enum FormBounds {
    package struct Fault: Hashable, Sendable {
        /// Its JSON path in the form.
        package let field: String
        /// French, with what to do.
        package let message: String
    }

    package static func faults(in form: RequestForm) -> [Fault] {
        func judge(_ field: String, _ count: Int, _ most: Int) -> Fault? {
            guard count > most else { return nil }
            return Fault(field: field, message: "Il y en a \(count), au plus \(most) : faites plusieurs demandes.")
        }
        let whole = [
            judge("pilots", form.pilots.count, ListLimit.pilots),
            judge("groups", form.groups.count, ListLimit.groups),
            judge("sessions", form.sessions.count, ListLimit.sessions),
            judge("theme.orientations", form.theme.orientations.count, ListLimit.orientations),
            judge("intervenants.speakers", form.intervenants.speakers.count, ListLimit.intervenants),
            judge("intervenants.lecturers", form.intervenants.lecturers.count, ListLimit.intervenants),
            judge("wishes.months", form.wishes.months.count, ListLimit.months),
            judge("wishes.weekdays", form.wishes.weekdays.count, ListLimit.weekdays),
            judge("wishes.impossible", form.wishes.impossible.count, ListLimit.ranges),
        ]
        // Where there are too many groups, each needn't be told as well.
        let groups = form.groups.prefix(ListLimit.groups).enumerated().flatMap { index, group in
            [
                judge("groups[\(index)].establishments", group.establishments.count, ListLimit.establishments),
                judge("groups[\(index)].teachers", group.teachers.count, ListLimit.departements),
            ]
        }
        return (whole + groups).compactMap(\.self)
    }
}
