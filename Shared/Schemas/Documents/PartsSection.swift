import Messages

/// The end of `docs/messages.md`: what messages' fields are made of, by type, each once and in the alphabet's order.
/// Parts are the objects that stand in `$defs` of the schemas; values are texts and numbers of one form; choices are
/// one of a list.
struct PartsSection {
    private var parts: [String: [SchemaField]] = [:]
    private var values: [String: SchemaShape] = [:]
    private var choices: [String: [JSONTree]] = [:]
    private let comments: SourceComments

    init(_ schemas: [MessageSchema], comments: SourceComments) {
        self.comments = comments
        for schema in schemas {
            for field in schema.fields { collect(field.shape) }
        }
    }

    private mutating func collect(_ shape: SchemaShape) {
        switch shape {
        case .object(let name, let fields):
            guard parts.updateValue(fields, forKey: name) == nil else { return }
            for field in fields { collect(field.shape) }
        case .choice(let name, let values): choices[name] = values
        case .list(let inner), .map(let inner), .open(let inner), .personal(let inner): collect(inner)
        case .text(let name, _, _), .integer(let name, _):
            if !Self.plain.contains(name) { values[name] = shape }
        case .number, .flag, .anything: break
        }
    }

    var text: String { partsText + valuesText + choicesText }

    private var partsText: String {
        let sections = parts.sorted { $0.key < $1.key }.map { name, fields -> String in
            let table = Self.table(fields, of: name, comments)
            return "### \(name)\n\n\(Self.sentence(comments.comment(onType: name)))\(table)"
        }
        return """

            ## Parts

            Objects that stand in messages and in each other.

            \(sections.joined(separator: "\n"))
            """
    }

    private var valuesText: String {
        let rows = values.sorted { $0.key < $1.key }.map { name, shape -> String in
            let (form, example) =
                switch shape {
                case .text(_, let pattern, let example): (pattern.map(Self.form) ?? "text", example.map(Self.code))
                case .integer(_, let bounds?): ("\(bounds.lowerBound) to \(bounds.upperBound)", nil as String?)
                default: ("whole number", nil as String?)
                }
            let said = Meaning(comments.comment(onType: name) ?? "")
            return Self.row([name, said.english, form, example ?? ""])
        }
        return """

            ## Values

            Texts and numbers of one form.

            | type | meaning | form | example |
            | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }

    private var choicesText: String {
        let rows = choices.sorted { $0.key < $1.key }.map { name, values -> String in
            let meaning = Meaning(comments.comment(onType: name) ?? "")
            let listed = values.map { value -> String in
                let text = value.text ?? value.integer.map(String.init) ?? ""
                let said = comments.comment(on: text, of: name).map(Meaning.init)
                return "`\(text)`" + (said?.french.map { " (\($0))" } ?? "")
            }
            return Self.row([name, meaning.french ?? "", listed.joined(separator: ", ")])
        }
        return """

            ## Choices

            | type | en français | values |
            | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }
}

extension PartsSection {
    /// Swift's own, which say all by their names.
    private static let plain: Set = ["String", "Int", "Int64"]

    /// The fields of a message or a part, each type leading to where this section tells of it.
    static func table(_ fields: [SchemaField], of type: String, _ comments: SourceComments) -> String {
        let rows = fields.map { field -> String in
            let said = Meaning(comments.comment(on: field.name, of: type) ?? "")
            return row([
                "`\(field.name)`", said.french ?? "", kind(field.shape) + (field.isRequired ? "" : ", may be absent"),
                field.shape.holdsPersonal ? "•••" : "",
                said.english.isEmpty ? meaning(of: field.shape, comments) : said.english,
            ])
        }
        return """
            | field | en français | what | personal | meaning |
            | --- | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }

    private static func kind(_ shape: SchemaShape) -> String {
        switch shape {
        case .object(let name, _): "[\(name)](#\(name.lowercased()))"
        case .text(let name, _, _), .integer(let name, _): plain.contains(name) ? name : "[\(name)](#values)"
        case .choice(let name, _): "[\(name)](#choices)"
        case .list(let element): "list of \(kind(element))"
        case .map(let element): "\(kind(element)) by name"
        case .number: "Double"
        case .flag: "Bool"
        case .anything: "JSON"
        case .open(let inner): "\(kind(inner)) (open)"
        case .personal(let inner): kind(inner)
        }
    }

    /// For a field without a comment, whose type says it all: the first sentence about that.
    private static func meaning(of shape: SchemaShape, _ comments: SourceComments) -> String {
        switch shape {
        case .list(let inner), .map(let inner), .open(let inner), .personal(let inner):
            return meaning(of: inner, comments)
        case .object(let name, _), .text(let name, _, _), .choice(let name, _), .integer(let name, _):
            let said = Meaning(comments.comment(onType: name) ?? "").english
            return said.firstRange(of: ". ").map { "\(said[..<$0.lowerBound])." } ?? said
        case .number, .flag, .anything: return ""
        }
    }

    private static func sentence(_ comment: String?) -> String {
        guard let comment else { return "" }
        let meaning = Meaning(comment)
        return (meaning.french.map { "**\($0)**: " } ?? "") + meaning.english + "\n\n"
    }

    /// A pattern that reads as a link to tools that know no code spans is left to the schemas.
    private static func form(_ pattern: String) -> String {
        pattern.contains("](") ? "a pattern that stands in the schemas" : code(pattern)
    }

    private static func code(_ text: String) -> String { "`\(text)`" }

    /// A bar ends a cell even between backticks, so each is escaped.
    private static func row(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
}
