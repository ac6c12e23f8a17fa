import Messages

/// `docs/messages.md`: a table for each message, topic by topic.
package enum MessagesPage {
    package static func text(_ schemas: [MessageSchema], comments: SourceComments) -> String {
        var page = head
        for topic in ProductTopic.allCases {
            let readers = topic.allReaders.map(reader).joined(separator: ", ")
            page += """

                ## `\(topic.template)`

                Key: \(topic.key). Written by \(topic.writer), read by \(readers). Kept \(topic.retention).


                """
            for schema in schemas where schema.topic == topic { page += table(schema, comments) }
        }
        return page + choices(schemas, comments)
    }

    private static func reader(_ name: String) -> String {
        name == "departement" ? "the département's own system" : name
    }

    private static func table(_ schema: MessageSchema, _ comments: SourceComments) -> String {
        let meaning = Meaning(comments.comment(onType: "\(schema.type)") ?? "")
        let rows = schema.fields.map { field -> String in
            let said = Meaning(comments.comment(on: field.name, of: "\(schema.type)") ?? "")
            let cells = [
                "`\(field.name)`", said.french ?? "", kind(field.shape) + (field.isRequired ? "" : ", may be absent"),
                field.shape.holdsPersonal ? "•••" : "", said.english,
            ]
            return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return """
            ### `\(schema.type.type)`

            **\(meaning.french ?? "")**: \(meaning.english)
            ([schema](generated/schemas/\(schema.type.type).json))

            | field | en français | what | personal | meaning |
            | --- | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """ + "\n"
    }

    private static func kind(_ shape: SchemaShape) -> String {
        switch shape {
        case .object(let name, _), .text(let name, _, _), .choice(let name, _), .integer(let name, _): name
        case .list(let element): "list of \(kind(element))"
        case .map(let element): "\(kind(element)) by name"
        case .number: "Double"
        case .flag: "Bool"
        case .anything: "JSON"
        case .open(let inner): "\(kind(inner)) (open)"
        case .personal(let inner): kind(inner)
        }
    }

    /// The open choices with their French words.
    private static func choices(_ schemas: [MessageSchema], _ comments: SourceComments) -> String {
        var found: [String: [String]] = [:]
        for schema in schemas { schema.shape.collectChoices(into: &found) }
        let rows = found.sorted { $0.key < $1.key }.map { name, values -> String in
            let meaning = Meaning(comments.comment(onType: name) ?? "")
            let listed = values.map { value -> String in
                let said = comments.comment(on: value, of: name).map(Meaning.init)
                return "`\(value)`" + (said?.french.map { " (\($0))" } ?? "")
            }
            return "| \(name) | \(meaning.french ?? "") | \(listed.joined(separator: ", ")) |"
        }
        return """

            ## Choices

            | type | en français | values |
            | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }

    private static let head = """
        # Messages

        Made from `Shared/Messages` by `alp docs`: change it there. What the five services tell each other stands on
        Kafka topics as JSON, in CloudEvents' Kafka binding (binary mode). [topics.svg](generated/topics.svg) shows who
        writes and who reads; [asyncapi.json](generated/asyncapi.json) is the whole as an AsyncAPI 3.0 document,
        `generated/schemas` holds the JSON Schema of each message.

        - A message that a person caused names its `actor`: role, function, person identifier, never a name.
        - A decision names the `campaignRevision` and `requestRevision` that it was made on; on an outdated one it is
          void.
        - Types evolve by addition only. An unknown field is passed over. A choice marked *open* may get values that a
          reader doesn't know: it keeps them as they came, and only a decider that needs one makes its key wait.
        - What is marked ••• is personal, wholly or in parts: the operator's tool masks it.

        `alp` and `alp-broker` know the topics by themselves: `--topics product:01,42,69` is the catalogue below with
        the feeds of these départements.

        ## A new message, a new field

        Write it in `Shared/Messages/<topic>`, list it in the topic's enum, write its golden file
        `Tests/MessagesTests/Golden/<topic>/<Type>.v1.json`, and make the documents anew: `alp docs`, or
        `ALP_WRITE_DOCS=1 swift test --filter GeneratedDocumentsTests`. A new field of a message that was ever published
        is optional.

        ## Publishing a version

        From the tag `v1.0.0` on, what a release's messages looked like is kept for ever in
        `docs/generated/published/<tag>`, checked in, so that a clean clone and an unpacked archive can compare without
        git's history. Before tagging:

        1. `Scripts/test` is green: the compatibility gate has compared with all published versions.
        2. `cp -r docs/generated/schemas docs/generated/published/v1.0.0` (the tag's name), commit, tag.

        A folder there is never edited. The gate (`Shared/Schemas/Compatibility`) fails on what is removed, renamed,
        narrowed, widened where readers can't bear it, or newly required, and says whom it would break.

        """
}

extension SchemaShape {
    /// Whether it, or something in it, is about a person.
    package var holdsPersonal: Bool {
        switch self {
        case .personal: true
        case .object(_, let fields): fields.contains { $0.shape.holdsPersonal }
        case .list(let inner), .map(let inner), .open(let inner): inner.holdsPersonal
        case .text, .choice, .integer, .number, .flag, .anything: false
        }
    }

    fileprivate func collectChoices(into found: inout [String: [String]]) {
        switch self {
        case .choice(let name, let values): found[name] = values.map { $0.text ?? $0.integer.map(String.init) ?? "" }
        case .object(_, let fields): for field in fields { field.shape.collectChoices(into: &found) }
        case .list(let inner), .map(let inner), .open(let inner), .personal(let inner):
            inner.collectChoices(into: &found)
        case .text, .integer, .number, .flag, .anything: break
        }
    }
}
