import Messages

/// The whole of it as one AsyncAPI 3.0 document: channels are topics, messages are the records on them with the headers
/// of CloudEvents' Kafka binding, operations are what each service sends and receives.
package enum AsyncAPIDocument {
    package static func document(_ schemas: [MessageSchema], comments: SourceComments) -> OrderedJSON {
        let messages = schemas.map { OrderedJSON.Member("\($0.type)", message($0, comments)) }
        return [
            "asyncapi": "3.0.0",
            "id": "urn:alp:asyncapi",
            "info": [
                "title": "ALP interdegrés", "version": "1.0.0",
                "description":
                    "What the five services tell each other, and the départements' own systems, through Kafka.",
                "license": ["name": "Apache-2.0"],
            ],
            "defaultContentType": "application/json",
            "channels": .object(ProductTopic.allCases.map { .init($0.identifier, channel($0, schemas)) }),
            "operations": .object(operations(schemas)),
            "components": [
                "messages": .object(messages),
                "messageTraits": ["cloudEvents": ["headers": headers]],
            ],
        ]
    }

    private static func message(_ schema: MessageSchema, _ comments: SourceComments) -> OrderedJSON {
        let said = comments.comment(onType: "\(schema.type)") ?? ""
        return [
            "name": .text(schema.type.type), "title": .text("\(schema.type)"), "summary": .text(said),
            "contentType": "application/json",
            "payload": [
                "schemaFormat": "application/schema+json;version=2020-12",
                "schema": ["$ref": .text("schemas/\(schema.type.type).json")],
            ],
            "bindings": ["kafka": ["key": ["type": "string", "description": .text(schema.topic.key)]]],
            "traits": [["$ref": "#/components/messageTraits/cloudEvents"]],
        ]
    }

    private static func channel(_ topic: ProductTopic, _ schemas: [MessageSchema]) -> OrderedJSON {
        let messages = schemas.filter { $0.topic == topic }.map { schema in
            OrderedJSON.Member("\(schema.type)", ["$ref": .text("#/components/messages/\(schema.type)")])
        }
        var members: [OrderedJSON.Member] = [
            .init("address", .text(topic.template)),
            .init("description", .text("Key: \(topic.key). Kept \(topic.retention).")),
            .init("messages", .object(messages)),
        ]
        if topic.isPerDepartement {
            members.append(
                .init("parameters", ["departement": ["description": "INSEE's code.", "examples": ["01", "42", "69"]]]))
        }
        members.append(.init("bindings", ["kafka": kafka(topic.definition(named: topic.template))]))
        return .object(members)
    }

    /// What the topic is created with on a real cluster. The binding has policies as a list and numbers as numbers,
    /// where Kafka's own protocol has texts.
    private static func kafka(_ topic: TopicDefinition) -> OrderedJSON {
        let configuration = topic.brokerConfiguration.sorted { $0.key < $1.key }.map { name, value in
            OrderedJSON.Member(
                name, name == "cleanup.policy" ? [.text(value)] : Int64(value).map { .integer($0) } ?? .text(value))
        }
        return [
            "partitions": .integer(Int64(topic.partitions)), "replicas": .integer(Int64(topic.replication)),
            "topicConfiguration": .object(configuration),
            // The first whose topic configuration may hold what it doesn't list itself (min.insync.replicas).
            "bindingVersion": "0.5.0",
        ]
    }

    private static func operations(_ schemas: [MessageSchema]) -> [OrderedJSON.Member] {
        ProductTopic.allCases.flatMap { topic in
            [operation(topic.writer, "send", topic, schemas)]
                + topic.allReaders.map { operation($0, "receive", topic, schemas) }
        }
    }

    private static func operation(
        _ service: String, _ action: String, _ topic: ProductTopic, _ schemas: [MessageSchema]
    ) -> OrderedJSON.Member {
        let messages = schemas.filter { $0.topic == topic }.map { schema -> OrderedJSON in
            ["$ref": .text("#/channels/\(topic.identifier)/messages/\(schema.type)")]
        }
        return .init(
            "\(service)-\(action)-\(topic.identifier)",
            [
                "action": .text(action), "channel": ["$ref": .text("#/channels/\(topic.identifier)")],
                "title": .text("\(service) \(action)s \(topic.template)"), "tags": [["name": .text(service)]],
                "messages": .list(messages),
            ])
    }

    /// Envelope's, in the order in which they are written.
    private static var headers: OrderedJSON {
        func text(_ description: String, _ more: OrderedJSON.Member...) -> OrderedJSON {
            .object([.init("type", "string"), .init("description", .text(description))] + more)
        }
        let required: [String] = [
            "ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_sequence", "ce_cause",
            "content-type",
        ]
        return [
            "type": "object",
            "required": .texts(required),
            "properties": [
                "ce_specversion": text("CloudEvents' version.", .init("const", "1.0")),
                "ce_id": text("topic/key/sequence."),
                "ce_type": text("The message's name."),
                "ce_source": text("urn:alp:<environment>:<service>."),
                "ce_subject": text("What the event is about."),
                "ce_time": text("RFC 3339, UTC.", .init("format", "date-time")),
                "ce_sequence": text("1, 2, 3 … without holes per topic and key.", .init("pattern", "^[1-9][0-9]*$")),
                "ce_cause": text("What made the service write it: a record, a command, a timer."),
                "ce_version": text("Its place in the writing aggregate's fold.", .init("pattern", "^[1-9][0-9]*$")),
                "content-type": text("Of the value.", .init("const", "application/json")),
                "ce_correlationid": text("The request that all of this is about."),
                "traceparent": text("W3C trace context."),
            ],
        ]
    }
}

extension ProductTopic {
    /// `feedPeople`: fit to stand in a reference.
    var identifier: String { "\(self)" }
}
