import Messages

/// `docs/messages.md`: a table for each message, topic by topic, then what their fields are made of.
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
        return page + PartsSection(schemas, comments: comments).text
    }

    private static func reader(_ name: String) -> String {
        name == "departement" ? "the département's own system" : name
    }

    private static func table(_ schema: MessageSchema, _ comments: SourceComments) -> String {
        let meaning = Meaning(comments.comment(onType: "\(schema.type)") ?? "")
        return """
            ### `\(schema.type.type)`

            **\(meaning.french ?? "")**: \(meaning.english)
            ([schema](generated/schemas/\(schema.type.type).json))

            \(PartsSection.table(schema.fields, of: "\(schema.type)", comments))

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
        - A field's type leads to its own table: [Parts](#parts) are objects, [Values](#values) texts and numbers of one
          form, [Choices](#choices) one of a list.

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
}
