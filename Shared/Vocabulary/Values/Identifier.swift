/// A name given by us or by a file, opaque: 1 to 64 letters, digits, `.`, `_` and `-`, the first a letter or digit.
package protocol Identifier: TextValue {
    /// With its article, in French: « un numéro de demande ».
    static var kind: String { get }
    /// What is expected, a clause in French.
    static var expected: String { get }
    /// Takes a text that was judged.
    init(judged text: String)
}

extension Identifier {
    package static var expected: String { form }
    /// What every identifier looks like.
    package static var form: String { "1 à 64 lettres sans accent, chiffres, points ou tirets" }
    package static var pattern: String { "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }

    package init(_ text: String) throws(ValueError) {
        let bytes = text.utf8
        func isLetterOrDigit(_ byte: UInt8) -> Bool {
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        }
        guard let first = bytes.first, isLetterOrDigit(first), bytes.count <= 64,
            bytes.allSatisfy({ isLetterOrDigit($0) || $0 == 45 || $0 == 46 || $0 == 95 })
        else {
            throw ValueError(kind: Self.kind, value: text, expected: Self.expected)
        }
        self.init(judged: text)
    }
}

/// One request, for its whole life: the key of most topics.
package struct RequestID: Identifier {
    package static let kind = "un numéro de demande"
    package static let example = "ALP-69-0042"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A person, opaque everywhere but in the directory, rosters and feed-people.
package struct PersonID: Identifier {
    package static let kind = "un identifiant de personne"
    package static let example = "p-7f3a"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A trainer as a function: whoever holds it may change.
package struct TrainerID: Identifier {
    package static let kind = "un identifiant de formateur"
    package static let example = "F012"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A class of themes of the campaign's list, by which trainers are chosen (H4).
package struct ThemeClassID: Identifier {
    package static let kind = "l'identifiant d'une classe de thème"
    package static var expected: String { "un id de rules.H4.classes de la campagne (campaign.yaml, H4) : \(form)" }
    package static let example = "ecole-inclusive"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A campaign: an académie and a school year.
package struct CampaignID: Identifier {
    package static let kind = "un identifiant de campagne"
    package static let example = "lyon-2020-2021"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// An action of the year before, which a renewal carries on (F2).
package struct EarlierActionID: Identifier {
    package static let kind = "un numéro d'action de l'année précédente"
    package static let example = "ALP-2019-117"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A group of trainees within a request (P4): unique within it.
package struct GroupID: Identifier {
    package static let kind = "un nom de groupe"
    package static let example = "G1"
    package let text: String
    package init(judged text: String) { self.text = text }
}
