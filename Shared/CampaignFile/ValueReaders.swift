import Vocabulary
import Yams

extension ValueReader {
    /// From the text of a scalar; `read` throws what is wrong with it.
    static func scalar(_ placeholder: Value, _ read: @escaping (String) throws(ValueError) -> Value) -> Self {
        Self(placeholder: placeholder) { node, path, problems in
            guard case .scalar(let scalar) = node else {
                problems.add(line: node.mark?.line, key: path, "on attend une seule valeur, pas une liste ni des clés")
                return nil
            }
            // What YAML reads as nothing, and would otherwise pass for the word « null ».
            guard scalar.style != .plain || !["", "~", "null", "Null", "NULL"].contains(scalar.string) else {
                problems.add(line: scalar.mark?.line, key: path, "la valeur est vide ; écrivez-la")
                return nil
            }
            do throws(ValueError) {
                return try read(scalar.string)
            } catch {
                problems.add(line: scalar.mark?.line, key: path, error.sentence)
                return nil
            }
        }
    }

    /// A list of at least one, none of them twice.
    static func list<Element>(_ what: String, _ element: ValueReader<Element>) -> Self
    where Value == [Element], Element: Hashable {
        lists(what, element) { elements, first in
            Set(elements).count == elements.count ? nil : "\(what) : une valeur est écrite deux fois"
        }
    }

    /// A list of at least one. - Parameter fault: what is wrong with the whole, if anything.
    static func lists<Element>(
        _ what: String, _ element: ValueReader<Element>, fault: @escaping ([Element], String) -> String?
    ) -> Self where Value == [Element] {
        Self(placeholder: []) { node, path, problems in
            guard case .sequence(let nodes) = node else {
                problems.add(line: node.mark?.line, key: path, "on attend une liste de \(what)")
                return nil
            }
            guard !nodes.isEmpty else {
                problems.add(line: node.mark?.line, key: path, "la liste est vide ; on attend au moins une valeur")
                return nil
            }
            let values = nodes.enumerated().map { index, node in
                problems.ask("\(path)[\(index)]")
                problems.found("\(path)[\(index)]", at: node.mark?.line)
                return element.read(node, "\(path)[\(index)]", problems)
            }
            let read = values.compactMap(\.self)
            guard read.count == values.count else { return nil }
            if let fault = fault(read, path) {
                problems.add(line: node.mark?.line, key: path, fault)
                return nil
            }
            return read
        }
    }

    /// A mapping of its own keys.
    static func mapping(_ placeholder: Value, _ read: @escaping (Section) -> Value) -> Self {
        Self(placeholder: placeholder) { node, path, problems in
            Section(node, path: path, problems: problems)?.whole(read)
        }
    }
}

extension ValueReader where Value == String {
    /// One line that isn't empty, without control characters.
    static var text: Self {
        scalar("") { text throws(ValueError) in
            let read = try FreeText(text)
            guard !read.isEmpty, text.unicodeScalars.count <= 500 else {
                throw ValueError(kind: "un texte", value: text, expected: "un texte de 1 à 500 caractères")
            }
            return text
        }
    }

    /// Where a number comes from: « cahier § 3 » or « lecture », a remark may follow.
    static var source: Self {
        scalar("") { text throws(ValueError) in
            guard text.wholeMatch(of: /(cahier § [0-9].*|lecture( .*)?)/) != nil, text.utf8.count <= 300 else {
                throw ValueError(
                    kind: "une source", value: text,
                    expected: "« cahier § » et le numéro de la partie, ou « lecture » pour ce que le cahier ne dit pas")
            }
            return text
        }
    }

    /// As letters say it in a sentence.
    static var academie: Self {
        scalar("") { string throws(ValueError) in
            guard string.wholeMatch(of: /(académie|vice-rectorat) \S.*/) != nil, string.utf8.count <= 500,
                string.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
            else {
                throw ValueError(
                    kind: "un nom d'académie", value: string,
                    expected: "le nom tel qu'il vient dans une phrase, « académie de Lyon »")
            }
            return string
        }
    }

    /// It stands in the head of a mail as it is.
    static var address: Self {
        scalar("") { text throws(ValueError) in
            do throws(ValueError) { return try MailAddress(text).text } catch {
                throw ValueError(
                    kind: "une adresse de courriel", value: text,
                    expected: "l'adresse d'un service, sans espace et avec un seul @ (dfie@example.org)")
            }
        }
    }

