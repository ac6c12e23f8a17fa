import Vocabulary

/// French as the rules' messages write it.
enum French {
    /// « 0 groupe », « 1 groupe », « 2 groupes »: below two is singular.
    static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(number) " + (number < 2 && number > -2 ? singular : plural ?? singular + "s")
    }

    /// « 3 enseignants du premier degré ».
    static func teachers(_ number: Int, _ degree: Degree) -> String {
        "\(count(number, "enseignant")) du \(degree.french)"
    }

    /// « a », « a et b », « a, b et c »; past five, the first four and how many others.
    static func list(_ items: [String], and word: String = "et") -> String {
        let shown = items.count > 5 ? items.prefix(4) + ["\(items.count - 4) autres"] : items[...]
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// « Université Lyon 2 », or the person's identifier where nothing is said of whom they come from.
    static func organisation(_ answer: FreeText, _ person: PersonID) -> String {
        answer.words == 0 ? person.text : ValueError.shown(answer.text)
    }

    /// What an answer without a word is: « est vide » or « ne contient aucun mot (« … ») ».
    static func empty(_ answer: FreeText?) -> String {
        guard let answer, !answer.isEmpty else { return "est vide" }
        return "ne contient aucun mot (« \(ValueError.shown(answer.text)) »)"
    }

    /// « Collège Clément Marot (0691662G) », or the number alone where no file knows it.
    static func name(_ uai: UAI, in places: any Places) -> String {
        places.establishment(uai).map { "\($0.name) (\(uai))" } ?? uai.text
    }

    /// « 69 (Rhône) », or the code alone where the département doesn't take part.
    static func name(_ departement: Departement, in campaign: Campaign) -> String {
        campaign.departements.first { $0.code == departement }.map { "\(departement) (\($0.name))" }
            ?? departement.text
    }

    /// « chef d'établissement, Collège Clément Marot (0691662G) », « IEN, 69-lyon-vaise »; what else stands there as
    /// it is written.
    static func name(_ function: Function, in places: any Places) -> String {
        switch function {
        case .head(let uai): "chef d'établissement, \(name(uai, in: places))"
        case .inspector(let circonscription): "IEN, \(circonscription)"
        case .referent(let uai): "IA-IPR référent, \(name(uai, in: places))"
        default: function.text
        }
    }

    /// « 26 », « 25,3 »: to the tenth above, so that what is farther than a limit never reads as the limit.
    static func kilometres(_ number: Double) -> String {
        let tenths = Int((min(max(number, 0), 100_000) * 10).rounded(.up))
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10),\(tenths % 10)"
    }
}

extension RuleID {
    /// A breach of this rule.
    func breach(_ severity: Severity, at place: String, _ message: String, remedy: String) -> Breach {
        Breach(rule: self, severity: severity, place: place, message: message, remedy: remedy)
    }
}
