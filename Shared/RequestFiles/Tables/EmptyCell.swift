/// What an empty cell of a column is taken for.
package enum EmptyCell: String, Hashable, Sendable {
    /// A fault.
    case isFault = "non"
    /// No answer, which the form allows.
    case isNone = "oui"
    /// An empty answer, for the rules to judge.
    case isJudged = "oui, mais les règles la jugent"
    /// A fault too, but where all the cells of its number are empty: then there is no such pilot, group or intervenant.
    case isUnused = "si N ne sert pas"
}

extension Column {
    package var empty: EmptyCell {
        switch self {
        case .earlierAction, .territory, .contractLink, .proposedClass, .orientations, .groupName, .months, .weekdays,
            .impossible:
            .isNone
        case .title, .objectives, .expectedResults, .sessions, .groupEstablishments, .speakerOrganisation,
            .lecturerUniversity:
            .isJudged
        default: isNumbered ? .isUnused : .isFault
        }
    }
}