    static var zone: Self {
        scalar("") { text throws(ValueError) in
            guard ["A", "B", "C"].contains(text) else {
                throw ValueError(kind: "une zone de vacances", value: text, expected: "A, B ou C")
            }
            return text
        }
    }
}

extension ValueReader where Value == Int {
    static func number(_ allowed: ClosedRange<Int>) -> Self {
        let plain = Self.scalar(allowed.lowerBound) { text throws(ValueError) in
            guard let number = Int(text), String(number) == text, allowed.contains(number) else {
                throw ValueError(
                    kind: "un nombre admis ici", value: text,
                    expected: "un nombre entier de \(allowed.lowerBound) à \(allowed.upperBound)")
            }
            return number
        }
        return Self(placeholder: plain.placeholder) { node, path, problems in
            if case .scalar(let scalar) = node, scalar.style != .plain, scalar.style != .any {
                problems.add(
                    line: scalar.mark?.line, key: path,
                    "« \(ValueError.shown(scalar.string)) » est un texte : un nombre s'écrit sans guillemets")
                return nil
            }
            return plain.read(node, path, problems)
        }
    }
}

extension ValueReader where Value == Bool {
    static var flag: Self {
        scalar(false) { text throws(ValueError) in
            switch text {
            case "oui", "true": return true
            case "non", "false": return false
            default: throw ValueError(kind: "une réponse", value: text, expected: "oui ou non")
            }
        }
    }
}

extension ValueReader where Value == CivilDate {
    static var date: Self { scalar(.first, CivilDate.init) }
}

extension ValueReader where Value == DateRange {
    /// `{first: …, last: …}`, both in.
    static var range: Self {
        Self(placeholder: DateRange(day: .first)) { node, path, problems in
            guard let section = Section(node, path: path, problems: problems) else { return nil }
            let before = problems.errors.count
            let (first, last) = section.whole { ($0.value("first", .date), $0.value("last", .date)) }
            guard problems.errors.count == before else { return nil }
            do throws(ValueError) {
                return try DateRange(first, last)
            } catch {
                problems.add(
                    line: node.mark?.line, key: path,
                    "la fin, le \(last.french), précède le début, le \(first.french) ; échangez-les ou corrigez-les")
                return nil
            }
        }
    }
}

extension ValueReader where Value == Weekday {
    /// « lundi ».
    static var weekday: Self { scalar(.monday, weekday(named:)) }

    static func weekday(named text: String) throws(ValueError) -> Weekday {
        guard let day = Weekday.allCases.first(where: { $0.french == text }) else {
            throw ValueError(kind: "un jour", value: text, expected: "un jour de la semaine, de lundi à dimanche")
        }
        return day
    }
}

extension ValueReader where Value == [WeeklyHalfDay] {
    /// « mercredi matin », or « mardi » for both halves.
    static var halfDays: Self {
        let day = ValueReader<[WeeklyHalfDay]>.scalar([]) { text throws(ValueError) in
            let words = text.split(separator: " ").map(String.init)
            let halves = Half.allCases.filter { words.count == 1 || words.dropFirst().first == $0.french }
            guard (1...2).contains(words.count), !halves.isEmpty else {
                throw ValueError(
                    kind: "une demi-journée de la semaine", value: text,
                    expected: "un jour (mardi), ou un jour et matin ou après-midi (mercredi matin)")
            }
            let weekday = try ValueReader<Weekday>.weekday(named: words[0])
            return halves.map { WeeklyHalfDay(weekday, $0) }
        }
        let days = ValueReader<[[WeeklyHalfDay]]>.lists("demi-journées", day) { lists, _ in
            let all = lists.flatMap(\.self)
            return Set(all).count == all.count ? nil : "une demi-journée est écrite deux fois"
        }
        return Self(placeholder: []) { days.read($0, $1, $2)?.flatMap(\.self) }
    }
}

extension ValueReader where Value: TextValue {
    static func name(_ placeholder: Value) -> Self { scalar(placeholder, Value.init) }
}

extension ValueReader {
    /// A value that has no placeholder.
    static func needed<Text: TextValue>() -> Self where Value == Text? {
        scalar(nil) { text throws(ValueError) in try Text(text) }
    }
}
